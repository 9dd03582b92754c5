import type { IsoTime, Page } from './http.js';
import type { AlertSeverity, AlertType, QueueType } from './words.js';

/** What an alert's message says, for a client that says it in its reader's language. Those that its type has. */
export interface AlertFacts {
  /** SIN_ASESORES, COLA_CRITICA, ASESOR_INACTIVO who is ready: people. */
  waiting?: number;
  /** COLA_CRITICA: people, from where on it is one. */
  limit?: number;
  /** ESPERA_EXCEDIDA; ASESOR_INACTIVO with one customer for very long. */
  numero?: string;
  waitedMinutes?: number;
  targetMinutes?: number;
  /** What is about a device: its name. */
  device?: string;
  /** IMPRESORA: the trouble, such as SIN_PAPEL. */
  printer?: string;
  /** ASESOR_INACTIVO: the name. */
  advisor?: string;
  moduleNumber?: number;
  /** Ready, and nobody came. */
  idleMinutes?: number;
  /** With one customer, and how long that usually takes. */
  servingMinutes?: number;
  usualMinutes?: number;
  /** MENSAJES_FALLIDOS: of the `messages` of the last `overMinutes`. */
  failed?: number;
  messages?: number;
  overMinutes?: number;
  /** PANTALLA_CAIDA, KIOSKO_CAIDO. */
  silentMinutes?: number;
  /** PROMESA_ROTA: percent of the `compared` tickets of today whose wait lay within what they were told (R8). */
  coverage?: number;
  compared?: number;
  leastCoverage?: number;
}

/** Something that a supervisor should do something about: raised once, cleared once. */
export interface Alert {
  /** Of the episode, from when it was raised until it was cleared. */
  id: number;
  type: AlertType;
  severity: AlertSeverity;
  queueType: QueueType | null;
  /** Where it is about a device. */
  deviceId?: number;
  /** With ASESOR_INACTIVO. */
  advisorId?: number;
  message: string;
  /** Since when it is so. */
  timestamp: IsoTime;
  raisedAt: IsoTime;
  /** The name of who said that they see to it; null: nobody yet. */
  acknowledgedBy: string | null;
  acknowledgedAt: IsoTime | null;
  recommendedAction: string;
  facts: AlertFacts;
}

/** With its end, and with the facts of its beginning. */
export interface AlertEpisode extends Alert {
  /** Null: it goes on. */
  clearedAt: IsoTime | null;
}

/** Newest first. */
export type AlertsAnswer = Page<AlertEpisode>;

/** Where somebody of the staff is written to, apart from the console. */
export interface StaffTelegram {
  /** False: this installation has no bot. */
  available: boolean;
  linkedAt: IsoTime | null;
}

/** Pressed in Telegram by `expiresAt`, it links that chat to the account. */
export interface StaffTelegramLink {
  /** Null: this installation has no bot. */
  link: string | null;
  expiresAt: IsoTime | null;
}
