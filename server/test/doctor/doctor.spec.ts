import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { takeBaseBackup } from '../../src/backup/index.js';
import { diagnose, type Diagnosis } from '../../src/doctor/index.js';
import type { Patient } from '../../src/doctor/check.js';
import { readConfig, type Config } from '../../src/platform/config.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { walFolder } from '../../src/platform/database/wal-archive.js';
import { ServerProcess } from '../support/built-server.js';
import { client as caller, newPerson } from '../support/client.js';
import { runTool } from '../support/commands.js';
import { quietPort } from '../../../tools/lib/free-ports.mjs';

const MINUTE = 60_000;
/** A bot that is there answers at once, and one that is not is refused at once: on a busy machine at once is not a second. */
const PATIENT_MS = 30_000;
const month = (ahead: number): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1))
    .toISOString()
    .slice(0, 7)
    .replace('-', '');
};

/** Somebody is served at a desk whose advisor is not busy; the loads agree with it. */
const SERVE_AWAY = `
  with one as (select min(id) as id from advisor),
  served as (
    update ticket set status = 'ATENDIENDO', assigned_advisor_id = one.id, assigned_module_number = 1, assigned_at = now()
    from one where numero = 'C01' returning branch_id, queue_type)
  update advisor a set assigned_tickets_count = 1, workload_minutes = q.average_time_minutes
  from one, served s join queue q using (branch_id, queue_type) where a.id = one.id`;
const RESERVE_AWAY = `
  with one as (select min(id) as id from advisor where status = 'OFFLINE'),
  kept as (
    update ticket set reserved_advisor_id = one.id, reserved_at = now()
    from one where numero = 'C01' returning branch_id, queue_type)
  update advisor a set assigned_tickets_count = 1, workload_minutes = q.average_time_minutes
  from one, kept k join queue q using (branch_id, queue_type) where a.id = one.id`;

