import type { IsoTime } from './http.js';
import type { AlertSeverity, DispatchPolicy, Estimator, Language, QueueType } from './words.js';

/** A whole number (or, for `guardRatio`, any) from `min` to `max`, both included. */
export interface Limit {
  min: number;
  max: number;
}

/** What the server takes: screens say the same before they ask. */
export const CONFIGURATION_LIMITS = {
  moduleCount: { min: 1, max: 99 },
  priority: { min: 1, max: 1000 },
  averageTimeMinutes: { min: 1, max: 480 },
  targetWaitMinutes: { min: 1, max: 480 },
  alertWaiting: { min: 1, max: 10_000 },
  dailyCap: { min: 0, max: 100_000 },
  guardRatio: { min: 0.1, max: 1 },
  preferentialCreditMinutes: { min: 0, max: 240 },
  recallMax: { min: 0, max: 20 },
  recallCooldownSeconds: { min: 0, max: 600 },
  noShowMinutes: { min: 1, max: 120 },
  reservationMinutes: { min: 1, max: 480 },
  undoSeconds: { min: 0, max: 300 },
  graceMinutes: { min: 0, max: 480 },
  idleMinutes: { min: 1, max: 480 },
  longServiceTimes: { min: 2, max: 20 },
  longServiceMinutes: { min: 1, max: 480 },
  failedPercent: { min: 1, max: 99 },
  failedOverMinutes: { min: 1, max: 120 },
  failedLeast: { min: 1, max: 10_000 },
  silentMinutes: { min: 2, max: 480 },
  coveragePercent: { min: 1, max: 99 },
  coverageLeast: { min: 1, max: 10_000 },
} as const satisfies Record<string, Limit>;

/** What the code of a branch, the type and the letter of a queue look like. */
export const BRANCH_CODE = /^[A-Z0-9_-]{1,20}$/;
export const QUEUE_TYPE = /^[A-Z][A-Z0-9_]{0,39}$/;
/** No O and no I: they look like digits. */
export const QUEUE_PREFIX = /^[A-HJ-NP-Z]$/;
/** Most lines of each. A branch has no more queues than letters. */
export const SPANS_MAX = 6;
export const HOLIDAYS_MAX = 60;
export const NOTICES_MAX = 5;
export const QUEUES_MAX = 24;
export const BRANCH_TEXT_MAX = 200;

/** "09:00"–"14:00" by the branch's clock; `to` may be "24:00". */
export interface Span {
  from: string;
  to: string;
}

/** Spans of each weekday, 0 Sunday … 6 Saturday; without any it is closed that day. */
export interface WeekHours {
  '0': Span[];
  '1': Span[];
  '2': Span[];
  '3': Span[];
  '4': Span[];
  '5': Span[];
  '6': Span[];
}
export const WEEKDAYS = ['0', '1', '2', '3', '4', '5', '6'] as const satisfies (keyof WeekHours)[];

/** A single day with hours of its own; without spans it is closed. */
export interface Holiday {
  /** YYYY-MM-DD */
  date: string;
  name: string;
  spans: Span[];
}

/** What people read, in each language in which somebody wrote it. */
export interface LocalText {
  es?: string;
  en?: string;
}

export interface BranchTexts {
  /** What the kiosk, the lobby and a ticket's page say while the branch gives no numbers, unless somebody wrote a text by
   *  hand; null: the bank's own words. */
  closed: LocalText | null;
  paused: LocalText | null;
  outsideHours: LocalText | null;
  /** What passes at the foot of the lobby screen. */
  notices: LocalText[];
}

/** R3 to R9 of a branch. */
export interface BranchRules {
  /** The check digit of a RUT is checked (R3). */
  rutCheck: boolean;
  /** `CL`: +56 and nine digits. `INTL`: any E.164. */
  phoneFormat: 'CL' | 'INTL';
  /** What the kiosk begins in; one of `languages`. */
  language: Language;
  /** What the kiosk offers. */
  languages: Language[];
  /** R5. */
  dispatchPolicy: DispatchPolicy;
  /** Share of the target from which on a ticket goes in front (R5). */
  guardRatio: number;
  preferentialCreditMinutes: number;
  /** R8. */
  estimator: Estimator;
  /** R4: 0, nobody is called twice. */
  recallMax: number;
  recallCooldownSeconds: number;
  /** Minutes after the call; null: never by itself. */
  noShowMinutes: number | null;
  /** R7. */
  reservationMinutes: number;
  assignmentMode: 'automatic' | 'onCall';
  pickAllowed: boolean;
  /** R4: 0, nothing can be taken back. */
  undoSeconds: number;
  /** After closing time until the day is closed (R4). */
  graceMinutes: number;
  /** R9: false, this branch plans no messages and shows no link. */
  telegram: boolean;
}

