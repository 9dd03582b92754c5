import type { PublicTicket } from '@ticketero/contract';

import { turnChange, type TurnChange } from './turn-change';

type Seen = Parameters<typeof turnChange>[0];
const seen = (status: PublicTicket['status'], more: Partial<Seen> = {}): Seen => ({
  status,
  startedAt: null,
  queueType: 'CAJA',
  ...more,
});
const STARTED = { startedAt: '2026-03-02T12:00:00.000Z' };

describe('R4: what a customer who waits again must be told', () => {
  it.each<[string, Seen, Seen, TurnChange | null]>([
    ['called, then waiting', seen('ATENDIENDO'), seen('EN_ESPERA'), 'returned'],
    ['being served, then among the next', seen('ATENDIENDO', STARTED), seen('PROXIMO'), 'returned'],
    ['called, then in another queue', seen('ATENDIENDO'), seen('EN_ESPERA', { queueType: 'EMPRESAS' }), 'transferred'],
    ['moved while waiting', seen('PROXIMO'), seen('EN_ESPERA', { queueType: 'EMPRESAS' }), 'transferred'],
    ['did not come, then waiting', seen('NO_ATENDIDO'), seen('EN_ESPERA'), 'reinstated'],
    ['cancelled, then waiting', seen('CANCELADO'), seen('PROXIMO'), 'reinstated'],
    ['just waiting', seen('EN_ESPERA'), seen('PROXIMO'), null],
    ['called', seen('PROXIMO'), seen('ATENDIENDO'), null],
    ['called elsewhere', seen('ATENDIENDO'), seen('ATENDIENDO', { queueType: 'EMPRESAS' }), null],
    ['ended', seen('ATENDIENDO'), seen('NO_ATENDIDO'), null],
  ])('%s', (_what, before, now, wanted) => {
    expect(turnChange(before, now, null)).toBe(wanted);
  });

  it('stands while it waits, and is over with the next call', () => {
    expect(turnChange(seen('EN_ESPERA'), seen('PROXIMO'), 'returned')).toBe('returned');
    expect(turnChange(seen('PROXIMO'), seen('ATENDIENDO'), 'returned')).toBeNull();
  });
});
