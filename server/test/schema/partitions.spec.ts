import { Client } from 'pg';

import { startApp } from '../support/app.js';
import { openBranch, PHONE, type TestBranch } from '../support/branch.js';
import { createDatabase } from '../support/database.js';
import { row, rows } from '../support/rows.js';

const DAY = 86_400_000;

describe('the months', () => {
  let branch: TestBranch;
  beforeEach(async () => {
    branch = await openBranch(); // November 2026
  });
  afterEach(() => branch.test.close());

  const partitions = async (parent = 'ticket', test = branch.test): Promise<string[]> =>
    (
      await rows(
        test,
        'select inhrelid::regclass::text as name from pg_inherits where inhparent = $1::regclass order by 1',
        [parent],
      )
    ).map(({ name }) => name);
  const ensure = async (day: string): Promise<number> =>
    Number((await row(branch.test, 'select ensure_month_partitions($1) as made', [day]))['made']);
  const homes = async (table: string): Promise<string[]> =>
    (await rows(branch.test, `select distinct tableoid::regclass::text as home from ${table} order by 1`)).map(
      ({ home }) => home,
    );

  it('R12: the present month and the next are there from the start, and a net under them', async () => {
    const database = await createDatabase(); // without the months that the tests begin with
    const test = await startApp({ database });
    for (const table of ['ticket', 'mensaje', 'audit_log']) {
      const months = [`${table}_202611`, `${table}_202612`, `${table}_default`];
      expect(await partitions(table, test)).toEqual(months);
      expect(await partitions(table)).toEqual(months);
    }
    await test.close();
    await database.drop();
    branch.test.clock.set(Date.parse('2026-12-20T12:00:00Z'));
    await branch.test.turn('partitions');
    expect(await partitions()).toContain('ticket_202701');
  });

  it('R12: each row lands in the month of its business day; the log in that of its moment', async () => {
    branch.test.clock.set(Date.parse('2026-12-01T02:30:00Z')); // the last evening of November in Santiago
    await branch.issue('CAJA', { telefono: PHONE });
    expect(await homes('ticket')).toEqual(['ticket_202611']);
    expect(await homes('mensaje')).toEqual(['mensaje_202611']);
    expect((await homes('audit_log')).at(-1)).toBe('audit_log_202612');
    branch.test.clock.set(Date.parse('2026-12-01T03:00:00Z'));
    await branch.issue('CAJA', { telefono: '+56911111111' });
    expect(await homes('ticket')).toEqual(['ticket_202611', 'ticket_202612']);
    expect(await homes('mensaje')).toEqual(['mensaje_202611', 'mensaje_202612']);
  });

  it('R12: asking again makes nothing; asking many times at once makes each table once', async () => {
    expect(await ensure('2027-03-31')).toBe(3);
    expect(await ensure('2027-03-01')).toBe(0);
    const clients = Array.from({ length: 6 }, () => new Client({ connectionString: branch.test.database.url }));
    try {
      await Promise.all(clients.map((client) => client.connect()));
      const made = await Promise.all(
        clients.map((client) => client.query<{ made: number }>("select ensure_month_partitions('2027-04-15') as made")),
      );
      expect(made.map((answer) => answer.rows[0]!.made).sort()).toEqual([0, 0, 0, 0, 0, 3]);
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
    expect(await partitions()).toEqual(expect.arrayContaining(['ticket_202703', 'ticket_202704']));
  });

  it('R2: a month that nobody made is no reason to refuse a number', async () => {
    branch.test.clock.advance(200 * DAY); // June 2027
    expect((await branch.issue('CAJA', { telefono: PHONE })).numero).toBe('C01');
    expect((await branch.issue()).numero).toBe('C02');
    expect(await homes('ticket')).toEqual(['ticket_default']);
    // And all rules hold there too.
    const again = await branch.kiosk.send('POST', '/api/tickets', { nationalId: '10000001-K', queueType: 'CAJA' });
    expect([201, 409]).toContain(again.status);
  });

  it('R11: a month that is in the net already stays there, and the job goes on', async () => {
    branch.test.clock.advance(200 * DAY);
    await branch.issue();
    await branch.test.turn('partitions');
    expect(await rows(branch.test, "select * from audit_log where event_type = 'SCHEDULER_ERROR'")).toEqual([]);
    expect(await partitions()).toEqual(expect.arrayContaining(['ticket_202707'])); // the next month is made
    expect((await branch.issue()).numero).toBe('C02');
    branch.test.clock.advance(30 * DAY);
    await branch.issue();
    expect(await homes('ticket')).toEqual(['ticket_202707', 'ticket_default']);
  });
});
