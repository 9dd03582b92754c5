import { addDays, businessDay } from '@ticketero/core';

import { AuditChains } from '../../src/audit/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { PHONE } from '../support/branch.js';
import { client, newPerson, pairDevice, signIn, type TestClient } from '../support/client.js';
import { row, rows } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';

const DAY = 86_400_000;
const STEP_DAYS = 3;
const BEGIN = Date.parse('2026-11-18T15:00:00Z');
const END = Date.parse('2028-03-10T15:00:00Z');
/** Nobody runs a job, and numbers are given all the same. */
const SILENCE = { from: Date.parse('2027-01-25T00:00:00Z'), to: Date.parse('2027-03-20T00:00:00Z') };
const ZONE = 'America/Santiago';
const TABLES = ['ticket', 'mensaje', 'audit_log'] as const;

/** Months (YYYYMM) from the one of `first` to the one of `last`. */
function months(first: string, last: string): string[] {
  const found: string[] = [];
  for (let day = `${first.slice(0, 7)}-01`; day <= last; day = `${addDays(day, 31).slice(0, 7)}-01`) {
    found.push(day.slice(0, 7).replace('-', ''));
  }
  return found;
}

/** A bank's year and a third, by a clock that is moved: what is old goes, and nothing else (R12, R13). */
describe('a year passes', () => {
  let one: TestApp;
  let two: TestApp;
  let kiosks: TestClient[];
  /** Business day → references given on it. */
  const given = new Map<string, string[]>();
  let now = BEGIN;

  const today = (): string => businessDay(now, ZONE);
  /** When the last night of the bank began: 03:00 of the branch. */
  const lastNight = (): string => today();

  beforeAll(async () => {
    one = await startApp();
    one.clock.set(BEGIN);
    two = await startApp({ database: one.database, clock: one.clock });
    await addSecondBranch(one);
    kiosks = [await pairDevice(one.url, 'KIOSK'), await pairDevice(two.url, 'KIOSK', 'NORTE')];
  });
  afterAll(async () => {
    await two.close();
    await one.close();
  });

  async function live(): Promise<void> {
    const [first, second] = kiosks as [TestClient, TestClient];
    const issued: string[] = [];
    for (const kiosk of [first, second]) {
      const body = { nationalId: newPerson(), queueType: 'CAJA', telefono: PHONE };
      const answer = await kiosk.send('POST', '/api/tickets', body);
      expect(answer.status).toBe(201); // never for want of a month
      issued.push(answer.body.codigoReferencia);
    }
    await client(one.url).send('DELETE', `/api/tickets/${issued[0]}`);
    given.set(today(), issued);
  }

  async function jobs(): Promise<void> {
    if (now >= SILENCE.from && now < SILENCE.to) return;
    for (const job of ['positions', 'partitions', 'roll-ups', 'retention'] as const) {
      await Promise.all([one.turn(job), two.turn(job)]);
    }
  }

  const homes = async (table: string): Promise<string[]> =>
    (
      await rows(
        one,
        `select right(inhrelid::regclass::text, 6) as month from pg_inherits
         where inhparent = $1::regclass and inhrelid::regclass::text ~ '\\d{6}$' order by 1`,
        [table],
      )
    ).map(({ month }) => String(month));
  const archived = async (): Promise<string[]> =>
    (
      await rows(
        one,
        `select right(relname, 6) as month from pg_class where relnamespace = 'audit_archive'::regnamespace
         and relkind = 'r' order by 1`,
      )
    ).map(({ month }) => String(month));

  /** The rule by itself: a month is here while a day of it is not older than the rule. */
  function kept(table: (typeof TABLES)[number]): string[] {
    const oldest =
      table === 'audit_log'
        ? `${Number(today().slice(0, 4)) - 1}${today().slice(4)}`
        : addDays(lastNight(), table === 'ticket' ? -90 : -30);
    const first = oldest < '2026-11-01' ? '2026-11-01' : oldest;
    const next = addDays(`${today().slice(0, 7)}-01`, 32);
    return months(first, next);
  }

  async function look(): Promise<void> {
    for (const table of TABLES) expect([table, await homes(table)]).toEqual([table, kept(table)]);
    const days = [...given.keys()].filter((day) => day >= addDays(lastNight(), -90));
    const young = await rows(
      one,
      `select business_date::text as day, count(*)::int as n from ticket
       where business_date >= $1::date - 90 and national_id <> '' and telefono is not null group by 1 order by 1`,
      [lastNight()],
    );
    expect(young.map(({ day, n }) => [day, n])).toEqual(days.map((day) => [day, 2]));
    const messages = await rows(
      one,
      'select business_date::text as day, count(*)::int as n from mensaje where business_date >= $1::date - 30 group by 1 order by 1',
      [lastNight()],
    );
    const recent = days.filter((day) => day >= addDays(lastNight(), -30));
    expect(messages.map(({ day, n }) => [day, n])).toEqual(recent.map((day) => [day, 6]));
    // Nothing that says who it was, of anybody who came before.
    const named = await rows(
      one,
      `select * from ticket where business_date < $1::date - 90 and (national_id <> '' or national_id_hash <> ''
         or telefono is not null or telefono_hash is not null or telegram_chat_id is not null)`,
      [lastNight()],
    );
    expect(named).toEqual([]);
    for (const net of TABLES) expect((await rows(one, `select 1 from ${net}_default`)).length).toBe(0);
    expect(await rows(one, "select * from audit_log where event_type = 'SCHEDULER_ERROR'")).toEqual([]);
    await checkChains();
  }

  /** Every event that there ever was is here or in the archive, and the chains say so. */
  async function checkChains(): Promise<void> {
    const chains = one.app.get(AuditChains);
    for (const { branchId, length } of await chains.list()) {
      expect(await chains.verify(branchId)).toMatchObject({ valid: true, events: length });
    }
    const parts = ['public.audit_log', ...(await archived()).map((month) => `audit_archive.audit_log_${month}`)];
    const { n } = await row(
      one,
      `select (${parts.map((name) => `(select count(*) from ${name})`).join(' + ')})::int as n`,
    );
    expect(n).toBe(Number((await row(one, 'select sum(length)::int as n from audit_chain'))['n']));
  }

  it('R12: each day numbers are given, each night what is old leaves, and nothing younger', async () => {
    let looked = 0;
    for (let step = 0; now < END; step++) {
      await live();
      await jobs();
      // For some weeks after a silence the missing month still stands in the net, until it is over.
      const settled = now < SILENCE.from || now > SILENCE.to + 20 * DAY;
      if (step % 10 === 9 && settled) {
        await look();
        looked += 1;
      }
      now += STEP_DAYS * DAY;
      one.clock.set(now);
    }
    expect(looked).toBeGreaterThan(10);
  });

  it('R12: what went is told of: months by name, ids and phones by branch', async () => {
    const told = await rows(
      one,
      `select entity_id || ' ' || (additional_data->>'month') as what from audit_log
       where event_type = 'RETENCION_APLICADA' and entity_type = 'SISTEMA' order by id`,
    );
    const names = told.map(({ what }) => String(what));
    expect(new Set(names).size).toBe(names.length); // each once, by one of two servers
    expect(names).toEqual(expect.arrayContaining(['ticket 2027-03', 'mensaje 2027-03', 'audit_log 2026-11']));
    const erased = await row(
      one,
      `select sum((additional_data->>'tickets')::int)::int as n from audit_log
       where event_type = 'RETENCION_APLICADA' and entity_type = 'BRANCH'`,
    );
    const old = [...given.keys()].filter((day) => day < addDays(lastNight(), -90) && day >= '2027-03-10');
    expect(erased['n']).toBeGreaterThanOrEqual(old.length * 2 - 4);
    expect(await archived()).toEqual(months('2026-11-01', addDays(today(), -397)));
  });

  it('R12: reports still have every day of it', async () => {
    const admin = await signIn(one.url, 'admin');
    const report = await admin.send('GET', '/api/admin/reports?from=2027-01-01&to=2027-12-31&by=month');
    expect(report.status).toBe(200);
    const days = [...given.keys()].filter((day) => day.startsWith('2027'));
    const sums = await row(
      one,
      "select sum(issued)::int as n, count(distinct business_date)::int as days from report_hour where business_date between '2027-01-01' and '2027-12-31'",
    );
    expect(sums).toMatchObject({ n: days.length * 2, days: days.length });
  });

  it('R10: the head of a day that is here counts what is in the archive; of a day that is not, there is none', async () => {
    const supervisor = await signIn(one.url, 'supervisor');
    const head = await supervisor.send('GET', '/api/admin/audit/head');
    const { length } = await row(
      one,
      "select length from audit_chain c join branch b on b.id = c.branch_id where b.code = 'CENTRO'",
    );
    expect(head.body.events).toBe(Number(length));
    expect((await supervisor.send('GET', '/api/admin/audit/head?date=2026-12-05')).status).toBe(404);
    expect((await supervisor.send('GET', '/api/admin/audit/head?date=2026-10-05')).body).toMatchObject({ events: 0 });
  });
});
