import { TICKET_STATUSES } from '@ticketero/contract';

import { actionRequest, ticketActions } from './ticket-actions';

const HELD = { id: 5, name: 'Ana Martínez' };
const ticket = { codigoReferencia: 'ref', queueType: 'CAJA' };

describe('R4: what a supervisor can do with a ticket', () => {
  it('in each of its states', () => {
    const table = TICKET_STATUSES.map((status) => [status, ticketActions({ status, reservedFor: null })]);
    expect(Object.fromEntries(table)).toEqual({
      EN_ESPERA: ['transfer', 'cancel'],
      PROXIMO: ['transfer', 'cancel'],
      ATENDIENDO: ['transfer', 'cancel'],
      COMPLETADO: [],
      CANCELADO: ['reinstate'],
      NO_ATENDIDO: ['reinstate'],
    });
  });

  it('R7: a reservation can be released while it waits', () => {
    expect(ticketActions({ status: 'PROXIMO', reservedFor: HELD })).toEqual(['transfer', 'release', 'cancel']);
    expect(ticketActions({ status: 'NO_ATENDIDO', reservedFor: HELD })).toEqual(['reinstate']);
  });

  it('is asked with its reason; a release is a transfer into its own queue', () => {
    expect(actionRequest('cancel', ticket, { reason: 'se fue' })).toEqual({
      path: '/api/admin/tickets/ref/cancel',
      body: { reason: 'se fue' },
    });
    expect(actionRequest('transfer', ticket, { advisorId: 5 })).toEqual({
      path: '/api/admin/tickets/ref/transfer',
      body: { advisorId: 5 },
    });
    expect(actionRequest('release', ticket, { reason: 'x' })).toEqual({
      path: '/api/admin/tickets/ref/transfer',
      body: { queueType: 'CAJA', reason: 'x' },
    });
  });
});
