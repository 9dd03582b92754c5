import type { TFunction } from 'i18next';

import type { MessagesSummary, MessageTemplate, MessageView } from '@ticketero/contract';

import { clockSpan } from '../common/time';

/** Where a message is: the figures of the day and the rows of the table use the same words. */
export type MessageStage = keyof MessagesSummary;

export function stageOf(message: Pick<MessageView, 'estadoEnvio' | 'linked' | 'readyAt'>): MessageStage {
  switch (message.estadoEnvio) {
    case 'ENVIADO':
      return 'sent';
    case 'FALLIDO':
      return 'failed';
    case 'DESCARTADO':
      return 'discarded';
    case 'PENDIENTE':
      if (message.readyAt !== null) return 'sending';
      return message.linked ? 'planned' : 'waitingForLink';
  }
}

/** What R9 promises from the event to the message, in ms. */
const PROMISED_MS: Record<MessageTemplate, number> = {
  totem_ticket_creado: 5_000,
  totem_proximo_turno: 5_000,
  totem_es_tu_turno: 2_000,
};

/** How long a message that went out could have gone out already, in ms, and whether that is longer than promised. */
export function latenessOf(
  message: Pick<MessageView, 'plantilla' | 'readyAt' | 'fechaEnvio'>,
): { ms: number; late: boolean } | null {
  if (message.readyAt === null || message.fechaEnvio === null) return null;
  const ms = Math.max(0, Date.parse(message.fechaEnvio) - Date.parse(message.readyAt));
  return { ms, late: ms > PROMISED_MS[message.plantilla] };
}

/** `0,4 s`, `12 s`, `2:05 min`. */
export function shortSpan(ms: number, language: string): string {
  if (ms >= 60_000) return `${clockSpan(ms)} min`;
  const digits = ms < 10_000 ? 1 : 0;
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(ms / 1_000)} s`;
}

/** Why an attempt failed, in the reader's language; a word that is not known here is shown as it is. */
export function failureWords(t: TFunction, word: string): string {
  return t(`messageFailure.${word}`, { defaultValue: word });
}

/** A word, and since when: how the health of Telegram says why it is down. */
const DETAIL = /^([A-Z_]+)(?: desde (\S+))?$/;

export function readDetail(detail: string): { word: string; since: string | null } {
  const [, word, since] = DETAIL.exec(detail) ?? [];
  const known = since !== undefined && !Number.isNaN(Date.parse(since));
  return word === undefined ? { word: detail, since: null } : { word, since: known ? since : null };
}
