import type { WhatIfQueue } from '@ticketero/contract';

import { byChange, toneOf, type QueueChange } from './words';

const exactly = (value: number) => ({ value, low: value, high: value });
const queue = (queueType: string, late: number): WhatIfQueue => ({
  ...{ queueType, displayName: queueType, targetWaitMinutes: 20, tickets: 40 },
  ...{ late: exactly(late), lateShare: exactly(late / 40), p50WaitMinutes: null, p90WaitMinutes: null },
  servedByClosing: exactly(40),
});
const change = (queueType: string, before: number, after: number): QueueChange => ({
  ...{ queueType, name: queueType, before: queue(queueType, before), after: queue(queueType, after) },
});

describe('what is said of a change', () => {
  test('R8: less than one person is no change to speak of', () => {
    expect(toneOf(change('CAJA', 9, 3))).toBe('better');
    expect(toneOf(change('CAJA', 3, 9))).toBe('worse');
    expect(toneOf(change('CAJA', 1.6, 0.7))).toBe('same');
    expect(toneOf(change('CAJA', 1.4, 1.6))).toBe('same');
  });

  test('R8: the queue that changes most is said first', () => {
    const all = [change('CAJA', 9, 8), change('EMPRESAS', 2, 6), change('GERENCIA', 1, 1)];
    expect(byChange(all).map(({ queueType }) => queueType)).toEqual(['EMPRESAS', 'CAJA', 'GERENCIA']);
  });
});
