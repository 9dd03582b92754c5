import { addDays, instantOf } from '../branch/business-day.js';
import type { Branch } from '../branch/branch.js';
import { closingTime } from '../branch/opening-hours.js';
import { hash } from '../estimate/even-draw.js';
import { forecastInput, learnedOf, type ForecastInput } from '../estimate/forecast.js';
import type { WhatIfChange } from './changes.js';
import type { ExpectedArrival } from './expected-arrivals.js';
import { differenceOf, outcomeOf, type Expected, type QueueOutcome } from './outcome.js';
import { simulate, type WhatIfInput } from './simulate.js';

/** The rest of the day as it is, and with the changes. */
export interface WhatIfAnswer {
  before: QueueOutcome[];
  after: QueueOutcome[];
  /** By queue, how many more are late with the changes: chance is the same in both, so it is narrower than they are. */
  difference: Expected[];
}

/** How many courses are followed, a power of two. In a crowd chance evens out within each, and each takes longer. */
function coursesFor(people: number): number {
  if (people <= 400) return 64;
  return people <= 800 ? 32 : 16;
}

/**
 * The branch's present, and who is expected until closing. `arrivals`: of another day, moved to this one.
 */
export function whatIfInput(branch: Branch, arrivals: readonly ExpectedArrival[], seed = seedOf(branch)): WhatIfInput {
  const { openingHours, timeZone } = branch.state;
  const midnight = instantOf(addDays(branch.today, 1), 0, timeZone);
  const closing = closingTime(openingHours, branch.today, timeZone);
  const { graceMinutes, preferentialCreditMinutes } = branch.settings;
  return {
    now: branch.now,
    branch: plain(forecastInput(branch, learnedOf(branch))),
    arrivals,
    vary: true,
    preferentialCreditMs: preferentialCreditMinutes * 60_000,
    // After hours whoever is there is still served, and nobody is sent home before this moment.
    closesAt: closing ?? midnight,
    endsAt: Math.max(branch.now, closing === null ? midnight : closing + graceMinutes * 60_000),
    seed,
    courses: coursesFor(branch.waiting().length + arrivals.length),
  };
}

/** Nothing of a person but what the rules look at: it may be handed to another thread. */
function plain(input: ForecastInput): ForecastInput {
  return {
    ...input,
    waiting: input.waiting.map(({ id, queueType, orderAt, createdAt, reservedAdvisorId }) => ({
      ...{ id, queueType, orderAt, createdAt, reservedAdvisorId },
    })),
    serving: input.serving.map(({ queueType, advisorId, assignedAt, startedAt }) => ({
      ...{ queueType, advisorId, assignedAt, startedAt },
    })),
    advisors: input.advisors.map((advisor) => {
      const { id, status, statusReason, statusSince, offlineAfterCurrent } = advisor;
      const { queueTypes, workloadMinutes, lastAssignedAt } = advisor;
      const duty = { id, status, statusReason, statusSince, offlineAfterCurrent };
      return { ...duty, queueTypes, workloadMinutes, lastAssignedAt };
    }),
  };
}

/** The same all day long: who asks twice is told the same, and what differs between two questions is the question's. */
const seedOf = ({ state, today }: Branch): number => hash(state.id, Date.parse(today) / 86_400_000);

/** R5, R6, R8: late share, waits and served per queue, before and after. Deterministic; changes nothing. */
export function whatIf(input: WhatIfInput, changes: readonly WhatIfChange[]): WhatIfAnswer {
  const queueTypes = [...input.branch.rules.queues.keys()];
  const [before = [], after = []] = simulate(input, [[], changes]);
  return {
    before: outcomeOf(queueTypes, before),
    after: outcomeOf(queueTypes, after),
    difference: differenceOf(queueTypes, before, after),
  };
}