describe('npm run doctor', () => {
  const root = mkdtempSync(join(tmpdir(), 'ticketero-doctor-'));
  const [dataDir, backupDir] = [join(root, 'data'), join(root, 'backup')];
  const env = { DATA_DIR: dataDir, BACKUP_DIR: backupDir };
  let postgres: EmbeddedPostgres;
  let database: Client;
  let config: Config;

  /** The demo branch as a server leaves it: somebody waits, somebody is served; then a backup. */
  beforeAll(async () => {
    const server = new ServerProcess(env);
    const url = await server.ready();
    const { body } = await caller(url).send('POST', '/api/demo/devices', { kind: 'KIOSK' });
    const kiosk = caller(url, body.deviceToken);
    for (let i = 0; i < 3; i++) {
      const ticket = { nationalId: newPerson(), queueType: 'CAJA', telefono: '+56987654321' };
      await kiosk.send('POST', '/api/tickets', i === 0 ? ticket : { ...ticket, telefono: undefined });
    }
    server.kill('SIGTERM');
    await server.ended;
    config = readConfig(env);
    postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), archive: config.walArchive });
    database = new Client({ connectionString: postgres.url });
    await database.connect();
    await takeBaseBackup(postgres.url, backupDir);
  });
  afterAll(async () => {
    await database.end();
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  });

  const ROOM = { free: 500e9, total: 1000e9 };
  const examined = (more: Partial<Patient> = {}): Promise<Diagnosis[]> =>
    diagnose({ env, config, client: database, now: () => Date.now(), spaceOf: () => ROOM, ...more });
  /** What is found, one line each: level, name of the check, words. */
  async function found(more: Partial<Patient> = {}): Promise<string[]> {
    return (await examined(more)).flatMap(({ name, findings }) =>
      findings.map(({ level, what, whatToDo }) => {
        expect(whatToDo).not.toBe('');
        return `${level} ${name}: ${what}`;
      }),
    );
  }
  /** The same, with `sql` done to the database and undone afterwards. */
  async function foundAfter(sql: string, more: Partial<Patient> = {}): Promise<string[]> {
    await database.query('begin');
    try {
      await database.query(sql);
      return await found(more);
    } finally {
      await database.query('rollback');
    }
  }

  it('a sound installation is found sound, each check saying what it looked at', async () => {
    expect(await found()).toEqual([]);
    const looked = Object.fromEntries((await examined()).map((one) => [one.name, one.looked]));
    expect(Object.values(looked)).not.toContain('');
    expect(looked).toMatchObject({ keys: 'PII_KEY opens the ids and phones', redis: 'off: one process' });
  });

  const NEXT = month(1);
  it.each([
    [
      'a zone that nobody knows',
      "update branch set time_zone = 'Marte/Olimpo'",
      ['fail clock: .*hours of Marte/Olimpo'],
    ],
    [
      'a commit that is not waited for',
      'set local synchronous_commit = off',
      ['fail database: synchronous_commit is off'],
    ],
    [
      'a migration that did not run',
      "delete from schema_migration where name like '0021%'",
      ['fail migrations: 0021_\\w+ did not run'],
    ],
    [
      'a newer version',
      "insert into schema_migration (name, run_on) values ('9999_later', now())",
      ['fail migrations: 9999_later are of a newer'],
    ],
    [
      'a column that is gone',
      'alter table slip drop column on_paper',
      ['fail migrations: the schema is not .*slip.on_paper'],
    ],
    [
      'R10: a right to change the log',
      'grant update on audit_log to ticketero_app',
      ['fail rights: .*could change or delete what is in audit_log$'],
    ],
    [
      'R10: … a month of it',
      `grant delete on audit_log_${NEXT} to ticketero_app`,
      [`fail rights: .*what is in audit_log_${NEXT}$`],
    ],
    ['R10: … the chain', 'grant update on audit_chain to ticketero_app', ['fail rights: .*what is in audit_chain$']],
    [
      'a right that is missing',
      'revoke insert on ticket from ticketero_app',
      ['fail rights: .*rights on ticket are others'],
    ],
    ['a role that may all', 'alter role ticketero_app createrole', ['fail rights: ticketero_app may more']],
    [
      'an index that broke',
      "update pg_index set indisvalid = false where indexrelid = 'ticket_by_day'::regclass",
      ['fail indexes: ticket_by_day cannot be used'],
    ],
    ['an index that is gone', 'drop index ticket_called', ['fail indexes: ticket_called are missing']],
    ['next month', `drop table mensaje_${NEXT}`, [`fail partitions: mensaje_${NEXT} are missing`]],
    [
      'R12: a month that should have left',
      "select ensure_month_partitions('2020-01-01')",
      ['fail partitions: ticket_202001 should have left'],
    ],
    [
      'rows without their month',
      "insert into mensaje (branch_id, ticket_id, business_date, plantilla, fecha_programada, created_at) values (1, 1, '2090-01-01', 'totem_ticket_creado', now(), now())",
      ['warn partitions: mensaje_default hold rows'],
    ],
    [
      'R7: a load that is not true',
      'update advisor set workload_minutes = 99 where id = (select min(id) from advisor)',
      ['fail invariants: R7: a load that is not true: .*99'],
    ],
    [
      'R7: a ticket that is served by nobody',
      SERVE_AWAY,
      ['fail invariants: R7: a ticket that is served by nobody: numero C01'],
    ],
    [
      'R7: a reservation for who is away',
      RESERVE_AWAY,
      ['fail invariants: R7: a ticket that waits for somebody who is not there'],
    ],
    [
      'R4: a ticket of yesterday',
      'update branch set business_date = business_date + 1',
      ['fail invariants: R4: a ticket that outlived its day: .* and 2 more'],
    ],
    [
      'R9: a message of who has left',
      "update ticket set status = 'CANCELADO', closed_at = now() where numero = 'C01'",
      ['fail invariants: R9: messages of a ticket that has ended'],
    ],
    [
      'a job that failed',
      "insert into audit_log (entity_type, entity_id, event_type, actor, created_at) values ('SISTEMA', 'alerts', 'SCHEDULER_ERROR', 'SISTEMA', now())",
      ['warn jobs: failed in the last day: alerts 1 ×'],
    ],
  ])('%s is seen, and nothing else', async (_name, sql, lines) => {
    expect(await foundAfter(sql)).toEqual(lines.map((line) => expect.stringMatching(new RegExp(`^${line}`))));
  });

  it('a lease that nobody renews is seen while a server runs, and means nothing while none does', async () => {
    const left =
      "insert into job_lease (name, holder, until) values ('positions', 'x', now() - interval '1 hour') " +
      'on conflict (name) do update set until = excluded.until';
    expect(await foundAfter(left)).toEqual([]);
    const server = new Client({ connectionString: postgres.url, application_name: 'ticketero 0123456789abcdef' });
    await server.connect();
    expect(await foundAfter(left)).toEqual(['fail jobs: nobody does positions, though a server runs']);
    const nights =
      'insert into retention_night select id, current_date - 9 from branch on conflict (branch_id) do update set day = excluded.day';
    expect(await foundAfter(nights)).toEqual(['warn jobs: the nights of CENTRO are not done']);
    await server.end();
  });

  it('R9: a message that is late is seen where there is a bot', async () => {
    const late =
      "update mensaje set ready_at = now(), fecha_programada = now() - interval '1 hour' where estado_envio = 'PENDIENTE'";
    expect(await foundAfter(late)).toEqual([]);
    const bot = await botThatAnswers(200);
    const telegram = { token: '1:x', name: null, apiRoot: bot.url, webhookUrl: null, callLimitMs: PATIENT_MS };
    expect(await found({ config: { ...config, telegram } })).toEqual([]);
    expect(await foundAfter(late, { config: { ...config, telegram } })).toEqual([
      expect.stringMatching(/^fail messages: \d+ messages to customers are late, since /),
    ]);
    bot.server.close();
  });

  it('a bot that Telegram does not know, and a Telegram that is away', async () => {
    const bot = await botThatAnswers(401);
    const at = (apiRoot: string) => ({ token: '1:x', name: null, apiRoot, webhookUrl: null, callLimitMs: PATIENT_MS });
    const away = `http://127.0.0.1:${await quietPort()}`;
    expect(await found({ config: { ...config, telegram: at(bot.url) } })).toEqual([
      'fail telegram: Telegram does not know TELEGRAM_BOT_TOKEN',
    ]);
    expect(await found({ config: { ...config, telegram: at(away) } })).toEqual([
      'fail telegram: Telegram does not answer',
    ]);
    bot.server.close();
  });

  it('a Redis that does not answer', async () => {
    const redisUrl = `redis://127.0.0.1:${await quietPort()}`;
    expect(await found({ config: { ...config, redisUrl } })).toEqual([
      'fail redis: Redis does not answer at REDIS_URL',
    ]);
  });

  it('R13: a key that opens nothing; one that is being changed; one that is no longer needed', async () => {
    const other = Buffer.alloc(32, 'other');
    expect(await found({ config: { ...config, piiKey: other } })).toEqual([
      'fail keys: PII_KEY does not open the ids and phones',
    ]);
    const changing = { ...config, piiKey: other, piiKeysPrevious: [config.piiKey] };
    expect(await found({ config: changing })).toEqual(['warn keys: PII_KEY is being changed']);
    expect(await found({ config: { ...config, piiKeysPrevious: [other] } })).toEqual([
      'warn keys: PII_KEY_PREVIOUS opens nothing any more',
    ]);
  });

  it('a clock that is apart from the database’s', async () => {
    expect(await found({ now: () => Date.now() - MINUTE })).toEqual([
      expect.stringMatching(/^fail clock: the database’s clock is (60|59)\.\d s ahead of this one$/),
    ]);
  });

  it('a configuration that is wrong is said in its own words', async () => {
    expect(await found({ config: 'PORT: must be a whole number from 0 to 65535' })).toEqual([
      'fail configuration: PORT: must be a whole number from 0 to 65535',
    ]);
  });

  it('a disk that is full', async () => {
    const spaceOf = (folder: string) => (folder === backupDir ? { free: 0.5e9, total: 1000e9 } : ROOM);
    expect(await found({ spaceOf })).toEqual(['fail disk: 0.5 GB of 1000.0 GB are left where BACKUP_DIR is']);
  });

  describe('backups', () => {
    it('that are not there, or not asked for', async () => {
      const empty = join(root, 'empty');
      mkdirSync(empty);
      expect(await found({ env: { ...env, BACKUP_DIR: empty } })).toEqual(['fail backups: there is no backup']);
      expect(await found({ env: { DATA_DIR: dataDir } })).toEqual(['warn backups: nothing is backed up']);
    });

    it('behind which the archived log has a gap', async () => {
      const { rows } = await database.query<{ id: string }>(
        'select system_identifier::text as id from pg_control_system()',
      );
      const beyond = join(walFolder(backupDir, rows[0]!.id), '0000000100000000000000F0.gz');
      writeFileSync(beyond, '');
      expect(await found()).toEqual(['fail backups: the archived log has a gap after the newest backup']);
      rmSync(beyond);
    });

    it('whose log cannot be archived, until it can', async () => {
      const wal = join(backupDir, 'wal');
      renameSync(wal, `${wal}-away`);
      await database.query('select pg_switch_wal()');
      const failing = async () =>
        (await database.query<{ n: number }>('select failed_count::int as n from pg_stat_archiver')).rows[0]!.n > 0;
      while (!(await failing())) await new Promise((done) => setTimeout(done, 50));
      expect(await found()).toEqual([
        expect.stringMatching(/^fail backups: the log is not archived: [0-9A-F]{24} failed$/),
      ]);
      renameSync(`${wal}-away`, wal);
      while ((await found()).length > 0) await new Promise((done) => setTimeout(done, 50));
    });
  });

  describe('the command', () => {
    it('ends with 0 where nothing fails, and prints a line for each check', async () => {
      const { code, output } = await runTool('doctor', [], env);
      expect(output).toMatch(/^✓ configuration +not production/);
      expect(output).toMatch(/15 of 15 checks found nothing; 0 failures, 0 warnings\n$/);
      expect(code).toBe(0);
    });

    it('ends with 1 where something does, and says what to do', async () => {
      const { code, output } = await runTool('doctor', [], { ...env, JWT_SECRET: 'a'.repeat(40) });
      expect(output).toMatch(/✗ configuration +JWT_SECRET can be guessed\n +→ a new one: openssl rand -hex 32/);
      expect(output).not.toContain('aaaa');
      expect(code).toBe(1);
    });

    it('ends with 2 where there is no database, and makes none', async () => {
      const { code, output } = await runTool('doctor', [], { DATA_DIR: join(root, 'nowhere') });
      expect({ code, output }).toEqual({ code: 2, output: expect.stringMatching(/^doctor: .*holds no database/) });
    });
  });
});

async function botThatAnswers(status: number): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) => response.writeHead(status).end('{"ok":false}'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
