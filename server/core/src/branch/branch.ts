import type { OpenAlert } from '../alerts/alert.js';
import type { AuditEvent } from '../audit/event.js';
import { canServe } from '../dispatch/assign.js';
import type { DispatchRules } from '../dispatch/order.js';
import type { BranchLearned } from '../estimate/duty.js';
import type { QueueLearned } from '../estimate/learned.js';
import { Outlook } from '../estimate/outlook.js';
import { renewPromise } from '../estimate/promise.js';
import { messageChanges, type Reach } from '../messages/effects.js';
import { Refusal } from '../refusal.js';
import { isActive, isWaiting, type TicketStatus } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import type { Advisor } from './advisor.js';
import { businessDay, instantOf } from './business-day.js';
import { ChangedAdvisors } from './changed-advisors.js';
import type { AdvisorDayDelta, Changes, QueueDayDelta } from './changes.js';
import { DayCounts } from './day-counts.js';
import type { OpeningHours } from './opening-hours.js';
import type { Queue } from './queue.js';
import { readSettings, type BranchSettings, type StoredSettings } from './settings.js';

/** One number that was called today, for the lobby screen and the desks. Times are ms. */
export interface Call {
  ticketId: number;
  codigoReferencia: string;
  status: TicketStatus;
  numero: string;
  moduleNumber: number;
  queueType: string;
  calledAt: number;
  lastCalledAt: number;
  recallCount: number;
  serving: boolean;
}

/** Lines on the lobby screen and behind it: everybody being served, and the last ones served. */
export const CALLS_KEPT = 20;

export const BRANCH_STATUSES = ['OPEN', 'CLOSED', 'PAUSED'] as const;
export type BranchStatus = (typeof BRANCH_STATUSES)[number];

/** A branch as it was loaded: its configuration, its people and its present tickets. */
export interface BranchState {
  id: number;
  code: string;
  name: string;
  timeZone: string;
  moduleCount: number;
  /** False: disabled by configuration; its history stays. */
  active: boolean;
  status: BranchStatus;
  /** A text by hand for the kiosk. */
  notice: string | null;
  settings: StoredSettings;
  openingHours: OpeningHours | null;
  revision: number;
  positionsRevision: number;
  /** The business day the branch is working on; null before its first. */
  businessDate: string | null;
  dayClosed: boolean;
  noAdvisorsSince: number | null;
  /** What the branch has learned of its desks (R8); null: nothing yet. */
  learned: BranchLearned | null;
  queues: Queue[];
  advisors: Advisor[];
  /** The active tickets. */
  tickets: Ticket[];
  /** Closed tickets of today, loaded for the one command that is about them: reinstate, undo. */
  closedTickets: Ticket[];
  /** Today's latest calls of tickets that are closed. */
  pastCalls: Call[];
  /** For supervisors; no rule looks at them. */
  deviceTroubles: DeviceTrouble[];
  /** Raised and not cleared. */
  openAlerts: OpenAlert[];
  /** See AlertMemory. */
  alertsTurning: Record<string, number>;
}

/** A kiosk whose last slip did not come out, or a screen that may not sound: somebody has to go there. */
export interface DeviceTrouble {
  deviceId: number;
  name: string;
  /** A word of the printer's; null: it is about the sound. */
  printer: string | null;
  since: number;
}

/**
 * A branch in the hands of one command, at one moment: the present state, and a record of what the command changed.
 * It belongs to one transaction under the branch lock and is thrown away afterwards, or shown to the screens.
 */
export class Branch {
  readonly settings: BranchSettings;
  readonly today: string;
  readonly queues: ReadonlyMap<string, Queue>;
  readonly advisors: ReadonlyMap<number, Advisor>;
  revision: number;
  businessDate: string;
  dayClosed: boolean;
  noAdvisorsSince: number | null;
  status: BranchStatus;
  /** A text by hand for kiosk and lobby. */
  notice: string | null;
  /** Ticket id → what this very command did: it is announced once, by whoever tells the screens. */
  readonly calledNow = new Map<number, 'call' | 'recall'>();
  /** What of the alerts this very change raised and cleared: announced once, too. */
  readonly raisedNow: OpenAlert[] = [];
  readonly clearedNow: OpenAlert[] = [];
  /** Ticket id → how it waited before this very command called it. */
  readonly waitedAs = new Map<number, Ticket>();
  private readonly tickets = new Map<number, Ticket>();
  private readonly pastCalls: Call[];
  private readonly people: Map<number, Advisor>;

  private newTicket: Ticket | null = null;
  private counter: Changes['counter'] = null;
  private positionsCurrent = false;
  /** Ticket → what decided about its messages before the command. */
  private readonly changedTickets = new Map<Ticket, Reach>();
  private readonly changedAdvisors: ChangedAdvisors;
  private readonly changedQueues = new Set<Queue>();
  private outlookNow: Outlook | null = null;
  private readonly recorded: AuditEvent[] = [];
  private readonly dayCounts = new DayCounts();

