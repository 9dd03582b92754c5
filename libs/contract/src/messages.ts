import type { ComponentHealth } from './health.js';
import type { IsoTime, Page } from './http.js';
import type { MessageState, MessageTemplate, QueueType } from './words.js';

/** One message of a ticket for its supervisor (R9): whether it went out, and if not why. No chat, no phone (R13). */
export interface MessageView {
  id: number;
  numero: string;
  codigoReferencia: string;
  queueType: QueueType;
  plantilla: MessageTemplate;
  estadoEnvio: MessageState;
  /** There is a chat to write to; false: it waits until the customer presses Start. */
  linked: boolean;
  /** When it is planned, or tried again. */
  fechaProgramada: IsoTime;
  /** Since when it could go out: its event has happened and a chat is linked. Null before. */
  readyAt: IsoTime | null;
  fechaEnvio: IsoTime | null;
  /** Attempts that failed. */
  intentos: number;
  errorMessage: string | null;
  /** It failed, or waits for its next attempt, and what it says is still true. */
  canRetry: boolean;
}

/** The day's messages by where they are. */
export interface MessagesSummary {
  sent: number;
  /** Ready, or tried again soon. */
  sending: number;
  /** Linked, and its event has not happened yet. */
  planned: number;
  /** Nobody has pressed Start. */
  waitingForLink: number;
  failed: number;
  discarded: number;
}

export interface MessagesAnswer extends Page<MessageView> {
  summary: MessagesSummary;
  telegram: ComponentHealth;
}
