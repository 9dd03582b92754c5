import { TICKET_STATUSES } from '@ticketero/contract';

import { isFinal, isWaiting, phaseOf } from './phase';

const AT = '2026-03-11T13:34:00.000Z';

describe('R4: the view of each state', () => {
  it.each([
    ['EN_ESPERA', null, 'waiting'],
    ['PROXIMO', null, 'next'],
    ['ATENDIENDO', null, 'called'],
    ['ATENDIENDO', AT, 'serving'],
    ['COMPLETADO', AT, 'served'],
    ['CANCELADO', null, 'cancelled'],
    ['NO_ATENDIDO', null, 'absent'],
  ] as const)('%s, started %s: %s', (status, startedAt, phase) => expect(phaseOf({ status, startedAt })).toBe(phase));

  it('offers to cancel exactly where the customer may, and ends exactly where it ends', () => {
    const phases = TICKET_STATUSES.map((status) => phaseOf({ status, startedAt: null }));
    expect(phases.filter(isWaiting)).toEqual(['waiting', 'next']);
    expect(phases.filter(isFinal)).toEqual(['served', 'cancelled', 'absent']);
  });
});
