import { Branch, type BranchState } from '../branch/branch.js';
import { learnDuty, type BranchLearned, type Duty } from '../estimate/duty.js';
import { forecast, forecastInput, type Forecast } from '../estimate/forecast.js';
import {
  learnArrival,
  learnPromise,
  learnService,
  NOTHING_LEARNED,
  type AdvisorLearned,
  type QueueLearned,
} from '../estimate/learned.js';
import { positionOf } from '../estimate/position.js';
import type { Ticket } from '../ticket/ticket.js';
import { aQueue, HOUR, MINUTE, NINE_O_CLOCK } from './builders.js';
import { SimpleEstimators, type Compared, type Said } from './estimators.js';
import type { ReferenceDay } from './reference-day.js';
import { virtualDay, type DayObserver } from './virtual-day.js';

export const REPLAY_UNLEARNED = 'replay, nothing learned';
export const REPLAY = 'replay';
export const REPLAY_CORRECTED = 'replay + learned correction';

const MIDNIGHT = NINE_O_CLOCK - 9 * HOUR;

/** What was said when a number was given. */
interface Promised {
  said: Record<string, Said>;
  told: Forecast;
}

/**
 * A branch that runs one day after the other, tells every estimator's wait at each issue, and learns as the server does:
 * from what has happened until that moment, and nothing else.
 */
export class PromiseLab {
  private readonly queues = new Map<string, QueueLearned>();
  private readonly advisors = new Map<number, AdvisorLearned>();
  private branch: BranchLearned | null = null;
  private readonly simple = new Map<string, SimpleEstimators>();
  private days = 0;

  /** Runs a day and answers the waits of those who were not called at once. */
  run(day: ReferenceDay): Compared[] {
    this.days += 1;
    for (const simple of this.simple.values()) simple.newDay();
    const compared: Compared[] = [];
    const promises = new Map<number, Promised>();
    virtualDay(day, this.observer(promises, compared));
    return compared;
  }

  private observer(promises: Map<number, Promised>, compared: Compared[]): DayObserver {
    return {
      ran: (before, after) => this.learnDuties(before, after),
      issued: (ticket, state, now) => {
        const { queueType } = ticket;
        const arrival = { businessDate: String(this.days), sinceMidnightMs: now - MIDNIGHT };
        this.queues.set(queueType, learnArrival(this.queues.get(queueType) ?? null, arrival));
        if (ticket.status !== 'ATENDIENDO') promises.set(ticket.id, this.promise(ticket, state, now));
      },
      called: (ticket, now) => {
        const { queueType } = ticket;
        const actualMs = now - ticket.createdAt;
        this.simpleOf(queueType).called(actualMs);
        const promised = promises.get(ticket.id);
        if (!promised) return;
        compared.push({ queueType, actualMs, said: promised.said });
        const { told } = promised;
        if (!told.raw) return;
        this.queues.set(
          queueType,
          learnPromise(this.queues.get(queueType) ?? null, { ...told, raw: told.raw }, actualMs),
        );
      },
      ended: (ticket, takenMs) => {
        const { queueType, advisorId } = ticket;
        if (advisorId === null) return;
        const learned = learnService(this.queues.get(queueType) ?? null, this.advisors.get(advisorId) ?? null, {
          averageTimeMinutes: aQueue(queueType).averageTimeMinutes,
          takenMs,
          outcome: ticket.status === 'COMPLETADO' ? 'served' : 'noShow',
        });
        this.queues.set(queueType, learned.queue);
        this.advisors.set(advisorId, learned.advisor);
      },
    };
  }

  private simpleOf(queueType: string): SimpleEstimators {
    const simple = this.simple.get(queueType) ?? new SimpleEstimators();
    this.simple.set(queueType, simple);
    return simple;
  }

  private promise(ticket: Ticket, state: BranchState, now: number): Promised {
    const branch = new Branch(state, now);
    const learned = { queues: this.queues, advisors: this.advisors, branch: this.branch };
    const input = forecastInput(branch, learned);
    const told = forecast(input).get(ticket.id);
    const bare = forecast({ ...input, learned: NOTHING_LEARNED }).get(ticket.id);
    if (!told || !bare) throw new Error('a waiting ticket has no forecast');
    const line = input.waiting.filter(({ queueType, id }) => queueType === ticket.queueType && id !== ticket.id);
    const glance = {
      position: positionOf(ticket, input.waiting),
      averageMs: aQueue(ticket.queueType).averageTimeMinutes * MINUTE,
      advisors: input.advisors.filter(
        ({ status, queueTypes }) => status !== 'OFFLINE' && queueTypes.includes(ticket.queueType),
      ).length,
      headWaitedMs: now - Math.min(now, ...line.map(({ orderAt }) => orderAt)),
    };
    return {
      told,
      said: {
        ...this.simpleOf(ticket.queueType).say(glance),
        [REPLAY_UNLEARNED]: saidRaw(bare),
        [REPLAY]: saidRaw(told),
        [REPLAY_CORRECTED]: {
          ms: told.minutes * MINUTE,
          lowMs: told.low * MINUTE,
          highMs: told.high * MINUTE,
        },
      },
    };
  }

  private learnDuties(before: BranchState, after: BranchState): void {
    for (const advisor of after.advisors) {
      const was = before.advisors.find(({ id }) => id === advisor.id);
      if (!was || (was.status === advisor.status && was.statusSince === advisor.statusSince)) continue;
      this.branch = learnDuty(this.branch, dutyOf(was, before), dutyOf(advisor, after));
    }
  }
}

/** What replay says before its correction; the formula where nobody can serve. */
export const saidRaw = (told: Forecast): Said =>
  told.raw
    ? { ms: told.raw.waitMs, lowMs: told.raw.lowMs, highMs: told.raw.highMs }
    : { ms: told.minutes * MINUTE, lowMs: told.low * MINUTE, highMs: told.high * MINUTE };

function dutyOf(advisor: BranchState['advisors'][number], state: BranchState): Duty {
  const { status, statusReason, statusSince } = advisor;
  const serving = state.tickets.some((ticket) => ticket.status === 'ATENDIENDO' && ticket.advisorId === advisor.id);
  return { status, statusReason, statusSince, serving };
}
