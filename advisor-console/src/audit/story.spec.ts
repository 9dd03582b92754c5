import type { AuditRecord } from '@ticketero/contract';

import { diffOf } from './diff';
import { minutesSince, storiesOf, ticketStory } from './story';

let ids = 0;
function event(eventType: string, minute: number, change: Partial<AuditRecord> = {}): AuditRecord {
  return {
    id: ++ids,
    timestamp: new Date(Date.parse('2026-11-20T13:00:00.000Z') + minute * 60_000).toISOString(),
    eventType,
    actor: 'SISTEMA',
    entityType: 'TICKET',
    entityId: 'one',
    entityIdentifier: 'C05',
    previousState: null,
    newState: null,
    metadata: null,
    ipAddress: null,
    userAgent: null,
    hash: 'ab12',
    ...change,
  };
}

const state = (status: string, moduleNumber: number | null = null) => ({
  status,
  queueType: 'CAJA',
  moduleNumber,
  advisorId: moduleNumber,
});

describe("a ticket's story", () => {
  const served = [
    event('TICKET_CREADO', 2, { newState: state('EN_ESPERA'), metadata: { preferential: true } }),
    event('TICKET_ASIGNADO', 14, { newState: state('ATENDIENDO', 3) }),
    event('TICKET_RELLAMADO', 15, { newState: state('ATENDIENDO', 3) }),
    event('TICKET_COMPLETADO', 21, { newState: state('COMPLETADO', 3), metadata: { actualServiceTimeMinutes: 6.6 } }),
    event('MENSAJE_DESCARTADO', 21, { entityType: 'MENSAJE', entityId: '9', newState: { estadoEnvio: 'DESCARTADO' } }),
  ];

  it('is told in figures', () => {
    expect(ticketStory(served)).toMatchObject({
      numero: 'C05',
      queueType: 'CAJA',
      status: 'COMPLETADO',
      preferential: true,
      waitedMinutes: 12,
      servedMinutes: 7,
      calls: 2,
      moduleNumber: 3,
      advisorId: 3,
    });
  });

  it('of one that was never called: waited until it ended; of one that still waits: nothing yet', () => {
    const [created] = served as [AuditRecord];
    const gone = [created, event('TICKET_CANCELADO', 9, { newState: state('CANCELADO') })];
    expect(ticketStory(gone)).toMatchObject({ waitedMinutes: 7, servedMinutes: null, calls: 0, moduleNumber: null });
    expect(ticketStory([created])).toMatchObject({ status: 'EN_ESPERA', waitedMinutes: null });
    expect(ticketStory([])).toBeNull();
  });

  it('is one for each ticket of that number: they begin anew every day', () => {
    const tomorrow = [event('TICKET_CREADO', 1_445, { entityId: 'two' })];
    const message = event('MENSAJE_ENVIADO', 1_446, { entityType: 'MENSAJE', entityId: '12' });
    const stories = storiesOf([...served, ...tomorrow, message]);
    expect(stories.map((story) => story.map(({ id }) => id))).toEqual([
      served.map(({ id }) => id),
      [...tomorrow, message].map(({ id }) => id),
    ]);
    expect(storiesOf([message, ...tomorrow])).toHaveLength(1); // its message came first
  });

  it('tells the pace in whole minutes', () => {
    expect(minutesSince(undefined, served[0]!)).toBeNull();
    expect(minutesSince(served[0], served[1]!)).toBe(12);
    expect(minutesSince(served[3], served[4]!)).toBeNull();
  });
});

describe('old and new', () => {
  it('has what changed first, and tells what is on one side alone from what changed', () => {
    const rows = diffOf({
      previousState: { status: 'PROXIMO', positionInQueue: 1, queueType: 'CAJA' },
      newState: { queueType: 'CAJA', moduleNumber: 3, status: 'ATENDIENDO' },
    });
    expect(rows).toEqual([
      { field: 'status', before: 'PROXIMO', after: 'ATENDIENDO', change: 'changed' },
      { field: 'moduleNumber', before: undefined, after: 3, change: 'added' },
      { field: 'positionInQueue', before: 1, after: undefined, change: 'removed' },
      { field: 'queueType', before: 'CAJA', after: 'CAJA', change: 'same' },
    ]);
  });

  it('sees through lists and objects, and takes anything for a state', () => {
    expect(diffOf({ previousState: { a: [1, 2] }, newState: { a: [1, 2] } })[0]?.change).toBe('same');
    expect(diffOf({ previousState: { a: null }, newState: { a: 0 } })[0]?.change).toBe('changed');
    expect(diffOf({ previousState: 'text', newState: null })).toEqual([]);
  });
});
