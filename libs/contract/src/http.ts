import type { Alert } from './alerts.js';
import type { AdvisorView } from './desk.js';
import type { BranchOpening } from './realtime.js';
import type { DashboardHint } from './what-if.js';
import type {
  BranchStatus,
  ClosedReason,
  DeskRelease,
  DeviceKind,
  ErrorCode,
  Language,
  QueueLoad,
  QueueType,
  Role,
  TicketStatus,
  WaitsAgain,
} from './words.js';

/** ISO-8601 UTC with milliseconds. */
export type IsoTime = string;

/** An 80 % range, in whole minutes (R8). */
export interface WaitRange {
  low: number;
  high: number;
}

export interface TicketAdvisor {
  id: number;
  name: string;
  moduleNumber: number;
}

/** Whom a waiting ticket waits for alone (R7). */
export interface ReservedFor {
  id: number;
  name: string;
}

/** A ticket as the public sees it: no national id, no phone (R13). */
export interface PublicTicket {
  codigoReferencia: string;
  identificador: string;
  numero: string;
  /** Code of the branch. */
  branchOffice: string;
  branchName: string;
  /** IANA name: a clock on a ticket shows the branch's time. */
  timeZone: string;
  queueType: QueueType;
  queueName: string;
  status: TicketStatus;
  positionInQueue: number;
  ticketsAhead: number;
  estimatedWaitMinutes: number;
  estimatedWaitRange: WaitRange;
  /** By when, at the latest, the turn was last said to come (R8); null when it does not wait. */
  expectedBy: IsoTime | null;
  /** That had to be moved later: since when, and what was said before. */
  expectedByRaised: { at: IsoTime; before: IsoTime } | null;
  /** Somebody who is not OFFLINE serves it, or may call it; without anybody the wait is the formula's (R8). False once it has ended. */
  onDuty: boolean;
  /** It waits for this advisor alone, who calls it: its place in the queue says little. Null when any may call it. */
  reservedFor: ReservedFor | null;
  /** It was moved, called or closed before, and waits again: after which command of R4. */
  waitsAgain: WaitsAgain | null;
  /** Who cancelled it; null when nobody did. */
  cancelledBy: 'CLIENTE' | 'PERSONAL' | 'FIN_DE_JORNADA' | null;
  /** Why the branch gives no more numbers, and what somebody wrote about it; null while it does, or once the ticket has ended. */
  branchClosed: { reason: ClosedReason; text: string | null } | null;
  preferential: boolean;
  language: Language;
  assignedAdvisor: TicketAdvisor | null;
  assignedModuleNumber: number | null;
  createdAt: IsoTime;
  assignedAt: IsoTime | null;
  startedAt: IsoTime | null;
  completedAt: IsoTime | null;
  cancelledAt: IsoTime | null;
  actualServiceTimeMinutes: number | null;
  recallCount: number;
  message: string;
  /** The bot's deep link (R9); null when Telegram is off. */
  telegramLink: string | null;
  /** A Telegram chat is linked: its messages need no scan. */
  telegramLinked: boolean;
  /** The customer's own page: an absolute URL where PUBLIC_URL is set, else a path of this server. */
  pageLink: string;
  lastUpdated: IsoTime;
}

/** A ticket looked up by its number. What opens it is for those who give tickets: a screen gets null. */
export interface TicketOnScreen extends Omit<
  PublicTicket,
  'codigoReferencia' | 'identificador' | 'telegramLink' | 'pageLink'
> {
  codigoReferencia: string | null;
  identificador: string | null;
  telegramLink: string | null;
  pageLink: string | null;
}

/** A ticket as the kiosk that issued it and staff see it: the national id masked (`•••••678-9`). */
export interface Ticket extends PublicTicket {
  nationalId: string;
}

/** A ticket in a supervisor's list of the day. */
export type TicketRow = Ticket;

export interface IssueTicketRequest {
  nationalId: string;
  telefono?: string;
  branchOffice?: string;
  queueType: QueueType;
  preferential?: boolean;
  language?: Language;
}

export interface TicketsByNationalId {
  nationalId: string;
  activeTicket: Ticket | null;
  message: string;
  lastTicketToday: Ticket | null;
}

