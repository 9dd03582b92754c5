/// <reference types="jest" />
import type { CalledTicket } from '@ticketero/contract';

import { historyRows } from './history-rows.js';

const call = (numero: string, minute: number, serving: boolean): CalledTicket => ({
  numero,
  moduleNumber: 1,
  queueType: 'CAJA',
  calledAt: `2026-03-02T15:${String(minute).padStart(2, '0')}:00.000Z`,
  lastCalledAt: `2026-03-02T15:${String(minute).padStart(2, '0')}:00.000Z`,
  recallCount: 0,
  serving,
});

describe('the history', () => {
  it('leaves out the hero, and puts those at a desk before the served, newest first', () => {
    const hero = call('C09', 30, true);
    const called = [hero, call('C01', 10, true), call('C05', 20, false), call('C02', 12, true), call('C06', 22, false)];
    expect(historyRows(called, hero).rows.map((row) => row.numero)).toEqual(['C02', 'C01', 'C06', 'C05']);
  });

  it('has five places, and more only for people who are at a desk', () => {
    const hero = call('C50', 50, true);
    const many = (count: number, serving: boolean) =>
      Array.from({ length: count }, (_, one) => call(`P${one}`, one, serving));
    expect(historyRows([], hero)).toEqual({ rows: [], places: 5 });
    expect(historyRows(many(12, false), hero).rows).toHaveLength(5);
    expect(historyRows(many(7, true), hero).places).toBe(7);
    expect(historyRows(many(19, true), hero).rows).toHaveLength(8);
  });
});
