import type { PublicTicket } from '@ticketero/contract';

import {
  againPhrase,
  agePhrase,
  aheadPhrase,
  boundPhrase,
  changePhrase,
  closedAs,
  outcomeOf,
  isSoon,
  isUnserved,
  titlePhrase,
} from './phrases';

const CALLABLE = { onDuty: true, reservedFor: null, branchClosed: null } as const;
const ANA = { reservedFor: { id: 5, name: 'Ana Martínez' } };

describe('the age', () => {
  it.each([
    [0, 'age.seconds', { seconds: 0 }],
    [25, 'age.seconds', { seconds: 25 }],
    [59, 'age.seconds', { seconds: 59 }],
    [60, 'age.minutes', { minutes: 1 }],
    [3_599, 'age.minutes', { minutes: 59 }],
    [7_800, 'age.hours', { hours: 2, minutes: 10 }],
  ])('%d s', (seconds, key, values) => expect(agePhrase(seconds)).toEqual({ key, values }));
});

describe('the recalls', () => {
  it('counts the first call too', () => {
    expect(againPhrase(0)).toBeNull();
    expect(againPhrase(1)).toEqual({ key: 'call.again_2', values: { times: 2 } });
    expect(againPhrase(3)).toEqual({ key: 'call.again_4', values: { times: 4 } });
    expect(againPhrase(4)).toEqual({ key: 'call.again_more', values: { times: 5 } });
  });
});

describe('by when', () => {
  const ticket = (part: Partial<PublicTicket>) =>
    ({
      expectedBy: '2026-11-18T13:42:00.000Z',
      expectedByRaised: null,
      timeZone: 'America/Santiago',
      ...part,
    }) as PublicTicket;

  it('R8: the branch’s clock, wherever the phone is', () => {
    expect(boundPhrase(ticket({}))).toEqual({ key: 'wait.by', values: { time: '10:42' } });
    expect(boundPhrase(ticket({ timeZone: 'Europe/Madrid' }))?.values).toEqual({ time: '14:42' });
    expect(boundPhrase(ticket({ expectedBy: null }))).toBeNull();
  });

  it('R8: what was said before is said with what is said now', () => {
    const raised = { at: '2026-11-18T13:30:00.000Z', before: '2026-11-18T13:35:00.000Z' };
    const values = { time: '10:42', before: '10:35' };
    expect(boundPhrase(ticket({ expectedByRaised: raised }))).toEqual({ key: 'wait.raised', values });
  });
});

describe('how far', () => {
  const waits = (part: Partial<PublicTicket>) =>
    ({ status: 'PROXIMO', ticketsAhead: 2, ...CALLABLE, ...part }) as PublicTicket;

  it('R6: those before, and nobody', () => {
    expect(aheadPhrase(waits({}))).toEqual({ key: 'ticket.ahead', values: { count: 2 } });
    expect(aheadPhrase(waits({ ticketsAhead: 0 })).key).toBe('ticket.first');
  });

  it('R7: who waits for one advisor alone is told who, and never that the turn is near', () => {
    const reserved = waits(ANA);
    expect(aheadPhrase(reserved)).toEqual({ key: 'ticket.reserved', values: { name: 'Ana Martínez' } });
    expect([isSoon(waits({})), isSoon(reserved), isSoon(waits({ onDuty: false }))]).toEqual([true, false, false]);
    expect(isSoon(waits({ status: 'EN_ESPERA' }))).toBe(false);
  });

  it('R8: that nobody serves is said once, and not beside a branch that is closed by hand', () => {
    const closed = (reason: 'CERRADA' | 'PAUSADA') => ({ onDuty: false, branchClosed: { reason, text: null } });
    expect([isUnserved(waits({})), isUnserved(waits({ onDuty: false }))]).toEqual([false, true]);
    expect([isUnserved(waits(closed('CERRADA'))), isUnserved(waits(closed('PAUSADA')))]).toEqual([false, true]);
    expect([closedAs('CERRADA'), closedAs('FUERA_DE_HORARIO')]).toEqual(['shut', 'full']);
  });

  it('R4: why it waits again, unless what stands there says it', () => {
    expect(changePhrase(null, waits({}), 'Caja')).toBeNull();
    expect(changePhrase('transferred', waits({}), 'Caja')).toEqual({
      key: 'change.transferred',
      values: { queue: 'Caja' },
    });
    expect(changePhrase('transferred', waits(ANA), 'Caja')).toBeNull();
  });
});

describe('R4: the end, and by whom', () => {
  it.each([
    ['COMPLETADO', null, 'served'],
    ['NO_ATENDIDO', null, 'absent'],
    ['CANCELADO', 'CLIENTE', 'byCustomer'],
    ['CANCELADO', 'PERSONAL', 'byStaff'],
    ['CANCELADO', 'FIN_DE_JORNADA', 'endOfDay'],
  ] as const)('%s by %s', (status, cancelledBy, key) =>
    expect(outcomeOf({ status, cancelledBy } as PublicTicket)).toBe(key),
  );
});

describe('the name of the tab', () => {
  const ticket = (part: Partial<PublicTicket>) =>
    ({ numero: 'C05', status: 'EN_ESPERA', startedAt: null, ticketsAhead: 4, ...CALLABLE, ...part }) as PublicTicket;
  const called = ticket({ status: 'ATENDIENDO', assignedModuleNumber: 3 });

  it('tells how far there is to go', () => {
    expect(titlePhrase(ticket({}), 'live')).toEqual({ key: 'title.waiting', values: { numero: 'C05', count: 4 } });
    expect(titlePhrase(ticket({ ticketsAhead: 0 }), 'live').key).toBe('title.first');
    expect(titlePhrase(ticket({ status: 'PROXIMO' }), 'live').key).toBe('title.next');
    expect(titlePhrase(ticket({ status: 'PROXIMO', onDuty: false }), 'live').key).toBe('title.waiting');
    expect(titlePhrase(ticket(ANA), 'live')).toEqual({
      key: 'title.reserved',
      values: { numero: 'C05', name: 'Ana Martínez' },
    });
  });

  it('tells the desk, and without connection still does', () => {
    expect(titlePhrase(called, 'live')).toEqual({ key: 'title.called', values: { module: 3 } });
    expect(titlePhrase(called, 'lost').key).toBe('title.called');
    expect(titlePhrase({ ...called, assignedModuleNumber: null }, 'live').key).toBe('title.calledNoModule');
  });

  it('never tells an old place as if it were of now', () => {
    expect(titlePhrase(ticket({}), 'lost').key).toBe('title.lost');
    expect(titlePhrase(ticket({ status: 'PROXIMO' }), 'lost').key).toBe('title.lost');
    expect(titlePhrase(ticket({ status: 'COMPLETADO' }), 'lost').key).toBe('title.served');
  });
});