  constructor(
    readonly state: BranchState,
    /** The moment of the command, ms since the epoch. */
    readonly now: number,
  ) {
    this.settings = readSettings(state.settings);
    // Never back: a process whose clock is behind at midnight works on the day that the branch has begun.
    this.today = later(businessDay(now, state.timeZone), state.businessDate);
    this.queues = new Map([...state.queues].sort(byPriority).map((queue) => [queue.queueType, queue]));
    this.people = new Map(state.advisors.map((advisor) => [advisor.id, advisor]));
    this.advisors = this.people;
    for (const ticket of [...state.tickets, ...state.closedTickets]) this.tickets.set(ticket.id, ticket);
    this.changedAdvisors = new ChangedAdvisors(state.tickets);
    this.pastCalls = state.pastCalls;
    this.revision = state.revision;
    this.businessDate = state.businessDate ?? this.today;
    this.dayClosed = state.dayClosed;
    this.noAdvisorsSince = state.noAdvisorsSince;
    this.status = state.status;
    this.notice = state.notice;
  }

  /** The instant (ms) at which the present business day began. */
  startOfToday(): number {
    return instantOf(this.today, 0, this.state.timeZone);
  }

  get rules(): DispatchRules {
    return { policy: this.settings.dispatchPolicy, guardRatio: this.settings.guardRatio, queues: this.queues };
  }

  /** Throws COLA_NO_ENCONTRADA with the queues that there are (R14). */
  queue(queueType: string): Queue {
    const queue = this.queues.get(queueType);
    if (!queue) throw new Refusal('COLA_NO_ENCONTRADA', { queueType, colasDisponibles: [...this.queues.keys()] });
    return queue;
  }

  /** Throws ASESOR_NO_ENCONTRADO. */
  advisor(id: number): Advisor {
    const advisor = this.advisors.get(id);
    if (!advisor) throw new Refusal('ASESOR_NO_ENCONTRADO');
    return advisor;
  }

  /** A ticket that is, or was when the command began, active. Throws TICKET_NO_ENCONTRADO. */
  ticket(codigoReferencia: string): Ticket {
    const ticket = this.findTicket(codigoReferencia);
    if (!ticket) throw new Refusal('TICKET_NO_ENCONTRADO');
    return ticket;
  }

  findTicket(codigoReferencia: string): Ticket | null {
    for (const ticket of this.tickets.values()) if (ticket.codigoReferencia === codigoReferencia) return ticket;
    return null;
  }

  ticketById(id: number): Ticket | undefined {
    return this.tickets.get(id);
  }

  activeTickets(): Ticket[] {
    return [...this.tickets.values()].filter((ticket) => isActive(ticket.status));
  }

  waiting(): Ticket[] {
    return [...this.tickets.values()].filter((ticket) => isWaiting(ticket.status));
  }

  /** Whether an advisor who is not OFFLINE serves this queue. */
  isServed(queueType: string): boolean {
    return this.onDuty().some((advisor) => advisor.queueTypes.includes(queueType));
  }

  /** Whether somebody who is not OFFLINE serves this ticket, or may call it (R7). */
  isLookedAfter(ticket: Ticket): boolean {
    if (isWaiting(ticket.status)) return this.onDuty().some((advisor) => canServe(advisor, ticket));
    return ticket.status === 'ATENDIENDO';
  }

  private onDuty(): Advisor[] {
    return [...this.advisors.values()].filter((advisor) => advisor.status !== 'OFFLINE');
  }

  /** The ticket on an advisor's desk. */
  currentOf(advisorId: number): Ticket | null {
    for (const ticket of this.tickets.values()) {
      if (ticket.status === 'ATENDIENDO' && ticket.advisorId === advisorId) return ticket;
    }
    return null;
  }

  /** Last call or recall first: everybody being served, and the latest of the rest, CALLS_KEPT in all. */
  calls(): Call[] {
    return this.allCalls().filter((call, index) => call.serving || index < CALLS_KEPT);
  }

  /** Those of them that are closed, all that are known. */
  closedCalls(): Call[] {
    return this.allCalls().filter((call) => !call.serving);
  }

  private allCalls(): Call[] {
    const present: Call[] = [];
    for (const ticket of this.tickets.values()) {
      if (ticket.assignedAt === null || ticket.moduleNumber === null || ticket.businessDate !== this.today) continue;
      present.push({
        ticketId: ticket.id,
        codigoReferencia: ticket.codigoReferencia,
        status: ticket.status,
        numero: ticket.numero,
        moduleNumber: ticket.moduleNumber,
        queueType: ticket.queueType,
        calledAt: ticket.assignedAt,
        lastCalledAt: ticket.lastRecalledAt ?? ticket.assignedAt,
        recallCount: ticket.recallCount,
        serving: ticket.status === 'ATENDIENDO',
      });
    }
    const past = this.pastCalls.filter((call) => !this.tickets.has(call.ticketId));
    return [...present, ...past].sort((a, b) => b.lastCalledAt - a.lastCalledAt || b.ticketId - a.ticketId);
  }

