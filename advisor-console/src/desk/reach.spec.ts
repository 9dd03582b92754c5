import type { Desk } from '@ticketero/contract';

import { isUnchanged, linkShown, reachOf } from './reach';

describe('whether the server is in reach', () => {
  it.each([
    ['live', null, 'live'],
    ['live', false, 'live'],
    ['catching-up', null, 'asking'],
    ['catching-up', true, 'asking'],
    ['catching-up', false, 'lost'],
    ['stale', null, 'lost'],
    ['stale', true, 'asking'],
    ['stale', false, 'lost'],
    ['connecting', null, 'asking'],
    ['refused', true, 'asking'],
  ] as const)('socket %s, last fetch %s: %s', (link, answered, reach) => {
    expect(reachOf(link, answered)).toBe(reach);
  });

  it('a silent socket alone is said to be reconnecting; without any answer the connection is lost', () => {
    expect(linkShown('stale', 'asking')).toBe('catching-up');
    expect(linkShown('catching-up', 'lost')).toBe('stale');
    expect(linkShown('live', 'live')).toBe('live');
  });
});

describe('whether a command without an answer left anything', () => {
  const desk = (current: object | null, status = 'BUSY') =>
    ({ advisor: { status, offlineAfterCurrent: false }, current, missed: [] }) as unknown as Desk;
  const c01 = { codigoReferencia: 'a', startedAt: null, recallCount: 0, estimatedWaitMinutes: 4 };

  it('the same number in the same state: nothing', () => {
    expect(isUnchanged(desk(c01), desk({ ...c01, estimatedWaitMinutes: 3 }))).toBe(true);
  });

  it.each([
    ['started', desk({ ...c01, startedAt: '2026-03-16T12:00:00.000Z' })],
    ['recalled', desk({ ...c01, recallCount: 1 })],
    ['another number', desk({ ...c01, codigoReferencia: 'b' })],
    ['nobody', desk(null, 'AVAILABLE')],
  ])('%s: something', (_, now) => {
    expect(isUnchanged(desk(c01), now)).toBe(false);
  });
});
