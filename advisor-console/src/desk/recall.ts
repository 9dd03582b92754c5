import type { DeskTicket } from '@ticketero/contract';

/** When a number was last recalled, as far as this screen knows: the server tells only how often. */
export interface RecallNote {
  codigoReferencia: string;
  recallCount: number;
  /** Null before the first recall: that one needs no cool-down. */
  at: number | null;
}

type Called = Pick<DeskTicket, 'codigoReferencia' | 'recallCount' | 'lastUpdated'>;

/** The same note while the number was not recalled. */
export function noteRecall(note: RecallNote | null, ticket: Called, now: number): RecallNote {
  const { codigoReferencia, recallCount } = ticket;
  if (note?.codigoReferencia !== codigoReferencia) {
    // First sight, perhaps after a reload: its last change was its last recall, if there was one.
    const at = recallCount > 0 ? Math.min(now, Date.parse(ticket.lastUpdated)) : null;
    return { codigoReferencia, recallCount, at };
  }
  return note.recallCount === recallCount ? note : { codigoReferencia, recallCount, at: now };
}

export interface RecallState {
  count: number;
  max: number;
  /** Seconds until it may be called again; 0 when it may, or when it never may. */
  waitSeconds: number;
  allowed: boolean;
}

interface RecallSettings {
  recallMax: number;
  recallCooldownSeconds: number;
}

export function recallState(note: RecallNote, settings: RecallSettings, now: number): RecallState {
  const { recallMax: max, recallCooldownSeconds } = settings;
  const count = note.recallCount;
  if (count >= max) return { count, max, waitSeconds: 0, allowed: false };
  const since = note.at === null ? Infinity : (now - note.at) / 1_000;
  const waitSeconds = Math.max(0, Math.ceil(recallCooldownSeconds - since));
  return { count, max, waitSeconds, allowed: waitSeconds === 0 };
}