/** From where on supervisors are alerted; of a queue they stand with the queue. */
export interface BranchAlerts {
  /** ASESOR_INACTIVO: ready for so long while people wait for others. */
  idleMinutes: number;
  /** ASESOR_INACTIVO: one customer for so many times the usual, and for no less than `longServiceMinutes`. */
  longServiceTimes: number;
  longServiceMinutes: number;
  /** MENSAJES_FALLIDOS: more than `failedPercent` of the messages of the last `failedOverMinutes`, of at least `failedLeast`. */
  failedPercent: number;
  failedOverMinutes: number;
  failedLeast: number;
  /** PANTALLA_CAIDA, KIOSKO_CAIDO: not heard of for so long, while the branch is open. */
  silentMinutes: number;
  /** PROMESA_ROTA: fewer than `coveragePercent` of today's waits lay within what was told, of at least `coverageLeast`. */
  coveragePercent: number;
  coverageLeast: number;
  /** The least severity that supervisors are written to about on Telegram. */
  telegramFrom: AlertSeverity;
}

/** What a branch has where nobody has set anything. */
export interface BranchDefaults {
  settings: BranchRules;
  alerts: BranchAlerts;
}

/** R1. `version` names exactly what stands here: a change that carries an older one is refused (409 CONFLICTO). */
export interface QueueConfiguration {
  queueType: QueueType;
  displayName: string;
  prefix: string;
  /** Higher goes first (R5). */
  priority: number;
  averageTimeMinutes: number;
  targetWaitMinutes: number;
  alertWaiting: number;
  /** Null: no cap. */
  dailyCap: number | null;
  enabled: boolean;
  version: string;
}

/** A branch as an ADMIN configures it. */
export interface BranchConfiguration {
  code: string;
  name: string;
  /** IANA name. */
  timeZone: string;
  moduleCount: number;
  /** False: it gives no numbers and nobody works there; its history stays. */
  active: boolean;
  /** Null: around the clock. */
  openingHours: WeekHours | null;
  /** By date. */
  holidays: Holiday[];
  settings: BranchRules;
  alerts: BranchAlerts;
  texts: BranchTexts;
  /** By priority, the highest first. */
  queues: QueueConfiguration[];
  /** The same in every branch; part of no version. */
  usual: BranchDefaults;
  /** Names exactly what stands here but the queues: a change that carries an older one is refused (409 CONFLICTO). */
  version: string;
}

export interface BranchListItem {
  code: string;
  name: string;
  timeZone: string;
  moduleCount: number;
  active: boolean;
  /** Open, closed by its hours, or closed by hand, at this moment. */
  open: boolean;
  /** Enabled ones. */
  queues: number;
  /** Active ones. */
  advisors: number;
  /** Paired and not revoked. */
  devices: number;
}

export interface BranchesAnswer {
  branches: BranchListItem[];
  /** The caller may make new ones. */
  mayCreate: boolean;
}

/** What is absent stays. */
export interface ChangeBranchRequest {
  /** As it was read. Absent: whatever there is now is changed. */
  version?: string;
  name?: string;
  timeZone?: string;
  moduleCount?: number;
  active?: boolean;
  /** Whole: a weekday that is absent is closed. */
  openingHours?: Partial<WeekHours> | null;
  /** Whole. */
  holidays?: Holiday[];
  settings?: Partial<BranchRules>;
  alerts?: Partial<BranchAlerts>;
  texts?: Partial<BranchTexts>;
}

/** What is absent is as in a new branch: America/Santiago, five modules, around the clock, the four queues of R1. */
export interface CreateBranchRequest {
  code: string;
  name: string;
  timeZone?: string;
  moduleCount?: number;
}

/** `POST /api/admin/branches/{code}/copy`: a new branch like that one; people, devices and history stay where they are. */
export interface CopyBranchRequest {
  code: string;
  name: string;
}