export interface Page<T> {
  total: number;
  page: number;
  pageSize: number;
  records: T[];
}

export interface SignedInUser {
  id: number;
  name: string;
  email: string;
  role: Role;
  permissions: string[];
  /** Null for a bank-wide user. */
  branchOffice: string | null;
  branchName: string | null;
  advisorId: number | null;
  /** While true every route but /api/auth/* answers 403, and sockets are refused. */
  mustChangePassword: boolean;
}

export interface SignInRequest {
  email?: string;
  username?: string;
  password: string;
}

export interface SignInAnswer {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  user: SignedInUser;
}

export interface BranchSummary {
  id: number;
  code: string;
  name: string;
  timeZone: string;
  moduleCount: number;
}

export interface PairAnswer {
  deviceToken: string;
  kind: DeviceKind;
  branch: BranchSummary;
}

export interface DeviceCreated {
  id: number;
  kind: DeviceKind;
  name: string;
  branchOffice: string;
  pairingCode: string;
  expiresAt: IsoTime;
}

export interface QueueView {
  queueType: QueueType;
  displayName: string;
  prefix: string;
  priority: number;
  averageTimeMinutes: number;
  targetWaitMinutes: number;
  alertWaiting: number;
  dailyCap: number | null;
  enabled: boolean;
  /** What the kiosk says of it while it is closed, if somebody wrote something. */
  text: string | null;
  ticketsWaiting: number;
  /** Names exactly what is configured here: a change that carries an older one is refused (409 CONFLICTO). */
  version: string;
}

export interface QueueDetail extends QueueView {
  ticketsBeingServed: number;
  ticketsCompletedToday: number;
  totalActiveTickets: number;
  estimatedWaitForNext: number;
  availableAdvisors: number;
  status: QueueLoad;
}

/** How good what was told has been (R8): minutes told against minutes waited, of the tickets called on that day. */
export interface EstimateQuality {
  /** Tickets compared. */
  compared: number;
  /** Mean absolute error, minutes. */
  mae: number | null;
  /** Mean of waited − told, minutes: above zero the wait was longer than told. */
  bias: number | null;
  /** Share whose wait lay within the told range, 0..1. */
  coverage: number | null;
}

export interface QueueStats {
  queueType: QueueType;
  averageTimeConfigured: number;
  averageTimeReal: number | null;
  ticketsProcessedToday: number;
  longestServiceTime: number | null;
  shortestServiceTime: number | null;
  longestWaitTime: number | null;
  shortestWaitTime: number | null;
  p50WaitMinutes: number | null;
  p90WaitMinutes: number | null;
  /** Share of the called that were called within `targetWaitMinutes`, 0..1. */
  withinTarget: number | null;
  estimate: EstimateQuality;
}

export interface AdvisorsSummary {
  available: number;
  busy: number;
  offline: number;
  total: number;
}

/** PUT /api/admin/queues/{type}/open. */
export interface OpenQueueRequest {
  open: boolean;
  /** For the kiosk, while it is closed. */
  text?: string;
  /** Why, for the audit; obligatory to close. */
  reason?: string;
}

/** PUT /api/admin/branch/status. */
export interface BranchStatusRequest {
  status: BranchStatus;
  /** For kiosk, lobby and customers' pages; without it the one before goes. */
  text?: string;
  /** Why, for the audit; obligatory but with OPEN. */
  reason?: string;
}

export interface BranchStatusAnswer {
  status: BranchStatus;
  /** What comes of it and of the opening hours. */
  opening: BranchOpening;
}

/** POST /api/admin/advisors/{id}/release: the ticket goes as told, and the advisor is OFFLINE. */
export interface ReleaseDeskRequest {
  /** The number that is seen on the desk: if it is another one by now, nothing is done. */
  numero: string;
  ticket: DeskRelease;
  /** With TRANSFERIDO, one of the two. */
  queueType?: QueueType;
  advisorId?: number;
  reason: string;
}

