import type { PublicTicket } from '@ticketero/contract';

import type { Freshness } from './know/freshness';
import { isFinal, phaseOf } from './phase';

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
  if (phase !== 'waiting') return { key: `title.${phase}`, values: { numero } };
  if (ticketsAhead === 0) return { key: 'title.first', values: { numero } };
  return { key: 'title.waiting', values: { numero, count: ticketsAhead } };
}
