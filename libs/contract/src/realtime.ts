import type { Alert } from './alerts.js';
import type { LocalText } from './configuration.js';
import type { Desk, DeskTicket } from './desk.js';
import type { Dashboard, IsoTime, PublicTicket, WaitRange } from './http.js';
import type { ClosedReason, Language, QueueType } from './words.js';

/** Raised when a client of the previous number can no longer read the states: it reloads itself. */
export const REALTIME_PROTOCOL = 1;
export const SOCKET_PATH = '/socket.io';
export const HEARTBEAT_MS = 5_000;
/** A client that has heard nothing for so long shows the age of its data. */
export const STALE_AFTER_MS = 12_000;

export const NAMESPACES = ['display', 'kiosk', 'advisor', 'supervisor', 'ticket'] as const;
export type Namespace = (typeof NAMESPACES)[number];

/** One number on the lobby screen. `calledAt` is the first call, `lastCalledAt` the last recall or the same. */
export interface CalledTicket {
  numero: string;
  moduleNumber: number;
  queueType: QueueType;
  calledAt: IsoTime;
  lastCalledAt: IsoTime;
  recallCount: number;
  /** Still ATENDIENDO. */
  serving: boolean;
}

export interface BranchOpening {
  code: string;
  name: string;
  timeZone: string;
  open: boolean;
  /** Why not, when closed. */
  reason: ClosedReason | null;
  /** When it opens next, if that is known. */
  opensAt: IsoTime | null;
  /** When it stops giving numbers, if it is open and that is known. Like the opening, no change of the branch tells it. */
  closesAt: IsoTime | null;
  /** A text by hand for the kiosk, if somebody wrote one; else the branch's own for its state, in its first language. */
  text: string | null;
  /** The same in each language in which it was written; null without any. */
  texts: LocalText | null;
  /** The name of the holiday that today is. */
  holiday: string | null;
}

export interface Board {
  branch: BranchOpening;
  waiting: {
    queueType: QueueType;
    displayName: string;
    prefix: string;
    waiting: number;
    /** An advisor who is not OFFLINE serves it. */
    onDuty: boolean;
  }[];
  /** Last call first: everyone being served, then the latest of the served; at most 20. */
  called: CalledTicket[];
  notices: { id: string; text: Record<string, string> }[];
}

export interface KioskQueue {
  queueType: QueueType;
  displayName: string;
  prefix: string;
  waiting: number;
  /** An advisor who is not OFFLINE serves it: without one the wait is the formula's, and nobody should trust it (R8). */
  onDuty: boolean;
  /** Nobody waits and an advisor is free for it: the next to arrive is called at once. */
  atOnce: boolean;
  /** Wait of the next to arrive, minutes. */
  estimatedWaitMinutes: number;
  range: WaitRange;
  enabled: boolean;
  /** What to say of it while it is not enabled, if somebody wrote something. */
  text: string | null;
  /** The daily cap is reached: no more numbers today. */
  capReached: boolean;
}

export interface KioskState {
  branch: BranchOpening;
  rutCheck: boolean;
  /** `CL`: phones are +56 and nine digits. `INTL`: any E.164. */
  phoneFormat: 'CL' | 'INTL';
  telegram: boolean;
  /** What to begin in, and what to offer. */
  language: Language;
  languages: Language[];
  queues: KioskQueue[];
}

export interface TicketState {
  ticket: PublicTicket;
}

/** The state that each namespace's clients see, whole. */
export interface NamespaceStates {
  display: Board;
  kiosk: KioskState;
  advisor: Desk;
  supervisor: Dashboard;
  ticket: TicketState;
}

/** The event that carries a new state on each namespace. */
export const CHANGED_EVENT = {
  display: 'board:changed',
  kiosk: 'queues:changed',
  advisor: 'desk:changed',
  supervisor: 'dashboard:changed',
  ticket: 'ticket:changed',
} as const satisfies Record<Namespace, string>;

export interface Snapshot<S> {
  protocol: number;
  revision: number;
  at: IsoTime;
  state: S;
}

export interface Changed<S> {
  revision: number;
  at: IsoTime;
  state: S;
}

/** On `/ticket` the state stands beside its ticket, since boards of others read just that. */
export interface TicketChanged extends Changed<TicketState> {
  ticket: PublicTicket;
}

export interface Heartbeat {
  revision: number;
  at: IsoTime;
}

/** `/display`, for boards that want the bare call. */
export interface TicketCalled {
  revision: number;
  numero: string;
  moduleNumber: number;
  queueType: QueueType;
  calledAt: IsoTime;
  recall: boolean;
}

/** `/supervisor`: `alert:raised` and `alert:cleared`, once each. */
export interface AlertChanged {
  revision: number;
  alert: Alert;
}

/** `/advisor`. */
export interface TicketAssigned {
  revision: number;
  ticket: DeskTicket;
}

export type LinkState = 'connecting' | 'live' | 'catching-up' | 'stale' | 'incompatible' | 'refused';