  // ---- what a command records -------------------------------------------------------------------------------------

  add(ticket: Ticket, lastNumber: number): void {
    this.newTicket = ticket;
    this.counter = { queueType: ticket.queueType, lastNumber };
    this.tickets.set(ticket.id, ticket);
    this.queue(ticket.queueType).lastNumber = lastNumber;
    this.outlookNow = null;
  }

  change(ticket: Ticket, patch: Partial<Ticket>): void {
    if (ticket !== this.newTicket && !this.changedTickets.has(ticket)) {
      const { status, startedAt, messagesPlanned, linked } = ticket;
      this.changedTickets.set(ticket, { status, startedAt, messagesPlanned, linked });
    }
    const before = ticket.status;
    Object.assign(ticket, patch, { updatedAt: this.now });
    if (MOVES.some((field) => field in patch)) this.outlookNow = null;
    renewPromise(ticket, patch, before);
  }

  changeAdvisor(advisor: Advisor, patch: Partial<Advisor>): void {
    this.noteChangeOf(advisor);
    Object.assign(advisor, patch);
  }

  /** From here on the branch is without this advisor; what changed of them is saved. */
  dismiss(advisor: Advisor): void {
    this.noteChangeOf(advisor);
    this.people.delete(advisor.id);
  }

  private noteChangeOf(advisor: Advisor): void {
    this.changedAdvisors.note(advisor);
    this.outlookNow = null;
  }

  record(event: Omit<AuditEvent, 'bySystem' | 'oldState' | 'newState' | 'data'> & Partial<AuditEvent>): void {
    this.recorded.push({ bySystem: false, oldState: null, newState: null, data: null, ...event });
  }

  /** What happened in this command, for the log (R10) and for who counts. */
  get events(): readonly AuditEvent[] {
    return this.recorded;
  }

  countForQueue(queueType: string, delta: Partial<QueueDayDelta>): void {
    this.dayCounts.addToQueue(this.businessDate, queueType, delta);
  }

  countForAdvisor(advisorId: number, delta: Partial<AdvisorDayDelta>): void {
    this.dayCounts.addToAdvisor(this.businessDate, advisorId, delta);
  }

  learnQueue(queueType: string, learned: QueueLearned): void {
    const queue = this.queue(queueType);
    queue.learned = learned;
    this.changedQueues.add(queue);
    this.outlookNow = null;
  }

  /** Whether it gives numbers, and what the kiosk says if not (R1). */
  changeQueue(queue: Queue, patch: Pick<Queue, 'enabled' | 'notice'>): void {
    Object.assign(queue, patch);
    this.changedQueues.add(queue);
    this.outlookNow = null;
  }

  /** The stored positions are right as of this change (R6). */
  markPositionsCurrent(): void {
    this.positionsCurrent = true;
  }

  /** Something a client could see has changed in this command. */
  private get touched(): boolean {
    return (
      this.newTicket !== null ||
      this.changedTickets.size > 0 ||
      this.changedAdvisors.size > 0 ||
      this.recorded.length > 0 ||
      this.businessDate !== this.state.businessDate ||
      this.dayClosed !== this.state.dayClosed ||
      this.noAdvisorsSince !== this.state.noAdvisorsSince
    );
  }

  /** Nothing has changed since the stored positions and waits were made (R6). */
  get settled(): boolean {
    return !this.touched && this.state.revision === this.state.positionsRevision;
  }

  /** With what this command made of it (R8). */
  get learned(): BranchLearned | null {
    return this.changedAdvisors.learn(this.state.learned);
  }

  /** What is ahead of everybody who waits (R6, R8); made once for each state. */
  get outlook(): Outlook {
    return (this.outlookNow ??= new Outlook(this));
  }

  changes(): Changes {
    const tickets = [...this.changedTickets.keys()];
    const advisors = this.changedAdvisors.all;
    return {
      newTicket: this.newTicket,
      tickets,
      advisors,
      counter: this.counter,
      messages: messageChanges(this.changedTickets, this.newTicket, this),
      events: this.recorded,
      queueDays: this.dayCounts.queues,
      advisorDays: this.dayCounts.advisors,
      queues: [...this.changedQueues],
      patch: {
        businessDate: this.businessDate,
        dayClosed: this.dayClosed,
        noAdvisorsSince: this.noAdvisorsSince,
        positionsCurrent: this.positionsCurrent,
        learned: this.learned,
        status: this.status,
        notice: this.notice,
      },
      visible: this.touched,
    };
  }
}

const later = (day: string, other: string | null): string => (other !== null && other > day ? other : day);

function byPriority(a: Queue, b: Queue): number {
  return a.priority - b.priority || (a.queueType < b.queueType ? -1 : 1);
}

/** What moves a ticket among those who wait, or to a desk. */
const MOVES = ['status', 'queueType', 'orderAt', 'reservedAdvisorId', 'startedAt'] as const;
