import { opening } from '@ticketero/core';

import { BranchReader } from '../../src/branches/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { newPerson, pairDevice, signIn, type TestClient } from '../support/client.js';
import { branchRow, row, rows, setSettings } from '../support/rows.js';
import { addBranches, advisorsOf } from '../support/simulation/branches.js';

const at = (iso: string): number => Date.parse(iso);

/** Lord Howe's clocks go forward at 2026-10-03 15:30 UTC (02:00 → 02:30), Madrid's back at 2026-10-25 01:00 UTC. */
describe('midnights and changes of the clock, in two branches with different zones', () => {
  let test: TestApp;
  let kiosks: Record<string, TestClient>;

  beforeEach(async () => {
    test = await startApp();
    await addBranches(test);
    kiosks = {
      MADRID: await pairDevice(test.url, 'KIOSK', 'MADRID'),
      HOWE: await pairDevice(test.url, 'KIOSK', 'HOWE'),
    };
  });
  afterEach(() => test.close());

  const hours = async (code: string, from: string | null, to = ''): Promise<void> => {
    const spans = [{ from, to }];
    const week = { 0: spans, 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans };
    const text = from === null ? null : JSON.stringify({ week });
    await rows(test, 'update branch set opening_hours = $2 where code = $1', [code, text]);
  };
  const issue = (code: string) =>
    kiosks[code]!.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' });
  const numero = async (code: string): Promise<string> => {
    const { status, body } = await issue(code);
    return status === 201 ? body.numero : `${status} ${body.error} ${body.reason ?? ''}`.trim();
  };
  const both = async (moment: string): Promise<string[]> => {
    test.clock.set(at(moment));
    return [await numero('MADRID'), await numero('HOWE')];
  };
  const waiting = async (code: string): Promise<number> => {
    const { n } = await row(
      test,
      'select count(*)::int as n from ticket t join branch b on b.id = t.branch_id where code = $1 and closed_at is null',
      [code],
    );
    return n as number;
  };

  it('R2, R4: the numbers of each restart at its own midnight, and its people go home; the other’s do not', async () => {
    await hours('MADRID', null);
    expect(await both('2026-10-02T13:29:59Z')).toEqual(['C01', 'C01']);
    expect(await both('2026-10-02T13:30:00Z')).toEqual(['C02', 'C01']); // midnight of the 3rd at Lord Howe, UTC+10:30
    expect([await waiting('MADRID'), await waiting('HOWE')]).toEqual([2, 1]);
    expect(await both('2026-10-02T21:59:59Z')).toEqual(['C03', 'C02']);
    expect(await both('2026-10-02T22:00:00Z')).toEqual(['C01', 'C03']); // midnight of the 3rd in Madrid, UTC+2
    // The next midnight at Lord Howe is that of the short day: it comes at the same moment, the one after half an hour sooner.
    expect(await both('2026-10-03T13:29:59Z')).toEqual(['C02', 'C04']);
    expect(await both('2026-10-03T13:30:00Z')).toEqual(['C03', 'C01']);
    expect(await both('2026-10-04T12:59:59Z')).toEqual(['C01', 'C02']);
    expect(await both('2026-10-04T13:00:00Z')).toEqual(['C02', 'C01']);
    const days = await rows(
      test,
      `select b.code, array_agg(distinct t.business_date::text order by t.business_date::text) as days
       from ticket t join branch b on b.id = t.branch_id group by 1 order by 1`,
    );
    expect(days).toEqual([
      { code: 'HOWE', days: ['2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05'] },
      { code: 'MADRID', days: ['2026-10-02', '2026-10-03', '2026-10-04'] },
    ]);
  });

  it('R4: the night of the skipped half hour: open until three by the wall, half an hour less', async () => {
    await hours('HOWE', '01:30', '03:00');
    await setSettings(test, { graceMinutes: 15 }, 'HOWE');
    const howe = async (moment: string): Promise<string> => (await both(moment))[1]!;
    expect(await howe('2026-10-03T14:59:59Z')).toContain('409 SUCURSAL_CERRADA');
    expect(await howe('2026-10-03T15:00:00Z')).toBe('C01'); // 01:30
    expect(await howe('2026-10-03T15:29:59Z')).toBe('C02'); // 01:59:59
    expect(await howe('2026-10-03T15:30:00Z')).toBe('C03'); // 02:30
    expect(await howe('2026-10-03T15:59:59Z')).toBe('C04'); // 02:59:59
    expect(await howe('2026-10-03T16:00:00Z')).toContain('409 SUCURSAL_CERRADA');
    // What the kiosk shows: 01:30 by the summer's clock.
    const { id } = await branchRow(test, 'HOWE');
    expect(opening(await test.app.get(BranchReader).load(Number(id)))).toEqual({
      open: false,
      reason: 'FUERA_DE_HORARIO',
      opensAt: at('2026-10-04T14:30:00Z'),
    });
    for (const [moment, closed] of [
      ['2026-10-03T16:14:59Z', false],
      ['2026-10-03T16:15:00Z', true],
    ] as const) {
      test.clock.set(at(moment));
      await test.turn('close-day');
      expect((await branchRow(test, 'HOWE'))['day_closed']).toBe(closed);
      expect(await waiting('HOWE')).toBe(closed ? 0 : 4);
    }
    expect(await waiting('MADRID')).toBeGreaterThan(0); // 18:15 there, and nobody was sent away
  });

  it('R4: the night of the hour that comes twice: open through both, closed after the second', async () => {
    await hours('MADRID', '02:00', '03:00');
    await setSettings(test, { graceMinutes: 10 }, 'MADRID');
    const madrid = async (moment: string): Promise<string> => (await both(moment))[0]!;
    expect(await madrid('2026-10-24T23:59:59Z')).toContain('409 SUCURSAL_CERRADA');
    expect(await madrid('2026-10-25T00:00:00Z')).toBe('C01');
    expect(await madrid('2026-10-25T00:59:59Z')).toBe('C02'); // 02:59:59, the first time
    expect(await madrid('2026-10-25T01:00:00Z')).toBe('C03'); // 02:00, the second
    test.clock.set(at('2026-10-25T01:10:00Z'));
    await test.turn('close-day');
    expect((await branchRow(test, 'MADRID'))['day_closed']).toBe(false);
    expect(await madrid('2026-10-25T01:59:59Z')).toBe('C04');
    expect(await madrid('2026-10-25T02:00:00Z')).toContain('409 SUCURSAL_CERRADA');
    test.clock.set(at('2026-10-25T02:10:00Z'));
    await test.turn('close-day');
    expect((await branchRow(test, 'MADRID'))['day_closed']).toBe(true);
    expect(await waiting('MADRID')).toBe(0);
  });

  it('R4, R6, R7: no-show, reservation, undo and positions count what has passed and not what the wall shows', async () => {
    for (const [code, change] of [
      ['MADRID', at('2026-10-25T01:00:00Z')],
      ['HOWE', at('2026-10-03T15:30:00Z')],
    ] as const) {
      await hours(code, null);
      await setSettings(test, { noShowMinutes: 5, reservationMinutes: 10, assignmentMode: 'automatic' }, code);
      test.clock.set(change - 2 * 60_000);
      const [first, second] = await Promise.all(
        advisorsOf(code)
          .slice(0, 2)
          .map((user) => signIn(test.url, user)),
      );
      expect((await first!.send('PUT', '/api/advisor/status', { status: 'AVAILABLE' })).status).toBe(200);
      const called = (await issue(code)).body;
      expect((await second!.send('PUT', '/api/advisor/status', { status: 'BUSY' })).status).toBe(200);
      const reserved = (await issue(code)).body;
      const desk = (await second!.send('GET', '/api/advisor/desk')).body;
      const supervisor = await signIn(test.url, `supervisor.${code.toLowerCase()}`);
      const path = `/api/admin/tickets/${reserved.codigoReferencia}/transfer`;
      expect((await supervisor.send('POST', path, { advisorId: desk.advisor.id })).status).toBe(200);
      const state = async () => {
        for (const job of ['no-show', 'reservations', 'positions'] as const) await test.turn(job);
        const ticket = (reference: string) =>
          row(test, 'select * from ticket where codigo_referencia = $1', [reference]);
        const [one, two] = [await ticket(called.codigoReferencia), await ticket(reserved.codigoReferencia)];
        return [one['status'], two['reserved_advisor_id'] !== null, two['position_in_queue'] >= 0];
      };

      test.clock.set(change - 4_000);
      expect((await first!.send('POST', '/api/advisor/current/recall')).status).toBe(200);
      test.clock.set(change + 4_000);
      expect((await first!.send('POST', '/api/advisor/undo')).body).toMatchObject({ undone: 'recall' });
      test.clock.set(change + 3 * 60_000 - 1_000);
      expect(await state()).toEqual(['ATENDIENDO', true, true]);
      test.clock.set(change + 3 * 60_000);
      expect((await state())[0]).toBe('NO_ATENDIDO');
      test.clock.set(change + 8 * 60_000 - 1_000);
      expect((await state())[1]).toBe(true);
      test.clock.set(change + 8 * 60_000);
      expect((await state())[1]).toBe(false);
    }
    expect(
      await rows(test, 'select numero from ticket where position_in_queue < 0 or estimated_wait_minutes < 0'),
    ).toEqual([]);
  });
});
