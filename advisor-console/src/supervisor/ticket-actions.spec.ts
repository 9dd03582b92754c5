import { TICKET_STATUSES } from '@ticketero/contract';

import { actionRequest, isAsked, TICKET_ACTIONS, ticketActions } from './ticket-actions';

const HELD = { id: 5, name: 'Ana Martínez' };
const ENDED = '2026-11-18T13:00:00.000Z';
const AT = Date.parse(ENDED);
const fresh = { reservedFor: null, startedAt: null, completedAt: null };
const later = { now: AT + 10_001, undoSeconds: 10 };
const ticket = { codigoReferencia: 'ref', queueType: 'CAJA' };

describe('R4: what a supervisor can do with a ticket', () => {
  it('in each of its states', () => {
    const table = TICKET_STATUSES.map((status) => [status, ticketActions({ ...fresh, status }, later)]);
    expect(Object.fromEntries(table)).toEqual({
      EN_ESPERA: ['transfer', 'reserve', 'cancel'],
      PROXIMO: ['transfer', 'reserve', 'cancel'],
      ATENDIENDO: ['callAgain', 'transfer', 'cancel'],
      COMPLETADO: [],
      CANCELADO: ['reinstate'],
      NO_ATENDIDO: ['reinstate'],
    });
  });

  it('R7: a reservation can be released while it waits', () => {
    const held = { ...fresh, reservedFor: HELD };
    const waiting = ticketActions({ ...held, status: 'PROXIMO' }, later);
    expect(waiting).toEqual(['transfer', 'reserve', 'release', 'cancel']);
    expect(ticketActions({ ...held, status: 'NO_ATENDIDO' }, later)).toEqual(['reinstate']);
  });

  it('R4 recall: whoever was greeted is not called again', () => {
    const greeted = { ...fresh, status: 'ATENDIENDO', startedAt: ENDED } as const;
    expect(ticketActions(greeted, later)).toEqual(['transfer', 'cancel']);
  });

  it('R4 undo: completed a moment ago, it can go back to its desk, without being asked about first', () => {
    const ended = { ...fresh, status: 'COMPLETADO', completedAt: ENDED } as const;
    expect(ticketActions(ended, { ...later, now: AT + 10_000 })).toEqual(['backToDesk']);
    expect(ticketActions(ended, later)).toEqual([]);
    expect(TICKET_ACTIONS.filter((action) => !isAsked(action))).toEqual(['callAgain', 'backToDesk']);
  });

  it('is asked with its reason; a reservation is a transfer, and its release one into its own queue', () => {
    const send = (action: (typeof TICKET_ACTIONS)[number], more: object) => actionRequest(action, ticket, more);
    const path = '/api/admin/tickets/ref';
    expect(send('cancel', { reason: 'se fue' })).toEqual({ path: `${path}/cancel`, body: { reason: 'se fue' } });
    expect(send('reserve', { advisorId: 5 })).toEqual({ path: `${path}/transfer`, body: { advisorId: 5 } });
    expect(send('callAgain', {})).toEqual({ path: `${path}/call-back`, body: {} });
    expect(send('release', { reason: 'x' })).toEqual({
      path: `${path}/transfer`,
      body: { queueType: 'CAJA', reason: 'x' },
    });
  });
});