export interface Dashboard {
  branchOffice: string;
  branchName: string;
  timeZone: string;
  /** The branch's, as everywhere: of two states the higher one is the newer. */
  revision: number;
  branchStatus: BranchStatus;
  branchOpening: BranchOpening;
  /** How long an advisor's last command can be taken back (R4), seconds. */
  undoSeconds: number;
  ticketsSummary: {
    enEspera: number;
    proximo: number;
    atendiendo: number;
    completadosHoy: number;
    canceladosHoy: number;
    noAtendidosHoy: number;
    totalActivos: number;
  };
  queuesSummary: {
    queueType: QueueType;
    displayName: string;
    /** EN_ESPERA and PROXIMO. */
    waiting: number;
    /** Of these, PROXIMO. */
    next: number;
    /** The number that is first in line. */
    nextNumero: string | null;
    beingServed: number;
    priority: number;
    estimatedWaitTime: number;
    oldestCreatedAt: IsoTime | null;
    targetWaitMinutes: number;
    /** Of the wait of the next to arrive, which is `estimatedWaitTime`. */
    estimatedWaitRange: WaitRange;
    load: QueueLoad;
    /** From more than so many who wait on, it is CRITICAL. */
    alertWaiting: number;
    /** Somebody who is not OFFLINE serves it, or may call it; without anybody nothing is promised (R8). */
    onDuty: boolean;
    enabled: boolean;
    /** What the kiosk says of it while it is closed. */
    text: string | null;
  }[];
  /** Everybody who works in the branch, as in /api/admin/advisors. */
  advisors: AdvisorView[];
  advisorsSummary: AdvisorsSummary;
  /** Raised and not cleared: the gravest first, of these the oldest. */
  alerts: Alert[];
  /** The one move that would help most now; null: none is clearly worth it. */
  hint: DashboardHint | null;
  lastUpdated: IsoTime;
  /** Seconds. */
  autoRefreshInterval: number;
}

/** One branch among the others. */
export interface BranchCard {
  branchOffice: string;
  branchName: string;
  timeZone: string;
  revision: number;
  branchStatus: BranchStatus;
  branchOpening: BranchOpening;
  /** Of its queues the worst. */
  load: QueueLoad;
  waiting: number;
  /** Of these, the ones who have waited longer than the target of their queue. */
  late: number;
  beingServed: number;
  completadosHoy: number;
  canceladosHoy: number;
  noAtendidosHoy: number;
  /** Where the longest wait is the largest share of its target; null: nobody waits. */
  worstQueue: { queueType: QueueType; displayName: string; oldestCreatedAt: IsoTime; targetWaitMinutes: number } | null;
  advisorsSummary: AdvisorsSummary;
  alerts: { critical: number; warning: number };
  lastUpdated: IsoTime;
}

/** GET /api/admin/branches/overview: the branches that the caller may see, the worst first. */
export interface BranchesOverview {
  branches: BranchCard[];
  lastUpdated: IsoTime;
  /** Seconds. */
  autoRefreshInterval: number;
}

export interface AdvisorsAnswer {
  advisors: AdvisorView[];
  summary: AdvisorsSummary;
}

export interface Summary {
  averageTimes: {
    queueType: QueueType;
    configuredTime: number;
    /** Null before the first ticket of the day. */
    realAverageTime: number | null;
    ticketsProcessed: number;
  }[];
  ticketsSummary: Dashboard['ticketsSummary'];
  advisorsSummary: AdvisorsSummary;
  lastUpdated: IsoTime;
}

/** RFC 9457, `application/problem+json` (R14). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  /** For people, English. */
  detail: string;
  error: ErrorCode;
  /** For people, Spanish. */
  mensaje: string;
  /** Field → what is wrong with it, for 400. */
  campos?: Record<string, string>;
  colasDisponibles?: QueueType[];
  /** With TICKET_ACTIVO_EXISTENTE. */
  ticket?: Ticket;
  /** Seconds, with DEMASIADAS_SOLICITUDES and SERVICIO_SATURADO. */
  retryAfter?: number;
}

/** The demo's sign-ins, where the demo branch is seeded. */
export interface Demo {
  password: string;
  users: { name: string; email: string; role: Role; module: number | null }[];
}
