import type { PublicTicket } from '@ticketero/contract';

import type { Freshness } from './know/freshness';
import { isFinal, isWaiting, phaseOf } from './phase';
import type { TurnChange } from './turn-change';

/** A text of the catalogue and what fills its holes. */
export interface Phrase {
  key: string;
  values: Record<string, string | number>;
}

/** How old something is, as coarse as a reader needs: 25 s, 4 min, 2 h 10 min. */
export function agePhrase(seconds: number): Phrase {
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return { key: 'age.seconds', values: { seconds } };
  if (minutes < 60) return { key: 'age.minutes', values: { minutes } };
  return { key: 'age.hours', values: { hours: Math.floor(minutes / 60), minutes: minutes % 60 } };
}

/** By when the turn comes, on the branch's clock, and what was said before where that had to be moved later (R8). */
export function boundPhrase({ expectedBy, expectedByRaised: raised, timeZone }: PublicTicket): Phrase | null {
  if (expectedBy === null) return null;
  const time = clockTime(expectedBy, timeZone);
  return raised
    ? { key: 'wait.raised', values: { time, before: clockTime(raised.before, timeZone) } }
    : { key: 'wait.by', values: { time } };
}

/** 14:05, in every language of the bank. */
const clockTime = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(Date.parse(iso));

/** How far there is to go, as one sentence: by whom, or after how many (R6, R7). */
export function aheadPhrase({ reservedFor, ticketsAhead: count }: PublicTicket): Phrase {
  if (reservedFor) return { key: 'ticket.reserved', values: { name: reservedFor.name } };
  return count === 0 ? { key: 'ticket.first', values: {} } : { key: 'ticket.ahead', values: { count } };
}

/** Why this is not the place that was shown before; null: what stands there says it. `queue` in the reader's language. */
export function changePhrase(change: TurnChange | null, { reservedFor }: PublicTicket, queue: string): Phrase | null {
  if (change === null || (change === 'transferred' && reservedFor)) return null;
  return { key: `change.${change}`, values: { queue } };
}

/** R6, R7: the turn is near only where the next of the queue is called next, and by somebody. */
export const isSoon = ({ status, onDuty, reservedFor }: PublicTicket): boolean =>
  status === 'PROXIMO' && onDuty && reservedFor === null;

/** Which words the branch that gives no more numbers has for who holds one. */
export const closedAs = (reason: NonNullable<PublicTicket['branchClosed']>['reason']): 'shut' | 'full' =>
  reason === 'CERRADA' ? 'shut' : 'full';

/** R8: the wait is a formula's, and said to be nobody's; where the branch is closed that is said instead. */
export const isUnserved = ({ onDuty, branchClosed }: PublicTicket): boolean =>
  !onDuty && branchClosed?.reason !== 'CERRADA';

export type Outcome = 'served' | 'absent' | 'byCustomer' | 'byStaff' | 'endOfDay';

/** How it ended, and by whom. */
export function outcomeOf({ status, cancelledBy }: PublicTicket): Outcome {
  if (status === 'COMPLETADO') return 'served';
  if (status === 'NO_ATENDIDO') return 'absent';
  if (cancelledBy === 'CLIENTE') return 'byCustomer';
  return cancelledBy === 'FIN_DE_JORNADA' ? 'endOfDay' : 'byStaff';
}

/** The second call is the first recall. Beyond the ones with a word of their own they are counted. */
export function againPhrase(recallCount: number): Phrase | null {
  if (recallCount === 0) return null;
  const times = recallCount + 1;
  return { key: `call.again_${times <= 4 ? times : 'more'}`, values: { times } };
}

/** The name of the tab, which tells the essence where the page itself is not seen. */
export function titlePhrase(ticket: PublicTicket, freshness: Freshness): Phrase {
  const { numero, ticketsAhead, assignedModuleNumber: module } = ticket;
  const phase = phaseOf(ticket);
  if (phase === 'called') {
    return module === null ? { key: 'title.calledNoModule', values: {} } : { key: 'title.called', values: { module } };
  }
  if (freshness === 'lost' && !isFinal(phase)) return { key: 'title.lost', values: { numero } };
  if (!isWaiting(phase)) return { key: `title.${phase}`, values: { numero } };
  if (ticket.reservedFor) return { key: 'title.reserved', values: { numero, name: ticket.reservedFor.name } };
  if (isSoon(ticket)) return { key: 'title.next', values: { numero } };
  if (ticketsAhead === 0) return { key: 'title.first', values: { numero } };
  return { key: 'title.waiting', values: { numero, count: ticketsAhead } };
}