/** R1. What is absent: alertWaiting 15, no cap, enabled. */
export interface CreateQueueRequest {
  queueType: QueueType;
  displayName: string;
  prefix: string;
  priority: number;
  averageTimeMinutes: number;
  targetWaitMinutes: number;
  alertWaiting?: number;
  dailyCap?: number | null;
  enabled?: boolean;
}

/** R1. What is absent stays. */
export interface ChangeQueueRequest {
  version?: string;
  displayName?: string;
  prefix?: string;
  priority?: number;
  averageTimeMinutes?: number;
  targetWaitMinutes?: number;
  alertWaiting?: number;
  dailyCap?: number | null;
  enabled?: boolean;
}

/** Raised when an older server could not read the file any more. */
export const BRANCH_FILE_FORMAT = 1;

/** The whole configuration of a branch as a file: no people, no devices, no secrets, no history. */
export interface BranchFile {
  /** BRANCH_FILE_FORMAT */
  ticketero: number;
  code: string;
  name: string;
  timeZone: string;
  moduleCount: number;
  openingHours: WeekHours | null;
  holidays: Holiday[];
  settings: BranchRules;
  alerts: BranchAlerts;
  texts: BranchTexts;
  queues: BranchFileQueue[];
}

/** R1. */
export interface BranchFileQueue {
  queueType: QueueType;
  displayName: string;
  prefix: string;
  priority: number;
  averageTimeMinutes: number;
  targetWaitMinutes: number;
  alertWaiting: number;
  dailyCap: number | null;
  enabled: boolean;
}

export interface ImportBranchRequest {
  file: BranchFile;
  /** Which branch becomes like the file; absent: the one that the file names. One that is not there is made. */
  code?: string;
  /** Of another branch than the one that the file names; absent: it keeps its own, and a new one has the file's. */
  name?: string;
  /** True: only says what would change. */
  dryRun: boolean;
  /** Of the dry run: refused (409 CONFLICTO) when something has changed since. */
  version?: string;
}

/** One field that changes; `before` is null where there is nothing yet, `after` where nothing is left. */
export interface ConfigurationChange {
  /** Null: of the branch itself. */
  queueType: QueueType | null;
  /** Such as `moduleCount`, `settings.recallMax`, `alerts.idleMinutes`, `openingHours.1` (Monday), `holidays.2026-12-25`, `texts.closed.es`. */
  field: string;
  /** A text, a number, a flag or a list of texts: `09:00–14:00, 15:00–18:00`. */
  before: unknown;
  after: unknown;
}

export interface ImportAnswer {
  code: string;
  /** The branch is, or would be, a new one. */
  created: boolean;
  applied: boolean;
  /** Empty: it is like the file already. */
  changes: ConfigurationChange[];
  /** Of the branch and its queues, as they are now. Null: it is not there. */
  version: string | null;
}

/** Telegram as this server has it (R9). */
export interface TelegramView {
  /** OFF: no token is set. */
  status: 'UP' | 'DOWN' | 'OFF';
  /** What is wrong, in words; null: nothing is known to be. */
  mensaje: string | null;
  detail: string | null;
  /** The bot's name as it is set, without @. */
  botName: string | null;
  /** How what people write to the bot comes in. */
  updates: 'WEBHOOK' | 'POLLING' | null;
  /** Where the asker links the own phone: open it, press Start, share the number. */
  link: string | null;
}

export interface TelegramTestRequest {
  /** E.164. Somebody has shared it with the bot before. Absent: only the bot is asked who it is. */
  telefono?: string;
}

export const TELEGRAM_TEST_RESULTS = [
  'ENVIADO',
  /** Without a phone: the token is good. */
  'BOT_RESPONDE',
  'APAGADO',
  'SIN_VINCULAR',
  'BLOQUEADO',
  'TOKEN_RECHAZADO',
  'DEMASIADOS_MENSAJES',
  'SIN_CONEXION',
  'SIN_RESPUESTA',
  'RECHAZADO',
] as const;
export type TelegramTestResult = (typeof TELEGRAM_TEST_RESULTS)[number];

export interface TelegramTestAnswer {
  result: TelegramTestResult;
  /** How it ended, for a screen that has no words of its own for `result`. */
  severity: AlertSeverity;
  mensaje: string;
  detail: string;
  at: IsoTime;
}
