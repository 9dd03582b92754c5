import type { IsoTime, PublicTicket, Ticket } from './http.js';
import type { AdvisorStatus, FinishOutcome, QueueType, TicketStatus, UndoableCommand } from './words.js';

export interface AdvisorView {
  id: number;
  name: string;
  email: string;
  status: AdvisorStatus;
  reason: string | null;
  statusSince: IsoTime;
  /** Drain: OFFLINE when the ticket in hand ends. */
  offlineAfterCurrent: boolean;
  moduleNumber: number | null;
  /** The number being served, or null. */
  currentTicket: string | null;
  /** When its customer was greeted; null before that, or without one. */
  currentStartedAt: IsoTime | null;
  assignedTicketsCount: number;
  workloadMinutes: number;
  totalTicketsServedToday: number;
  averageServiceTimeMinutes: number;
  queueTypes: QueueType[];
  lastAssignedAt: IsoTime | null;
  /** Why the ticket in hand was called, and over whom; null without one. */
  callReason: CallReason | null;
}

/** Why this ticket was called (R5): rank and the ones it was chosen over, as data and in one sentence. */
export interface CallReason {
  /** The queue in which it was called. */
  queueType: QueueType;
  policy: 'guard' | 'strict' | 'fifo';
  /** In words, Spanish: "C14: esperó 17 de 20 min, antes que E03 (9 de 30)". */
  sentence: string;
  waitedMinutes: number;
  targetMinutes: number;
  /** Its place in the order of this policy among those this advisor could have served, 1 first. */
  rank: number;
  /** How many waited whom this advisor could have served too; `over` holds the first of them. */
  overCount: number;
  over: { numero: string; queueType: QueueType; waitedMinutes: number; targetMinutes: number }[];
}

/** A ticket on an advisor's desk; no personal data, since it also travels over the socket. */
export interface DeskTicket extends PublicTicket {
  callReason: CallReason | null;
  /** From the colleague who transferred it. */
  transferNote: string | null;
}

export interface WaitingTicket {
  codigoReferencia: string;
  numero: string;
  queueType: QueueType;
  status: TicketStatus;
  preferential: boolean;
  positionInQueue: number;
  createdAt: IsoTime;
}

/** Somebody who was called and did not come, or left: an advisor can take them back in (R4 reinstate). */
export interface MissedTicket {
  codigoReferencia: string;
  numero: string;
  queueType: QueueType;
  calledAt: IsoTime;
}

export interface Undoable {
  command: UndoableCommand;
  /** The number it was about; null for a change of status. */
  numero: string | null;
  until: IsoTime;
}

export interface UndoAnswer {
  undone: UndoableCommand;
  numero: string | null;
  /** The ticket on the desk now. */
  current: Ticket | null;
}

/** A colleague to whom a ticket can be handed. */
export interface Colleague {
  id: number;
  name: string;
  status: AdvisorStatus;
  moduleNumber: number | null;
  queueTypes: QueueType[];
}

/** Those of a queue who wait for anybody; the reserved stand in `Desk.reserved`. */
export interface DeskQueue {
  queueType: QueueType;
  displayName: string;
  waiting: number;
  averageTimeMinutes: number;
  targetWaitMinutes: number;
  /** Arrival of the one who has waited longest, or null. */
  oldestCreatedAt: IsoTime | null;
  /** In call order, at most 20. */
  next: WaitingTicket[];
}

/** What an advisor sees of their own desk. */
export interface Desk {
  /** Of the branch: what clocks on the screen show. */
  timeZone: string;
  advisor: AdvisorView;
  current: DeskTicket | null;
  /** Own queues, in priority order. */
  waiting: DeskQueue[];
  /** Tickets that wait for this advisor alone. */
  reserved: WaitingTicket[];
  /** The latest of the own queues who did not come, last call first. */
  missed: MissedTicket[];
  /** The last command, while it can be taken back. */
  undo: Undoable | null;
  /** Enabled queues of the branch that nobody who is on duty serves, with those who wait there for anybody. */
  unattended: { queueType: QueueType; displayName: string; waiting: number }[];
  /** Where a ticket can be sent: every enabled queue, and the colleagues who are not OFFLINE. */
  transferTo: { queues: { queueType: QueueType; displayName: string }[]; advisors: Colleague[] };
  today: { served: number; noShow: number; averageServiceTimeMinutes: number };
  settings: {
    assignmentMode: 'automatic' | 'onCall';
    recallMax: number;
    recallCooldownSeconds: number;
    undoSeconds: number;
    pickAllowed: boolean;
    moduleCount: number;
    /** Modules of the branch in use by somebody else. */
    modulesTaken: number[];
    offlineReasons: string[];
  };
}

export interface SetStatusRequest {
  status: AdvisorStatus;
  reason?: string;
  afterCurrent?: boolean;
  moduleNumber?: number;
}

export interface CallNextRequest {
  finish?: FinishOutcome;
  codigoReferencia?: string;
}

/** How long after the others a returned ticket is called; without either it keeps its place (R4, R5). */
export interface ReturnRequest {
  afterPlaces?: number;
  afterMinutes?: number;
}

/** To a queue, or to one advisor alone: exactly one of the two. */
export interface TransferRequest {
  queueType?: QueueType;
  advisorId?: number;
  note?: string;
}

export interface ReinstateRequest {
  codigoReferencia: string;
}
