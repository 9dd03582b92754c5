import { seeded } from '@ticketero/core/testing';

import { AuditChains } from '../../src/audit/audit-chains.js';
import { startApp, type TestApp } from '../support/app.js';
import { broken, positionsBehind } from '../support/invariants.js';
import { row, rows } from '../support/rows.js';
import { BranchLife } from '../support/simulation/branch-life.js';
import { addBranches, BRANCHES } from '../support/simulation/branches.js';
import { TwoProcesses } from '../support/simulation/two-processes.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Five days of four branches; on the third the clocks of one go forward while it works. */
const FIRST_DAY = Date.parse('2026-10-01T13:00:00Z');
const DAYS = 5;
const DOORS_MS = 4 * HOUR;
const ROUND_MINUTES = 5;
const ROUNDS = DOORS_MS / (ROUND_MINUTES * MINUTE);
/** The plan of the days; how requests meet is left to chance. */
const SEED = Number(process.env['DAYS_SEED'] ?? 1);

describe('twenty days on PostgreSQL, with two processes', () => {
  let test: TestApp;
  let bank: TwoProcesses;
  let branches: BranchLife[];
  const random = seeded(SEED);

  beforeAll(async () => {
    test = await startApp();
    test.clock.set(FIRST_DAY - HOUR);
    await addBranches(test);
    bank = new TwoProcesses(test.database.url, FIRST_DAY - HOUR, random);
    await bank.open();
    branches = [];
    for (const [index, { code }] of BRANCHES.entries()) {
      branches.push(await BranchLife.open(bank, code, seeded(SEED + 100 * (index + 1))));
    }
  });
  afterAll(async () => {
    await bank.close();
    await test.close();
  });

  async function moveTo(at: number): Promise<void> {
    test.clock.set(at);
    await bank.setClock(at);
  }

  /** A dead process keeps its leases for some real seconds, which are hours here. */
  const leasesRunOut = () => rows(test, 'delete from job_lease');

  /** Some minutes of all branches at once: their people, the jobs, and once a day the end of a process. */
  async function round(at: number, { arrivals, dies }: { arrivals: number; dies: boolean }): Promise<void> {
    await moveTo(at);
    const acts = branches.map((branch) => branch.burst(random.chance(arrivals) ? random.pick([1, 2, 2]) : 0));
    const jobs = (['positions', 'assignment', 'reservations', 'no-show', 'close-day'] as const).map((job) =>
      bank.turn(job),
    );
    if (random.chance(0.15)) await leasesRunOut();
    const death = dies ? bank.killOne() : Promise.resolve();
    await Promise.all([...acts, ...jobs, death]);
  }

  async function allIsWell(): Promise<void> {
    await bank.whole();
    await leasesRunOut();
    await bank.turn('positions');
    expect(await positionsBehind(test)).toEqual([]);
    expect(await broken(test)).toEqual({});
    for (const { id, code } of await rows(test, 'select id, code from branch')) {
      const report = await test.app.get(AuditChains).verify(Number(id));
      expect({ code, ...report }).toMatchObject({ code, valid: true });
    }
    const kept = new Map(
      (await rows(test, 'select codigo_referencia, numero from ticket')).map((one) => [
        one['codigo_referencia'],
        one['numero'],
      ]),
    );
    for (const { acknowledged } of branches) {
      for (const [reference, numero] of acknowledged)
        expect([reference, kept.get(reference)]).toEqual([reference, numero]);
    }
  }

  it.each(Array.from({ length: DAYS }, (_, index) => index))(
    `R1–R14: day %i in four branches: the database shows nothing that must not be (DAYS_SEED=${SEED})`,
    async (day) => {
      const opens = FIRST_DAY + day * 24 * HOUR;
      await moveTo(opens);
      await Promise.all(branches.map((branch) => branch.begin()));
      const lastHour = random.between(5, ROUNDS - 5); // of one of the two processes
      for (let step = 1; step < ROUNDS; step++) {
        const busy = 0.75 + 0.25 * Math.exp(-(((step / ROUNDS - 0.35) / 0.2) ** 2));
        await round(opens + step * ROUND_MINUTES * MINUTE, { arrivals: busy, dies: step === lastHour });
      }
      await allIsWell();

      // Everybody's day ends by itself: at closing time and grace, or at midnight.
      await moveTo(opens + DOORS_MS + 30 * MINUTE);
      await leasesRunOut();
      await bank.turn('close-day');
      const open = await rows(
        test,
        `select b.code from branch b join ticket t on t.branch_id = b.id
         where t.closed_at is null and b.opening_hours is not null`,
      );
      expect(open).toEqual([]);
      await allIsWell();
    },
  );

  it('R2: every ticket’s day is the date that PostgreSQL’s own clocks show in its branch', async () => {
    const wrong = await rows(
      test,
      `select b.code, t.numero, t.business_date::text, t.created_at from ticket t join branch b on b.id = t.branch_id
       where t.business_date <> (t.created_at at time zone b.time_zone)::date`,
    );
    expect(wrong).toEqual([]);
    const days = await rows(
      test,
      `select b.code, count(distinct t.business_date)::int as days, count(*)::int as tickets
       from ticket t join branch b on b.id = t.branch_id group by b.code order by b.code`,
    );
    // The one that works through the night has a day more.
    expect(days.map(({ code, days: count }) => [code, count])).toEqual([
      ['CENTRO', 5],
      ['HOWE', 6],
      ['MADRID', 5],
      ['NEPAL', 5],
    ]);
    for (const { tickets } of days) expect(tickets).toBeGreaterThan(60 * DAYS * 0.8);
  });

  it('R4–R11: they were days: everything happened, by both processes, some of which died', async () => {
    const { events } = await row(
      test,
      `select jsonb_object_agg(event_type, times) as events
       from (select event_type, count(*)::int as times from audit_log group by 1) e`,
    );
    const atLeast: Record<string, number> = {
      TICKET_CREADO: 900,
      TICKET_PROXIMO: 250,
      TICKET_ASIGNADO: 800,
      TICKET_INICIADO: 200,
      TICKET_RELLAMADO: 40,
      TICKET_COMPLETADO: 250,
      TICKET_NO_ATENDIDO: 60,
      TICKET_CANCELADO: 60,
      TICKET_TRANSFERIDO: 40,
      TICKET_DEVUELTO: 60,
      TICKET_REACTIVADO: 3,
      COMANDO_DESHECHO: 30,
      NO_ADVISORS_AVAILABLE: 15,
      JORNADA_CERRADA: 20,
    };
    for (const [type, times] of Object.entries(atLeast))
      expect({ [type]: events[type] >= times }).toEqual({ [type]: true });
    const answers = new Map<string, number>();
    for (const branch of branches) {
      for (const [key, times] of branch.answers) {
        const [, status] = /(\S+)$/.exec(key) ?? [];
        answers.set(status ?? '', (answers.get(status ?? '') ?? 0) + times);
      }
      expect(branch.twice).toBeGreaterThan(20);
    }
    for (const status of answers.keys()) expect(['200', '201', '204', '404', '409', 'unanswered']).toContain(status);
    expect(answers.get('409')).toBeGreaterThan(200);
    expect(bank.kills).toBe(DAYS);
    expect(bank.unanswered).toBeGreaterThan(0);
    for (const answered of bank.answered) expect(answered).toBeGreaterThan(1_000);
  });
});
