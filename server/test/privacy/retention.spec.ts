import { Client } from 'pg';
import { DataSource } from 'typeorm';

import { Retention } from '../../src/privacy/index.js';
import { openBranch, PHONE, type TestBranch } from '../support/branch.js';
import { newPerson, signIn } from '../support/client.js';
import { row, rows, tailAudit, ticketRow } from '../support/rows.js';

const DAY = 86_400_000;
const DENIED = '42501';

/** The rules at their edges; a whole year is in a-year.spec.ts. */
describe('what is older than its rule', () => {
  let branch: TestBranch;
  beforeEach(async () => {
    branch = await openBranch(); // Wednesday, 18 November 2026
  });
  afterEach(() => branch.test.close());

  const at = (moment: string): void => branch.test.clock.set(Date.parse(moment));
  const night = async (): Promise<void> => {
    await branch.test.turn('positions'); // the day before has ended
    await branch.test.turn('roll-ups');
    await branch.test.turn('retention');
  };
  const there = async (name: string): Promise<boolean> =>
    (await row(branch.test, 'select to_regclass($1) is not null as there', [name]))['there'];
  const errors = () => rows(branch.test, "select * from audit_log where event_type = 'SCHEDULER_ERROR'");

  it('R13: a ticket keeps its id and phone for 90 days, until 03:00 of the branch; then nobody is told who it was', async () => {
    const { numero, codigoReferencia } = await branch.issue('CAJA', { telefono: PHONE });
    await rows(branch.test, `update ticket set telegram_chat_id = '4711', transfer_note = 'es don Hugo'`);
    at('2027-02-17T05:59:00Z'); // 02:59 of the 91st day
    await night();
    expect(await ticketRow(branch.test, numero)).toMatchObject({ telegram_chat_id: '4711' });
    at('2027-02-17T06:00:00Z');
    const events = await tailAudit(branch.test);
    await night();
    expect(await ticketRow(branch.test, numero)).toMatchObject({
      national_id: Buffer.alloc(0),
      national_id_hash: Buffer.alloc(0),
      ...{ telefono: null, telefono_hash: null, telegram_chat_id: null, transfer_note: null },
    });
    expect(await events()).toEqual([
      expect.objectContaining({
        event_type: 'RETENCION_APLICADA',
        additional_data: { tickets: 1, before: '2026-11-19' },
      }),
    ]);
    const supervisor = await signIn(branch.test.url, 'supervisor');
    const list = await supervisor.send('GET', '/api/admin/tickets?date=2026-11-18');
    expect(list.body.records).toEqual([expect.objectContaining({ codigoReferencia, nationalId: '' })]);
    // Another turn of the same night finds nothing to do.
    await events();
    await night();
    expect(await events()).toEqual([]);
  });

  it('R13: a phone and its chat know each other for 90 days after the last ticket; then both are forgotten', async () => {
    const link = `insert into telegram_link (telefono_hash, chat_id, linked_at)
      select coalesce(telefono_hash, '\\x00'), $1, $2 from ticket where codigo_referencia = $3`;
    const kept = async () =>
      (await rows(branch.test, 'select chat_id from telegram_link')).map((one) => one['chat_id']);
    const { codigoReferencia: without } = await branch.issue('CAJA', {});
    at('2026-11-20T13:00:00Z');
    const { codigoReferencia: used } = await branch.issue('CAJA', { nationalId: newPerson(), telefono: PHONE });
    const long = new Date('2026-01-01T12:00:00Z');
    await rows(branch.test, link, ['1', long, without]);
    await rows(branch.test, link, ['2', long, used]);
    const events = await tailAudit(branch.test);
    await night();
    expect(await kept()).toEqual(['2']);
    expect((await events()).filter(({ entity_type: type }) => type === 'SISTEMA')).toEqual([
      expect.objectContaining({ entity_id: 'telegram_link', additional_data: { links: 1 } }),
    ]);
    at('2027-02-18T13:00:00Z'); // the last day that knows the phone
    await night();
    expect(await kept()).toEqual(['2']);
    at('2027-02-19T13:00:00Z');
    await night();
    expect(await kept()).toEqual([]);
  });

  it('R12: a night that nobody did is caught up with by the next', async () => {
    await branch.issue('CAJA', { telefono: PHONE });
    at('2026-11-20T13:00:00Z');
    await night();
    await branch.issue('CAJA', { telefono: PHONE });
    at('2027-03-30T13:00:00Z');
    await night();
    expect(await rows(branch.test, "select 1 from ticket where national_id <> ''")).toEqual([]);
    expect(await there('ticket_202611')).toBe(false);
  });

  it('R12: a month leaves with its last day; tickets only once reports have what they were', async () => {
    await branch.issue('CAJA', { telefono: PHONE });
    await branch.test.turn('positions');
    at('2026-12-30T13:00:00Z');
    await night();
    expect(await there('mensaje_202611')).toBe(true);
    at('2026-12-31T13:00:00Z');
    await night();
    expect(await there('mensaje_202611')).toBe(false);
    at('2027-03-01T13:00:00Z'); // 30 November + 91 days
    await rows(branch.test, 'delete from report_day');
    await branch.test.turn('retention');
    expect(await there('ticket_202611')).toBe(true);
    expect(await errors()).toEqual([expect.objectContaining({ entity_id: 'retention' })]);
    await branch.test.turn('roll-ups');
    at('2027-03-02T13:00:00Z');
    await branch.test.turn('retention');
    expect(await there('ticket_202611')).toBe(false);
    expect(await row(branch.test, 'select sum(issued)::int as n from report_hour')).toEqual({ n: 1 });
  });

  it('R10: a month of the log that was changed is not archived, and it is said', async () => {
    await branch.issue();
    await rows(branch.test, 'alter table audit_log disable trigger audit_log_append_only');
    await rows(branch.test, "update audit_log set actor = 'otro' where id = (select min(id) from audit_log)");
    await rows(branch.test, 'alter table audit_log enable trigger audit_log_append_only');
    at('2027-12-02T13:00:00Z');
    await night();
    expect(await there('audit_log_202611')).toBe(true);
    expect(await errors()).toHaveLength(1);
  });

  it('R10: a month in the archive can be neither changed nor read by the server', async () => {
    await branch.issue();
    at('2027-12-02T13:00:00Z');
    await night();
    expect(await there('audit_archive.audit_log_202611')).toBe(true);
    expect(await rows(branch.test, "select * from audit_count where day < '2026-12-01'")).toEqual([]);
    for (const sql of ["update %s set actor = 'otro'", 'delete from %s', 'truncate %s']) {
      const change = rows(branch.test, sql.replace('%s', 'audit_archive.audit_log_202611'));
      await expect(change).rejects.toMatchObject({ code: DENIED }); // its owner
    }
    const application = branch.test.app.get(DataSource);
    for (const sql of [
      'select * from audit_archive.audit_log_202611',
      'drop table audit_archive.audit_log_202611',
      'delete from audit_seam',
      'update audit_seam set events = 1',
      `select archive_audit_month('audit_log_202612', '2026-12-01')`,
      'drop table ticket_default',
    ]) {
      await expect(application.query(sql)).rejects.toMatchObject({ code: DENIED });
    }
  });

  it('R12: whatever the server asks for: the rule stands in the database, and its clock too', async () => {
    await branch.issue('CAJA', { telefono: PHONE });
    const application = branch.test.app.get(DataSource);
    const ask = (values: unknown[]) => application.query('select * from retire_month($1, $2, $3, $4)', values);
    expect(await ask(['2099-01-01', 1, false, []])).toEqual([]); // the machine says 2099, the database does not
    await expect(ask(['2099-01-01', 0, true, []])).rejects.toThrow(/1 to 7 years/);
    expect(await ask([new Date(branch.test.clock.now()), 1, true, []])).toEqual([]);
  });

  it('R12: somebody who holds the tickets keeps a month for that night; the next it goes', async () => {
    await branch.issue('CAJA', { telefono: PHONE });
    at('2026-12-31T13:00:00Z');
    await branch.test.turn('positions');
    await branch.test.turn('roll-ups');
    const reader = new Client({ connectionString: branch.test.database.url });
    await reader.connect();
    await reader.query('begin');
    await reader.query('select count(*) from mensaje');
    await branch.test.turn('retention'); // gives up after two seconds
    expect(await there('mensaje_202611')).toBe(true);
    await reader.query('rollback');
    await reader.end();
    at('2027-01-01T13:00:00Z');
    await branch.test.turn('retention');
    expect(await there('mensaje_202611')).toBe(false);
  });

  it('R12: two servers in the same night: each thing once', async () => {
    for (let i = 0; i < 5; i++) await branch.issue('CAJA', { nationalId: newPerson(), telefono: PHONE });
    at('2027-03-05T13:00:00Z');
    await branch.test.turn('positions');
    await branch.test.turn('roll-ups');
    const retention = branch.test.app.get(Retention);
    const events = await tailAudit(branch.test);
    // Beside the lease, as after a process that was thought dead.
    await Promise.all([retention.run(), retention.run(), retention.run()]);
    branch.test.clock.advance(DAY);
    await retention.run();
    const told = await events();
    const erased = told.filter(({ entity_type: type }) => type === 'BRANCH');
    expect(erased.map((event) => event['additional_data'].tickets)).toEqual([5]);
    const gone = told.filter(({ entity_type: type }) => type === 'SISTEMA').map((event) => event['entity_id']);
    expect(gone.sort()).toEqual(['mensaje', 'mensaje', 'ticket']);
  });
});
