import { onAverage } from './outcome.js';
import { simulate, type Outcomes, type WhatIfInput } from './simulate.js';
import type { WhatIfChange } from './changes.js';

/** One move that a supervisor could make now: this advisor serves this queue too, for so long. */
export interface Move {
  advisorId: number;
  queueType: string;
  minutes: number;
}

/** A move that is worth it. Late: people of that queue who wait now or come within the hour, whole. */
export interface Hint extends Move {
  lateBefore: number;
  lateAfter: number;
}

/** A hint that is being shown. ms since the epoch. */
export interface StandingHint {
  hint: Hint;
  since: number;
}

export const HINT_MINUTES = [15, 25, 40] as const;
/** Who comes later than this has nothing to do with a move of so few minutes. */
const HORIZON_MS = 60 * 60_000;
const MINUTE = 60_000;
/** A power of two: a hint is worth few courses, and is found again half a minute later. */
const COURSES = 16;

/** Worth saying: as many fewer, and this share of them. */
const FEWER_MIN = 2;
const FEWER_SHARE = 0.2;
/** Goes on being said while it holds this much: half of what it took. */
const STAYS = 0.5;
/** Others' queues: made worse by less than this many people is not worse. */
const WORSE_MAX = 0.5;
/** A shorter move that does nearly as much is the better one. */
const NEARLY = 0.85;
/** Shown for so long at least, unless it can no longer be done or does harm; and so long nothing once one has gone. */
const SHOWN_MIN_MS = 90_000;
const QUIET_MS = 60_000;

/** The next hour: who waits now, and who comes in it, until they are called. */
export const hintInput = (input: WhatIfInput): WhatIfInput => ({
  ...input,
  closesAt: Math.min(input.closesAt, input.now + HORIZON_MS),
  courses: COURSES,
});

interface Tried extends Hint {
  fewer: number;
  /** So many fewer in nine of ten courses, at least. */
  surely: number;
  /** How many more are late in the other queue that it harms most. */
  worse: number;
}

/** The best move that is clearly worth it; null: nobody is late, or nothing helps without harming others. */
export function findHint(input: WhatIfInput): Hint | null {
  const cut = hintInput(input);
  const queueTypes = [...cut.branch.rules.queues.keys()];
  const [before] = simulate(cut, [[]]);
  const worst = worstQueue(queueTypes, before ?? []);
  if (worst === null) return null;
  const moves = candidates(cut, worst.queueType, worst.calm);
  const good = tryMoves(cut, moves).filter(
    ({ fewer, surely, worse, lateBefore }) =>
      fewer >= FEWER_MIN && fewer >= FEWER_SHARE * lateBefore && surely >= 0 && worse <= WORSE_MAX,
  );
  const most = Math.max(0, ...good.map(({ fewer }) => fewer));
  const enough = good.filter(({ fewer }) => fewer >= NEARLY * most);
  enough.sort((a, b) => a.minutes - b.minutes || b.fewer - a.fewer || a.advisorId - b.advisorId);
  return enough[0] ? told(enough[0]) : null;
}

/**
 * What is shown from now on: the one that stands while it holds, with today's figures; else a new one, after a while of
 * nothing. `goneAt`: when the last one went. Answers the same object when nothing changed.
 */
export function nextHint(
  standing: StandingHint | null,
  goneAt: number | null,
  input: WhatIfInput,
): StandingHint | null {
  const { now } = input;
  if (standing) {
    const again = stillHolds(standing, input);
    if (again) return sameHint(again, standing.hint) ? standing : { ...standing, hint: again };
    return null;
  }
  if (goneAt !== null && now - goneAt < QUIET_MS) return null;
  const hint = findHint(input);
  return hint && { hint, since: now };
}

/** The hint with the figures of this moment; null: it is over. */
function stillHolds({ hint, since }: StandingHint, input: WhatIfInput): Hint | null {
  const cut = hintInput(input);
  const advisor = cut.branch.advisors.find(({ id }) => id === hint.advisorId);
  if (!advisor || !mayBeMoved(advisor, hint.queueType)) return null;
  const [again] = tryMoves(cut, [hint]);
  if (!again) return null;
  const holds = again.fewer >= STAYS * FEWER_MIN && again.fewer >= STAYS * FEWER_SHARE * again.lateBefore;
  const young = input.now - since < SHOWN_MIN_MS && again.fewer > 0;
  return (holds || young) && again.worse <= 2 * WORSE_MAX ? told(again) : null;
}

const told = ({ advisorId, queueType, minutes, lateBefore, lateAfter }: Hint): Hint => ({
  advisorId,
  queueType,
  minutes,
  lateBefore: Math.round(lateBefore),
  lateAfter: Math.round(lateAfter),
});

const sameHint = (a: Hint, b: Hint): boolean => a.lateBefore === b.lateBefore && a.lateAfter === b.lateAfter;

/** The queue of which most will be late, and those of which nobody will; null: nobody is late anywhere. */
function worstQueue(queueTypes: readonly string[], before: Outcomes): { queueType: string; calm: Set<string> } | null {
  const late = queueTypes.map((queueType, queue) => ({ queueType, late: lateOf(before, queue) }));
  const [worst] = [...late].sort((a, b) => b.late - a.late);
  if (!worst || worst.late < FEWER_MIN) return null;
  return { queueType: worst.queueType, calm: new Set(late.filter((one) => one.late < 1).map((one) => one.queueType)) };
}

const lateOf = (courses: Outcomes, queue: number): number =>
  onAverage(courses.map((all) => all[queue]?.late ?? 0)).value;

type Movable = WhatIfInput['branch']['advisors'][number];

/** There, and not about to go; and the queue is new to them. */
const mayBeMoved = ({ status, offlineAfterCurrent, queueTypes }: Movable, queueType: string): boolean =>
  status !== 'OFFLINE' && !offlineAfterCurrent && !queueTypes.includes(queueType);

/** Everybody who is free, or whose own queues are calm. */
function candidates({ branch }: WhatIfInput, queueType: string, calm: ReadonlySet<string>): Move[] {
  const movable = branch.advisors.filter(
    (advisor) =>
      mayBeMoved(advisor, queueType) &&
      (advisor.status === 'AVAILABLE' || advisor.queueTypes.every((own) => calm.has(own))),
  );
  return movable.flatMap(({ id }) => HINT_MINUTES.map((minutes) => ({ advisorId: id, queueType, minutes })));
}

function tryMoves(input: WhatIfInput, moves: readonly Move[]): Tried[] {
  const queueTypes = [...input.branch.rules.queues.keys()];
  const [before = [], ...after] = simulate(input, [[], ...moves.map((move) => [changeOf(move, input.now)])]);
  return moves.map((move, index) => {
    const courses = after[index] ?? [];
    const own = queueTypes.indexOf(move.queueType);
    const fewer = onAverage(before.map((all, course) => (all[own]?.late ?? 0) - (courses[course]?.[own]?.late ?? 0)));
    const others = queueTypes.map((_, queue) => (queue === own ? 0 : lateOf(courses, queue) - lateOf(before, queue)));
    return {
      ...move,
      lateBefore: lateOf(before, own),
      lateAfter: lateOf(courses, own),
      fewer: fewer.value,
      surely: fewer.low,
      worse: Math.max(0, ...others),
    };
  });
}

/** What doing as the hint says would be. */
export const changeOf = ({ advisorId, queueType, minutes }: Move, now: number): WhatIfChange => ({
  kind: 'ADVISOR_TAKES',
  advisorId,
  queueTypes: [queueType],
  from: now,
  to: now + minutes * MINUTE,
});
