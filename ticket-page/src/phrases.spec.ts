import type { PublicTicket } from '@ticketero/contract';

import { againPhrase, agePhrase, boundPhrase, titlePhrase } from './phrases';

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

describe('the name of the tab', () => {
  const ticket = (part: Partial<PublicTicket>) =>
    ({ numero: 'C05', status: 'EN_ESPERA', startedAt: null, ticketsAhead: 4, ...part }) as PublicTicket;
  const called = ticket({ status: 'ATENDIENDO', assignedModuleNumber: 3 });

  it('tells how far there is to go', () => {
    expect(titlePhrase(ticket({}), 'live')).toEqual({ key: 'title.waiting', values: { numero: 'C05', count: 4 } });
    expect(titlePhrase(ticket({ ticketsAhead: 0 }), 'live').key).toBe('title.first');
    expect(titlePhrase(ticket({ status: 'PROXIMO' }), 'live').key).toBe('title.next');
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
