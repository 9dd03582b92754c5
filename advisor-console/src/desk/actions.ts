import type { Desk } from '@ticketero/contract';

import type { CommandKind } from './commands';

export type DeskPhase =
  /** Not on duty. */
  | 'offline'
  /** Ready: the next customer comes, or is called. */
  | 'available'
  /** A number was called, the customer is on the way. */
  | 'called'
  /** The customer is at the desk. */
  | 'serving'
  /** The last one is finished, the next is not wanted yet. */
  | 'closing';

export type ActionKey = 'F1' | 'F2' | 'F3' | 'F4' | 'F6' | 'F7' | 'F8' | 'Control+Z';
export type ActionId = Extract<CommandKind, 'callNext' | 'finishAndCall' | 'start' | 'complete' | 'noShow' | 'recall'>;
/** What is asked about first, in a dialog of its own. */
export type AskedId = 'return' | 'transfer';

export interface DeskAction<Id = ActionId> {
  id: Id;
  key: ActionKey;
}

type DeskFacts = {
  advisor: Pick<Desk['advisor'], 'status' | 'offlineAfterCurrent'>;
  current: Pick<NonNullable<Desk['current']>, 'startedAt'> | null;
  settings: Pick<Desk['settings'], 'assignmentMode'>;
};

const KEYS: Record<ActionId, ActionKey> = {
  callNext: 'F1',
  finishAndCall: 'F1',
  start: 'F2',
  complete: 'F3',
  noShow: 'F4',
  recall: 'F6',
};
const ASKED: DeskAction<AskedId>[] = [
  { id: 'transfer', key: 'F7' },
  { id: 'return', key: 'F8' },
];
/** Where F1 calls nobody yet: the first thing of the day, and after each break. */
export const READY_KEY: ActionKey = 'F1';
/** As everywhere else. */
export const UNDO_KEY: ActionKey = 'Control+Z';

export function phaseOf(desk: DeskFacts): DeskPhase {
  if (desk.current) return desk.current.startedAt === null ? 'called' : 'serving';
  if (desk.advisor.status === 'OFFLINE') return 'offline';
  return desk.advisor.status === 'AVAILABLE' ? 'available' : 'closing';
}

/** What may be pressed now, the primary one first. Everything else does nothing, by key as by button. */
export function actionsOf(desk: DeskFacts): DeskAction[] {
  return idsOf(desk).map((id) => ({ id, key: KEYS[id] }));
}

/** What else can be done with the ticket in hand: it goes back to wait, or to somebody else (R4). */
export function askedOf(desk: Pick<DeskFacts, 'current'>): DeskAction<AskedId>[] {
  return desk.current ? ASKED : [];
}

function idsOf(desk: DeskFacts): ActionId[] {
  // Who leaves when this one ends does not call another.
  const finishAndCall: ActionId[] = desk.advisor.offlineAfterCurrent ? [] : ['finishAndCall'];
  switch (phaseOf(desk)) {
    case 'offline':
      return [];
    case 'available':
    case 'closing':
      return ['callNext'];
    case 'called':
      return ['start', 'recall', 'noShow', ...finishAndCall];
    case 'serving':
      // By itself the next one comes only in automatic mode; where it must be called, calling is the main thing.
      return desk.settings.assignmentMode === 'onCall'
        ? [...finishAndCall, 'complete']
        : ['complete', ...finishAndCall];
  }
}
