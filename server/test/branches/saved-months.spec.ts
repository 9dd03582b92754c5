import type { Branch, Changes } from '@ticketero/core';

import { savedMonths } from '../../src/branches/save-payload.js';
import { saveStatement, type SaveParts } from '../../src/branches/save-statement.js';
import { openSchema, type Schema } from '../support/database.js';

const EVERYTHING: SaveParts = {
  ...{ issued: true, keyed: true, leaving: true, coming: true, leavingDesks: true, comingToDesks: true, planned: true },
  ...{ due: true, rearmed: true, withdrawn: true, queueDays: true, queues: true, advisorDays: true },
};

/** As much of a branch and of its changes as this looks at. */
const branchOf = (today: string, dates: Record<number, string>): Branch =>
  ({ today, ticketById: (id: number) => (dates[id] ? { businessDate: dates[id] } : undefined) }) as unknown as Branch;
const changesOf = (tickets: string[], messages: number[] = []): Changes =>
  ({
    tickets: tickets.map((businessDate) => ({ businessDate })),
    messages: messages.map((ticketId) => ({ ticketId })),
  }) as unknown as Changes;

describe('the months that a save is planned for', () => {
  it('SCHEMA: are those of the tickets that it changes, and of the tickets whose messages it changes', () => {
    const branch = branchOf('2026-11-22', { 7: '2026-10-31' });
    expect(savedMonths(branch, changesOf([]))).toEqual({ from: '2026-11-01', until: '2026-12-01' });
    expect(savedMonths(branch, changesOf(['2026-11-21']))).toEqual({ from: '2026-11-01', until: '2026-12-01' });
    expect(savedMonths(branch, changesOf(['2026-11-22'], [7]))).toEqual({ from: '2026-10-01', until: '2026-12-01' });
    const newYear = branchOf('2027-01-01', {});
    expect(savedMonths(newYear, changesOf(['2026-12-31']))).toEqual({ from: '2026-12-01', until: '2027-01-01' });
    expect(savedMonths(newYear, changesOf(['2026-12-31', '2027-01-01']))).toEqual({
      from: '2026-12-01',
      until: '2027-02-01',
    });
  });

  describe('on PostgreSQL', () => {
    let schema: Schema;
    beforeAll(async () => {
      schema = await openSchema();
    });
    afterAll(() => schema.close());

    it('SCHEMA: no update is begun for another month, whatever is kept', async () => {
      for (const day of ['2026-10-01', '2026-11-01', '2026-12-01'])
        await schema.client.query('select ensure_month_partitions($1::date)', [day]);
      const { text } = saveStatement(EVERYTHING, { from: '2026-11-01', until: '2026-12-01' });
      const { rows: plan } = await schema.client.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${text}`);
      const updates = plan.map((line) => line['QUERY PLAN']).filter((line) => /Update on \w+_\d{6}/.test(line));
      expect(updates.length).toBe(5); // leaving, coming, due, rearmed, discarded
      expect(updates.filter((line) => !line.includes('_202611 '))).toEqual([]);
    });
  });
});
