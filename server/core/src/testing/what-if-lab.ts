import { Branch, type BranchState } from '../branch/branch.js';
import { assignWaiting } from '../commands/assign-waiting.js';
import { setStatus } from '../commands/set-status.js';
import { whatIf, whatIfInput, type WhatIfAnswer } from '../what-if/what-if.js';
import type { WhatIfChange } from '../what-if/changes.js';
import type { ExpectedArrival } from '../what-if/expected-arrivals.js';
import { anAdvisor, MINUTE } from './builders.js';
import { referenceDay, type ReferenceDay } from './reference-day.js';
import type { Scene } from './scene.js';
import { virtualDay } from './virtual-day.js';

/** What became of a queue from a moment on: those who waited then, and those who came. */
export interface LivedQueue {
  queueType: string;
  tickets: number;
  late: number;
}

export interface LivedDay {
  /** The branch just before that moment. */
  state: BranchState;
  queues: LivedQueue[];
  /** As the branch was left. */
  end: BranchState;
}

/** Lives a day through the real commands and looks at it from `at` (ms since the epoch) on. */
export function lived(day: ReferenceDay, at: number): LivedDay {
  const waits = new Map<number, { queueType: string; createdAt: number; calledAt: number }>();
  let state: BranchState | null = null;
  const scene = virtualDay(day, {
    issued: ({ id, queueType, createdAt }) => {
      const calledAt = waits.get(id)?.calledAt ?? Infinity;
      waits.set(id, { queueType, createdAt, calledAt });
    },
    called: ({ id, queueType, createdAt }, now) => waits.set(id, { queueType, createdAt, calledAt: now }),
    ran: (before, _after, now) => {
      if (now >= at) state ??= before;
    },
  });
  const all = [...waits.values()].filter(({ createdAt, calledAt }) => createdAt >= at || calledAt >= at);
  const queues = scene.state.queues.map(({ queueType, targetWaitMinutes }) => {
    const own = all.filter((one) => one.queueType === queueType);
    const late = own.filter(({ createdAt, calledAt }) => calledAt - createdAt > targetWaitMinutes * MINUTE);
    return { queueType, tickets: own.length, late: late.length };
  });
  return { state: state ?? scene.state, queues, end: scene.state };
}

/** The same day with the changes really made in it. */
export function withChanges(day: ReferenceDay, changes: readonly WhatIfChange[]): ReferenceDay {
  return changes.reduce((changed, change) => {
    if (change.kind === 'ADVISOR_ADDED') return withOneMore(changed, change);
    return { ...changed, also: [...(changed.also ?? []), ...actsOf(change, changed)] };
  }, day);
}

function withOneMore(day: ReferenceDay, change: WhatIfChange & { kind: 'ADVISOR_ADDED' }): ReferenceDay {
  const id = day.branch.advisors.length + 1;
  const advisors = [...day.branch.advisors, anAdvisor(id, { queueTypes: [...change.queueTypes] })];
  const come = (scene: Scene) => scene.run((branch) => setStatus(branch, id, { status: 'AVAILABLE' }));
  return {
    ...day,
    branch: { ...day.branch, moduleCount: day.branch.moduleCount + 1, advisors },
    absent: [...(day.absent ?? []), id],
    also: [...(day.also ?? []), { at: change.from, act: come }, { at: change.to, act: (scene) => leave(scene, id) }],
  };
}

function leave(scene: Scene, id: number): void {
  const { status, assignedTicketsCount } = scene.advisor(id);
  if (status === 'OFFLINE') return;
  const off = { status: 'OFFLINE', reason: 'reunión', afterCurrent: assignedTicketsCount > 0 } as const;
  scene.run((branch) => setStatus(branch, id, off));
}

function actsOf(
  change: Exclude<WhatIfChange, { kind: 'ADVISOR_ADDED' }>,
  day: ReferenceDay,
): NonNullable<ReferenceDay['also']> {
  const start = day.arrivals[0]?.at ?? 0;
  if (change.kind === 'POLICY') {
    const settings = { ...day.branch.settings, dispatchPolicy: change.policy };
    return [{ at: start, act: (scene) => (scene.state = { ...scene.state, settings }) }];
  }
  const { advisorId, from, to } = change;
  if (change.kind === 'ADVISOR_LEAVES') {
    const back = (scene: Scene): void => {
      if (scene.advisor(advisorId).status !== 'OFFLINE') return;
      scene.run((branch) => setStatus(branch, advisorId, { status: 'AVAILABLE' }));
    };
    return [
      { at: from, act: (scene) => leave(scene, advisorId) },
      { at: to, act: back },
    ];
  }
  const own = day.branch.advisors.find(({ id }) => id === advisorId)?.queueTypes ?? [];
  const serves = (queueTypes: string[]) => (scene: Scene) =>
    scene.run((branch) => {
      branch.changeAdvisor(branch.advisor(advisorId), { queueTypes });
      assignWaiting(branch);
    });
  return [
    { at: from, act: serves([...new Set([...own, ...change.queueTypes])]) },
    { at: to, act: serves(own) },
  ];
}

export const arrivalsOf = ({ arrivals }: ReferenceDay): ExpectedArrival[] =>
  arrivals.map(({ at, queueType }) => ({ at, queueType, preferential: false }));

/** The reference branch from one day to the next: the same advisors, and what each day has taught is there on the next. */
export class WhatIfLab {
  private taught: BranchState | null = null;
  private readonly speeds = referenceDay(1).speeds;

  /** The day as it would begin, with what was learned until then. */
  day(seed: number): ReferenceDay {
    const day = { ...referenceDay(seed), speeds: this.speeds };
    const { taught } = this;
    if (!taught) return day;
    const { branch } = day;
    const queues = branch.queues.map((queue) => ({
      ...queue,
      learned: taught.queues.find(({ queueType }) => queueType === queue.queueType)?.learned ?? null,
    }));
    const advisors = branch.advisors.map((advisor) => ({
      ...advisor,
      learned: taught.advisors.find(({ id }) => id === advisor.id)?.learned ?? null,
    }));
    return { ...day, branch: { ...branch, queues, advisors, learned: taught.learned } };
  }

  /** A day is over. */
  learn({ end }: LivedDay): void {
    this.taught = end;
  }

  /** What would have been said at that moment of the day. */
  ask(
    { state }: LivedDay,
    at: number,
    arrivals: readonly ExpectedArrival[],
    changes: readonly WhatIfChange[],
    vary = true,
  ): WhatIfAnswer {
    return whatIf({ ...whatIfInput(new Branch(state, at), arrivals), vary }, changes);
  }
}
