import type { UndoAnswer, Undoable } from '@ticketero/contract';

import type { NoticeText } from '../common/notices';

/** Whole seconds in which the last command can still be taken back (R4); null when it no longer can. */
export function undoSecondsLeft(undo: Undoable | null, now: number): number | null {
  if (undo === null) return null;
  const left = Math.ceil((Date.parse(undo.until) - now) / 1_000);
  return left > 0 ? left : null;
}

/** What was undone, and what is on the desk now if that is another number. */
export function undoneNotice({ undone, numero, current }: UndoAnswer): NoticeText {
  const other = current !== null && current.numero !== numero;
  return {
    tone: 'info',
    key: `undone.${undone}`,
    values: { numero: numero ?? '' },
    ...(other ? { then: { key: 'undone.onDesk', values: { numero: current.numero } } } : {}),
  };
}
