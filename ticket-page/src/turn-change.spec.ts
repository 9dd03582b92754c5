import type { PublicTicket } from '@ticketero/contract';

import { turnChange, type TurnChange } from './turn-change';

type Seen = Parameters<typeof turnChange>[0];
const seen = (status: PublicTicket['status'], waitsAgain: Seen['waitsAgain'] = null): Seen => ({
  status,
  startedAt: null,
  waitsAgain,
});

describe('R4: what a customer who waits again must be told', () => {
  it.each<[string, Seen, Seen, TurnChange | null]>([
    ['called, then returned', seen('ATENDIENDO'), seen('EN_ESPERA', 'DEVUELTO'), 'returned'],
    ['called, then in another queue', seen('ATENDIENDO'), seen('EN_ESPERA', 'TRANSFERIDO'), 'transferred'],
    ['moved while waiting', seen('PROXIMO'), seen('EN_ESPERA', 'TRANSFERIDO'), 'transferred'],
    ['did not come, then waiting', seen('NO_ATENDIDO'), seen('EN_ESPERA', 'REACTIVADO'), 'reinstated'],
    ['opened only then', seen('PROXIMO', 'REACTIVADO'), seen('PROXIMO', 'REACTIVADO'), 'reinstated'],
    ['seen called, which was taken back', seen('ATENDIENDO'), seen('PROXIMO'), 'returned'],
    ['just waiting', seen('EN_ESPERA'), seen('PROXIMO'), null],
    ['called', seen('PROXIMO', 'DEVUELTO'), seen('ATENDIENDO'), null],
    ['ended', seen('ATENDIENDO'), seen('NO_ATENDIDO'), null],
  ])('%s', (_what, before, now, wanted) => {
    expect(turnChange(before, now, null)).toBe(wanted);
  });

  it('stands while it waits, and is over with the next call', () => {
    expect(turnChange(seen('EN_ESPERA'), seen('PROXIMO'), 'returned')).toBe('returned');
    expect(turnChange(seen('PROXIMO'), seen('ATENDIENDO'), 'returned')).toBeNull();
  });
});
