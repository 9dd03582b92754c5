import type { SendFailure } from '@ticketero/core';

/** Why a call failed, in one word for the supervisor's table and the log. Never a text or a chat (R13). */
export const FAILURE_WORDS = [
  'BLOQUEADO',
  'CHAT_NO_ENCONTRADO',
  'RECHAZADO',
  'DEMASIADOS_MENSAJES',
  'NO_AUTORIZADO',
  'CONFLICTO',
  'ERROR_DE_TELEGRAM',
  'SIN_CONEXION',
  'SIN_RESPUESTA',
  'RESPUESTA_ILEGIBLE',
] as const;
export type FailureWord = (typeof FAILURE_WORDS)[number];

/** A call to Telegram that did not succeed. */
export class TelegramFailure extends Error {
  constructor(
    readonly word: FailureWord,
    readonly failure: SendFailure,
  ) {
    super(word);
    this.name = 'TelegramFailure';
  }

  /** Telegram answered, and it was about this chat or this message: it is not down. */
  get answered(): boolean {
    return this.failure.kind !== 'other';
  }
}
