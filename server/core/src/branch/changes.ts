import type { AuditEvent } from '../audit/event.js';
import type { BranchLearned } from '../estimate/duty.js';
import type { MessageEffect } from '../messages/effects.js';
import type { Ticket } from '../ticket/ticket.js';
import type { Advisor } from './advisor.js';
import type { BranchStatus } from './branch.js';
import type { Queue } from './queue.js';

/** What is added to one queue's row of the day. Times in ms. */
export interface QueueDayDelta {
  businessDate: string;
  queueType: string;
  issued: number;
  called: number;
  withinTarget: number;
  served: number;
  noShow: number;
  cancelled: number;
  waitMs: number;
  serviceMs: number;
  /** Promises compared with what happened (R8), the sums of their errors and of their sizes, and how many held. */
  compared: number;
  errorMs: number;
  absoluteErrorMs: number;
  covered: number;
}

/** What is added to one advisor's row of the day. */
export interface AdvisorDayDelta {
  businessDate: string;
  advisorId: number;
  served: number;
  noShow: number;
  serviceMs: number;
}

export interface BranchPatch {
  businessDate: string;
  dayClosed: boolean;
  noAdvisorsSince: number | null;
  /** The stored positions are those of this change: nothing is left for the next recalculation. */
  positionsCurrent: boolean;
  learned: BranchLearned | null;
  status: BranchStatus;
  notice: string | null;
}

/** What becomes of one message row (R9). */
export interface MessageChange extends MessageEffect {
  ticketId: number;
  /** When it is planned for, ms. */
  dueAt: number;
}

/** Everything one command changes, to be written in one statement. */
export interface Changes {
  newTicket: Ticket | null;
  tickets: Ticket[];
  advisors: Advisor[];
  counter: { queueType: string; lastNumber: number } | null;
  messages: MessageChange[];
  events: AuditEvent[];
  queueDays: QueueDayDelta[];
  advisorDays: AdvisorDayDelta[];
  /** Queues that have learned something, or were closed or reopened; advisors are written with theirs. */
  queues: Queue[];
  patch: BranchPatch;
  /** Something a client could see has changed: the branch gets a new revision. */
  visible: boolean;
}
