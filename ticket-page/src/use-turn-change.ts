import type { PublicTicket } from '@ticketero/contract';
import { useEffect, useState } from 'react';

import { keep, kept } from './kept';
import { TURN_CHANGES, turnChange, type TurnChange } from './turn-change';

/** What the page explains to who waits again; a reload in between forgets nothing. */
export function useTurnChange(ticket: PublicTicket): TurnChange | null {
  const name = `change.${ticket.codigoReferencia}`;
  const [known, setKnown] = useState(() => ({
    ticket,
    change: turnChange(ticket, ticket, TURN_CHANGES.find((one) => one === kept(name)) ?? null),
  }));
  let { change } = known;
  if (known.ticket !== ticket) {
    change = turnChange(known.ticket, ticket, known.change);
    setKnown({ ticket, change });
  }
  useEffect(() => {
    keep(name, change ?? '');
  }, [name, change]);
  return change;
}
