import { Client } from 'pg';
import { DataSource } from 'typeorm';

import { createDataSource } from '../../src/platform/database/data-source.js';
import { testConfig } from '../support/app.js';
import { openBranch, PHONE, type TestBranch } from '../support/branch.js';
import { ServerProcess } from '../support/built-server.js';
import { row, rows } from '../support/rows.js';

const DENIED = '42501';
const LOGIN = 'ticketero_login_of_a_test';
const { piiKey } = testConfig();
const SECRETS = { JWT_SECRET: 'j'.repeat(32), PII_KEY: piiKey.toString('hex') };

describe('the rights of the server', () => {
  let branch: TestBranch;
  let application: DataSource;

  beforeAll(async () => {
    branch = await openBranch();
    application = branch.test.app.get(DataSource);
    await branch.issue('CAJA', { telefono: PHONE });
  });
  afterAll(() => branch.test.close());

  it('R10: it works as ticketero_app, which owns nothing and is no superuser', async () => {
    const [who] = await application.query<Record<string, unknown>[]>(
      `select current_user::text as name, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolcanlogin,
        (select count(*)::int from pg_class where relowner = r.oid) as owned
      from pg_roles r where rolname = current_user`,
    );
    expect(who).toEqual({
      name: 'ticketero_app',
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolbypassrls: false,
      rolcanlogin: false,
      owned: 0,
    });
  });

  it.each([
    "update audit_log set actor = 'otro'",
    'delete from audit_log',
    'truncate audit_log',
    "update audit_log_202611 set actor = 'otro'",
    'delete from audit_log_202611',
    'truncate audit_log_202611',
    'truncate audit_log_202612',
    'truncate audit_log_default',
    'insert into audit_log_202611 select * from audit_log limit 1',
    'alter table audit_log disable trigger all',
    'drop table audit_log',
    'drop trigger audit_log_chain on audit_log',
    "set session_replication_role = 'replica'",
    // The chain's end is moved by the log's trigger alone.
    'update audit_chain set head = null, length = 0',
    'insert into audit_chain (branch_id) values (77)',
    'delete from audit_chain',
    "create or replace function audit_event_hash(previous bytea, e audit_log) returns bytea language sql return ''::bytea",
    'delete from schema_migration',
    'delete from ticket',
    'truncate mensaje',
    'create table elsewhere (id int)',
  ])('R10: the server cannot: %s', async (sql) => {
    const before = await row(branch.test, 'select count(*)::int as n, max(actor) as actor from audit_log');
    await expect(application.query(sql)).rejects.toMatchObject({ code: DENIED });
    expect(await row(branch.test, 'select count(*)::int as n, max(actor) as actor from audit_log')).toEqual(before);
  });

  it('R10: no table of the log, of whatever month, gives it more than adding', async () => {
    branch.test.clock.set(Date.parse('2026-12-20T12:00:00Z'));
    await branch.test.turn('partitions'); // the server itself makes January's
    const rights = await rows(
      branch.test,
      `select c.relname as name, has_table_privilege('ticketero_app', c.oid, 'insert') as add,
        has_table_privilege('ticketero_app', c.oid, 'update, delete, truncate, references, trigger') as more
      from pg_class c where c.relkind in ('r', 'p') and c.relname like 'audit_log%' order by 1`,
    );
    expect(rights).toEqual([
      { name: 'audit_log', add: true, more: false },
      { name: 'audit_log_202611', add: false, more: false },
      { name: 'audit_log_202612', add: false, more: false },
      { name: 'audit_log_202701', add: false, more: false },
      { name: 'audit_log_default', add: false, more: false },
    ]);
  });

  it('R10: with a login of its own that is a member and nothing else, the server starts and works', async () => {
    const url = new URL(branch.test.database.url);
    const owner = new Client({ connectionString: url.href });
    await owner.connect();
    await owner.query(`create role ${LOGIN} login in role ticketero_app`);
    url.username = LOGIN;
    const server = new ServerProcess({ DATABASE_URL: url.href, SEED_DEMO: 'false', ...SECRETS });
    try {
      const health = await fetch(`${await server.ready()}/api/health`);
      expect(health.status).toBe(200);
      const own = await createDataSource(url.href, { role: 'ticketero_app' }).initialize();
      await own.query('reset role'); // as far up as it goes
      await expect(own.query('delete from audit_log')).rejects.toMatchObject({ code: DENIED });
      await own.destroy();
    } finally {
      server.kill('SIGTERM');
      await server.ended;
      await owner.query(`drop role ${LOGIN}`);
      await owner.end();
    }
    expect((await server.ended).code).toBe(0);
  });
});
