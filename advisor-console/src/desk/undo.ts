import type { Desk, UndoableCommand, UndoAnswer } from '@ticketero/contract';

import type { NoticeText } from '../common/notices';

type UndoFacts = Pick<Desk, 'undo'> & { settings: Pick<Desk['settings'], 'undoSeconds'> };

/** Whole seconds in which the last command can still be taken back (R4); null when it no longer can. */
export function undoSecondsLeft({ undo, settings }: UndoFacts, now: number): number | null {
  if (undo === null) return null;
  const left = Math.ceil((Date.parse(undo.until) - now) / 1_000);
  // Two clocks differ by a moment: it never starts above what there is.
  return left > 0 ? Math.min(left, settings.undoSeconds) : null;
}

type DoneFacts = {
  undo: Pick<NonNullable<Desk['undo']>, 'command'>;
  advisor: Pick<Desk['advisor'], 'status' | 'offlineAfterCurrent'>;
};

/** The text of the catalogue that says what was done; of the own state, what it is now. */
export function doneKey({ undo, advisor }: DoneFacts): string {
  if (undo.command !== 'status') return `done.${undo.command}`;
  if (advisor.status === 'OFFLINE') return 'done.status.off';
  return advisor.offlineAfterCurrent ? 'done.status.afterThis' : 'done.status.on';
}

/** They change who is on the desk. */
const CALLS: UndoableCommand[] = ['callNext', 'complete', 'noShow'];

/** What was undone, and what is on the desk now if that is another number. */
export function undoneNotice({ undone, numero, current }: UndoAnswer): NoticeText {
  const other = current !== null && current.numero !== numero && CALLS.includes(undone);
  return {
    tone: 'info',
    key: `undone.${undone}`,
    values: { numero: numero ?? '' },
    ...(other ? { then: { key: 'undone.onDesk', values: { numero: current.numero } } } : {}),
  };
}
