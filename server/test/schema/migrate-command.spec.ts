import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { Client } from 'pg';

import { MIGRATIONS_DIR } from '../../src/platform/database/migrate.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { Relay } from '../support/processes.js';
import { quietPort } from '../../../tools/lib/free-ports.mjs';

const COMMAND = resolve(__dirname, '../../dist/tools/migrate.js');
const COUNT = readdirSync(MIGRATIONS_DIR).length;
const LAST = readdirSync(MIGRATIONS_DIR)
  .sort()
  .at(-1)
  ?.replace(/\.sql$/, '');
const RAN = `✓ Migrations: ${COUNT}, the last one ${LAST}.\n`;
const NOTHING = '✓ Nothing to do: the schema is up to date.\n';

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** npm run migrate, as it is run beside the servers. `onStderr`: with each piece that it writes. */
async function run(env: Record<string, string>, args: string[] = [], onStderr = () => {}): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND, ...args], { env: { PATH: process.env['PATH'], ...env } });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (text.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => {
    text.stderr += data.toString();
    onStderr();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...text };
}

describe('npm run migrate', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createDatabase({ empty: true });
  });
  afterEach(() => database.drop());

  async function asOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  it('CONTRACT: brings an empty database up to date, and the next time has nothing to do', async () => {
    expect(await run({ DATABASE_URL: database.url })).toEqual({ code: 0, stdout: RAN, stderr: '' });
    expect(await run({ DATABASE_URL: database.url })).toEqual({ code: 0, stdout: NOTHING, stderr: '' });
  });

  it('CONTRACT: two at once: one works, the other waits for it', async () => {
    const both = await Promise.all([run({ DATABASE_URL: database.url }), run({ DATABASE_URL: database.url })]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const ran = both.map(({ stdout }) => Number(/Migrations: (\d+)/.exec(stdout)?.[1] ?? 0));
    expect(ran.sort((a, b) => a - b)).toEqual([0, COUNT]);
  });

  it('CONTRACT: as the owner where there are two logins, whose address may stand in a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ticketero-migrate-'));
    const file = join(folder, 'database_owner_url');
    writeFileSync(file, `${database.url}\n`);
    const nobody = 'postgres://nobody@127.0.0.1:1/none';
    expect(await run({ DATABASE_URL: nobody, DATABASE_OWNER_URL_FILE: file })).toMatchObject({ code: 0, stdout: RAN });
    rmSync(folder, { recursive: true });
  });

  it('CONTRACT: a login that may not change the schema is told so, and changes nothing', async () => {
    const login = `t_${randomBytes(6).toString('hex')}`;
    await asOwner((client) => client.query(`create role ${login} login`));
    const url = new URL(database.url);
    url.username = login;
    const refused = {
      code: 1,
      stdout: '',
      stderr: 'migrate: the schema is not up to date, and this login may not change it\n',
    };
    try {
      expect(await run({ DATABASE_URL: url.href })).toEqual(refused);
    } finally {
      await asOwner((client) => client.query(`drop role ${login}`));
    }
  });

  it('CONTRACT: a migration that fails: one line, exit 1, and those before it stay', async () => {
    await asOwner((client) => client.query('create table ticket (id int)')); // somebody else's, in our way
    const { code, stderr } = await run({ DATABASE_URL: database.url });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'migrate: relation "ticket" already exists\n' });
  });

  it('CONTRACT: a database that is still starting is waited for', async () => {
    const port = await quietPort();
    const url = new URL(database.url);
    const real = url.href;
    url.port = String(port);
    let relay: Promise<Relay> | undefined;
    const ended = await run({ DATABASE_URL: url.href }, ['--wait', '30'], () => {
      relay ??= Relay.at(port, real); // it has asked once in vain
    });
    await (await relay)?.close();
    expect(ended).toEqual({ code: 0, stdout: RAN, stderr: 'migrate: the database does not answer yet\n' });
  });

  it.each<[string, Record<string, string>, string[], RegExp]>([
    ['nobody there', { DATABASE_URL: 'postgres://u@127.0.0.1:1/t' }, ['--wait', '0'], /the database does not answer$/],
    ['no database', {}, [], /DATABASE_URL: is required/],
    ['another kind of address', { DATABASE_OWNER_URL: 'http://db' }, [], /DATABASE_OWNER_URL: must be a URL/],
    ['no such file', { DATABASE_URL_FILE: '/nowhere' }, [], /DATABASE_URL_FILE: names a file that cannot be read/],
    ['a wait that is none', {}, ['--wait', 'soon'], /--wait: must be a number of seconds/],
  ])('CONTRACT: it cannot run (%s): one line, exit 2', async (_, env, args, words) => {
    const { code, stdout, stderr } = await run(env, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^migrate: [^\n]+\n$/);
    expect(stderr.trim()).toMatch(words);
  });

  it('CONTRACT: waiting does not help against a name that the database does not know', async () => {
    const url = new URL(database.url);
    url.pathname = '/no_such_database';
    expect(await run({ DATABASE_URL: url.href })).toMatchObject({ code: 2, stdout: '' });
  });
});
