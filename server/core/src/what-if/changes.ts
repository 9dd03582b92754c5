import type { DispatchPolicy, DispatchRules } from '../dispatch/order.js';
import type { ForecastAdvisor, ForecastInput } from '../estimate/forecast.js';
import type { ReplayDesk, Shift } from '../estimate/replay.js';

/** What a supervisor wonders about. Times are ms since the epoch; `to` is the first moment at which it no longer holds. */
export type WhatIfChange =
  /** One more desk for these queues, with an advisor of average pace. */
  | { kind: 'ADVISOR_ADDED'; queueTypes: readonly string[]; from: number; to: number }
  /** An advisor serves these queues too, beside their own. */
  | { kind: 'ADVISOR_TAKES'; advisorId: number; queueTypes: readonly string[]; from: number; to: number }
  /** An advisor goes away, with the ticket in hand done (R7, drain). */
  | { kind: 'ADVISOR_LEAVES'; advisorId: number; from: number; to: number }
  /** Another order between queues (R5), from now on. */
  | { kind: 'POLICY'; policy: DispatchPolicy };

/** Ids of the advisors who are not there yet begin here, above every real one. */
const ADDED_ID_MIN = 2 ** 40;

/** The branch with everybody who may take part in it: those who are added come last, so that the others' draws stay. */
export function withAdded(branch: ForecastInput, changes: readonly WhatIfChange[]): ForecastInput {
  const added = changes.flatMap((change, index): ForecastAdvisor[] =>
    change.kind === 'ADVISOR_ADDED' ? [addedAdvisor(branch.now, index, change.queueTypes)] : [],
  );
  return { ...branch, rules: rulesUnder(branch.rules, changes), advisors: [...branch.advisors, ...added] };
}

function addedAdvisor(now: number, index: number, queueTypes: readonly string[]): ForecastAdvisor {
  return {
    id: ADDED_ID_MIN + index,
    status: 'AVAILABLE',
    statusReason: null,
    statusSince: now,
    offlineAfterCurrent: false,
    queueTypes: [...queueTypes],
    workloadMinutes: 0,
    lastAssignedAt: null,
  };
}

function rulesUnder(rules: DispatchRules, changes: readonly WhatIfChange[]): DispatchRules {
  return changes.reduce((now, change) => (change.kind === 'POLICY' ? { ...now, policy: change.policy } : now), rules);
}

/** Who serves what from which moment on, `now` the first; empty when nobody's work changes. */
export function shiftsOf(desks: readonly ReplayDesk[], changes: readonly WhatIfChange[], now: number): Shift[] {
  const moments = new Set<number>();
  for (const change of changes) {
    if (change.kind === 'POLICY') continue;
    moments.add(Math.max(now, change.from)).add(Math.max(now, change.to));
  }
  if (moments.size > 0) moments.add(now);
  return [...moments]
    .sort((a, b) => a - b)
    .map((at) => ({ at: at - now, queueTypes: desks.map((desk) => servedAt(desk, changes, at)) }));
}

/** What a desk serves at a moment; null: nobody is there. */
function servedAt(desk: ReplayDesk, changes: readonly WhatIfChange[], at: number): readonly string[] | null {
  let queueTypes: readonly string[] | null = desk.queueTypes;
  for (const [index, change] of changes.entries()) {
    if (change.kind === 'POLICY') continue;
    const holds = at >= change.from && at < change.to;
    if (change.kind === 'ADVISOR_ADDED') {
      if (desk.id === ADDED_ID_MIN + index && !holds) return null;
    } else if (desk.id === change.advisorId && holds) {
      if (change.kind === 'ADVISOR_LEAVES') return null;
      queueTypes = [...queueTypes, ...change.queueTypes];
    }
  }
  return queueTypes;
}
