import { startApp, type TestApp } from '../support/app.js';
import { newPerson, pairDevice, signIn, type TestClient } from '../support/client.js';
import { broken } from '../support/invariants.js';
import { rows, setSettings } from '../support/rows.js';
import { addBranches, advisorsOf, BRANCHES, supervisorOf } from '../support/simulation/branches.js';

/** All four are open: 10:30, 15:30, 19:15 and 00:00. */
const NOON = Date.parse('2026-10-01T13:30:00Z');
const MINUTE = 60_000;
const CODES = BRANCHES.map(({ code }) => code);

describe('branches with different settings in one database', () => {
  let test: TestApp;
  const kiosks = new Map<string, TestClient>();

  beforeEach(async () => {
    test = await startApp();
    await addBranches(test);
    test.clock.set(NOON);
    for (const code of CODES) kiosks.set(code, await pairDevice(test.url, 'KIOSK', code));
  });
  afterEach(async () => {
    expect(await broken(test)).toEqual({});
    await test.close();
  });

  const issue = async (code: string, queueType: string) => {
    const answer = await kiosks.get(code)!.send('POST', '/api/tickets', { nationalId: newPerson(), queueType });
    return answer.status === 201 ? answer.body : { ...answer.body, status: answer.status };
  };
  const advisor = (code: string, index: number) => signIn(test.url, advisorsOf(code)[index]!);

  /** Every row that belongs to these branches, and their events. */
  async function rowsOf(codes: string[]): Promise<unknown> {
    const of = (table: string) =>
      rows(
        test,
        `select to_jsonb(x) as row from ${table} x join branch b on b.id = x.branch_id
         where b.code = any($1) order by to_jsonb(x)::text`,
        [codes],
      );
    const tables = ['ticket', 'advisor', 'queue', 'ticket_counter', 'queue_day', 'advisor_day', 'audit_log', 'mensaje'];
    const found = await Promise.all(tables.map(of));
    return [
      ...found,
      await rows(test, 'select to_jsonb(b) as row from branch b where code = any($1) order by id', [codes]),
    ];
  }

  it('R2, R5, R7: the same people in each: numbers from 01, and each calls by its own policy', async () => {
    const first: Record<string, string> = {};
    for (const code of CODES) {
      test.clock.set(NOON);
      const given = [(await issue(code, 'CAJA')).numero, (await issue(code, 'CAJA')).numero];
      test.clock.set(NOON + 2 * MINUTE);
      given.push((await issue(code, 'GERENCIA')).numero, (await issue(code, 'EMPRESAS')).numero);
      expect([code, ...given]).toEqual([code, 'C01', 'C02', 'G01', 'E01']);
      test.clock.set(NOON + 12 * MINUTE); // the tills have waited 12 of 20 minutes: late for a ratio of 0.5, not of 0.8
      const one = await advisor(code, 3);
      const { body } = await one.send('POST', '/api/advisor/call-next', {});
      first[code] = `${body.numero} ${(await one.send('GET', '/api/advisor/desk')).body.current.callReason.policy}`;
    }
    expect(first).toEqual({ CENTRO: 'G01 guard', MADRID: 'G01 strict', NEPAL: 'C01 fifo', HOWE: 'C01 guard' });
  });

  it('R7: who finishes is given the next one where that is automatic, and asks for it where it is not', async () => {
    const after: Record<string, unknown> = {};
    for (const code of CODES) {
      await issue(code, 'CAJA');
      await issue(code, 'CAJA');
      const one = await advisor(code, 1);
      await one.send('POST', '/api/advisor/call-next', {});
      await one.send('POST', '/api/advisor/current/complete', {});
      after[code] = (await one.send('GET', '/api/advisor/desk')).body.current?.numero ?? null;
    }
    expect(after).toEqual({ CENTRO: 'C02', MADRID: null, NEPAL: 'C02', HOWE: 'C02' });
  });

  it('R1, R4, R7: a cap, closed doors and a forbidden pick are those of their branch alone', async () => {
    await rows(
      test,
      `update queue q set daily_cap = 1 from branch b where b.id = q.branch_id and b.code = 'NEPAL' and queue_type = 'CAJA'`,
    );
    await rows(test, "update branch set status = 'PAUSED' where code = 'MADRID'");
    const given: Record<string, string> = {};
    for (const code of CODES) {
      await issue(code, 'CAJA');
      const second = await issue(code, 'CAJA');
      given[code] = second.numero ?? second.error;
    }
    expect(given).toEqual({ CENTRO: 'C02', MADRID: 'SUCURSAL_CERRADA', NEPAL: 'CUPO_AGOTADO', HOWE: 'C02' });

    const picks: Record<string, unknown> = {};
    for (const code of ['CENTRO', 'NEPAL']) {
      const [ticket] = await rows(
        test,
        'select codigo_referencia from ticket t join branch b on b.id = t.branch_id where b.code = $1 order by t.id desc limit 1',
        [code],
      );
      const pick = { codigoReferencia: ticket!['codigo_referencia'] };
      picks[code] = (await (await advisor(code, 1)).send('POST', '/api/advisor/call-next', pick)).status;
    }
    expect(picks).toEqual({ CENTRO: 200, NEPAL: 409 });
  });

  it('R4, R6, R7: a whole working hour of one, its jobs and its closing leave every row of the others alone', async () => {
    for (const code of CODES) {
      await issue(code, 'CAJA');
      await issue(code, 'PERSONAL_BANKER');
      await (await advisor(code, 1)).send('POST', '/api/advisor/call-next', {});
    }
    for (const job of ['positions', 'reservations', 'no-show', 'assignment'] as const) await test.turn(job);
    const others = CODES.filter((code) => code !== 'CENTRO');
    await setSettings(test, { noShowMinutes: null }, 'HOWE');
    // Time alone moves a bound that is near (R8): theirs is far.
    await rows(test, "update ticket set told_by = told_by + interval '1 day' where told_by is not null");
    const before = await rowsOf(others);
    const own = await rowsOf(['CENTRO']);

    const [one, two] = [await advisor('CENTRO', 0), await advisor('CENTRO', 3)];
    const supervisor = await signIn(test.url, supervisorOf('CENTRO'));
    const back: number[] = [];
    for (let minute = 1; minute <= 30; minute++) {
      test.clock.set(NOON + minute * MINUTE);
      const { codigoReferencia } = await issue('CENTRO', minute % 3 === 0 ? 'GERENCIA' : 'CAJA');
      const answers = [
        await one.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' }),
        await two.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' }),
        ...(minute % 5 === 0 ? [await two.send('POST', '/api/advisor/current/return', { afterPlaces: 1 })] : []),
        ...(minute % 7 === 0 ? [await one.send('POST', '/api/advisor/undo')] : []),
        await supervisor.send('POST', `/api/admin/tickets/${codigoReferencia}/transfer`, { queueType: 'EMPRESAS' }),
      ];
      back.push(...answers.map(({ status }) => status));
      for (const job of ['positions', 'reservations', 'no-show', 'assignment'] as const) await test.turn(job);
    }
    expect(back.filter((status) => status < 300).length).toBeGreaterThan(50);
    expect(await rowsOf(['CENTRO'])).not.toEqual(own);
    expect(await rowsOf(others)).toEqual(before);

    // 14:00 in Santiago: its day ends; Madrid has 30 minutes of grace, Nepal 15, and Lord Howe is open day and night.
    test.clock.set(Date.parse('2026-10-01T17:00:00Z'));
    await test.turn('close-day');
    const days = await rows(test, 'select code, day_closed from branch order by code');
    expect(days).toEqual(CODES.toSorted().map((code) => ({ code, day_closed: code === 'CENTRO' })));
    expect(await rowsOf(others)).toEqual(before);
  });

  it('R7: nobody reaches over: another branch’s ticket is neither picked, cancelled, transferred nor taken back in', async () => {
    const ticket = await issue('MADRID', 'CAJA');
    const before = await rowsOf(['MADRID']);
    const body = { codigoReferencia: ticket.codigoReferencia };
    const one = await advisor('CENTRO', 1);
    const supervisor = await signIn(test.url, supervisorOf('CENTRO'));
    const path = `/api/admin/tickets/${ticket.codigoReferencia}`;
    const [desk] = await rows(test, 'select id from advisor where email = $1', [
      `${advisorsOf('MADRID')[0]}@banco.com`,
    ]);
    const own = await issue('CENTRO', 'CAJA');
    expect([
      (await one.send('POST', '/api/advisor/call-next', body)).status,
      (await one.send('POST', '/api/advisor/reinstate', body)).status,
      (await supervisor.send('POST', `${path}/cancel`, { reason: 'No' })).status,
      (await supervisor.send('POST', `${path}/transfer`, { queueType: 'EMPRESAS' })).status,
      (await supervisor.send('POST', `${path}/reinstate`, {})).status,
      (
        await supervisor.send('POST', `/api/admin/tickets/${own.codigoReferencia}/transfer`, {
          advisorId: Number(desk!['id']),
        })
      ).status,
    ]).toEqual([404, expect.any(Number), 403, 403, 403, 404]);
    expect(await rowsOf(['MADRID'])).toEqual(before);
  });
});
