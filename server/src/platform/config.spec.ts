import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ConfigError, readConfig } from './config.js';
import { forgetPreviousPiiKey, renewPiiKey } from './kept-secrets.js';

const SECRETS = { JWT_SECRET: 'j'.repeat(32), PII_KEY: 'ab'.repeat(32) };
const DATABASE = { DATABASE_URL: 'postgres://u:p@db/ticketero', ...SECRETS };

describe('the environment', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'ticketero-config-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  /** The message with which this environment is refused. */
  const refusal = (env: Record<string, string>): string => {
    try {
      readConfig({ DATA_DIR: dataDir, ...env });
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      return (error as Error).message;
    }
    throw new Error('taken');
  };

  it('CONTRACT: a webhook has its secret, and a secret its webhook', () => {
    const env = { ALERT_WEBHOOK_URL: 'https://alertas.banco.example/t/', ALERT_WEBHOOK_SECRET: 's'.repeat(32) };
    expect(readConfig({ DATA_DIR: dataDir }).alertWebhook).toBeNull();
    expect(readConfig({ DATA_DIR: dataDir, ...env }).alertWebhook).toEqual({
      url: 'https://alertas.banco.example/t/',
      secret: 's'.repeat(32),
      privateAddresses: false,
      callLimitMs: 10_000,
    });
    const wrong: Record<string, string>[] = [
      { ALERT_WEBHOOK_SECRET: '' },
      { ALERT_WEBHOOK_SECRET: 'short' },
      { ALERT_WEBHOOK_URL: '' },
      { ALERT_WEBHOOK_URL: 'ftp://alertas.banco.example' },
      { ALERT_WEBHOOK_URL: 'https://ana:clave@alertas.banco.example' },
      { ALERT_WEBHOOK_PRIVATE: 'maybe' },
    ];
    for (const one of wrong) expect(refusal({ ...env, ...one })).toMatch(/^ALERT_WEBHOOK_/);
  });

  it('CONTRACT: nothing set: the embedded database, the demo and port 3000', () => {
    expect(readConfig({ DATA_DIR: dataDir })).toMatchObject({
      production: false,
      host: '0.0.0.0',
      port: 3000,
      databaseUrl: null,
      databaseOwnerUrl: null,
      dataDir,
      brandDir: join(dataDir, 'brand'),
      seedDemo: true,
      demoPassword: 'ticketero',
      firstAdmin: null,
      redisUrl: null,
      telegram: null,
      drainSeconds: 0,
      metricsToken: null,
      publicUrl: null,
      rateLimitFactor: 1,
      logLevel: 'info',
      trustProxy: false,
      branchLine: { customers: { most: 1_000, waitMs: 5_000 }, staff: { most: 2_000, waitMs: 10_000 } },
      clock: { speed: 1, start: null, since: null, jobSpeed: 1 },
      schedules: true,
    });
  });

  it('CONTRACT: behind a proxy it takes two seconds to leave, by itself none', () => {
    expect(readConfig({ DATA_DIR: dataDir }).drainSeconds).toBe(0);
    expect(readConfig({ DATA_DIR: dataDir, TRUST_PROXY: 'true' }).drainSeconds).toBe(2);
    expect(readConfig({ DATA_DIR: dataDir, TRUST_PROXY: 'true', DRAIN_SECONDS: '0' }).drainSeconds).toBe(0);
  });

  it('CONTRACT: every variable is read', () => {
    const config = readConfig({
      ...DATABASE,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: '8080',
      SEED_DEMO: 'YES',
      DEMO_PASSWORD: 'otra-clave',
      REDIS_URL: 'redis://cache',
      TELEGRAM_BOT_TOKEN: '1:x',
      TELEGRAM_BOT_NAME: '@turnos_bot',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:9/',
      TELEGRAM_WEBHOOK_URL: 'https://turnos.banco.com/api/telegram/webhook',
      DRAIN_SECONDS: '15',
      METRICS_TOKEN: 'm'.repeat(16),
      PUBLIC_URL: 'https://turnos.banco.com/',
      RATE_LIMIT_FACTOR: '0.5',
      LOG_LEVEL: 'warn',
      TRUST_PROXY: '1',
      BRAND_DIR: '/etc/ticketero/brand',
    });
    expect(config).toMatchObject({
      production: true,
      host: '127.0.0.1',
      port: 8080,
      databaseUrl: DATABASE.DATABASE_URL,
      seedDemo: true,
      demoPassword: 'otra-clave',
      redisUrl: 'redis://cache',
      telegram: {
        token: '1:x',
        name: 'turnos_bot',
        apiRoot: 'http://127.0.0.1:9',
        webhookUrl: 'https://turnos.banco.com/api/telegram/webhook',
        callLimitMs: 10_000,
      },
      drainSeconds: 15,
      metricsToken: 'm'.repeat(16),
      publicUrl: 'https://turnos.banco.com',
      rateLimitFactor: 0.5,
      logLevel: 'warn',
      trustProxy: 1,
      brandDir: '/etc/ticketero/brand',
    });
    expect(config.jwtKey.export()).toEqual(Buffer.from(SECRETS.JWT_SECRET));
    expect(config.piiKey).toEqual(Buffer.from(SECRETS.PII_KEY, 'hex'));
    const simulated = readConfig({ DATA_DIR: dataDir, CLOCK_SPEED: '120', CLOCK_START: '1999-02-08T08:00:00-03:00' });
    expect(simulated.clock).toEqual({
      speed: 120,
      start: Date.parse('1999-02-08T11:00:00Z'),
      since: null,
      jobSpeed: 120,
    });
    expect(readConfig({ DATA_DIR: dataDir, CLOCK_SPEED: '120', CLOCK_JOBS: 'real' }).clock.jobSpeed).toBe(1);
  });

  it('CONTRACT: with a database of one’s own there is no demo, and the secrets are required', () => {
    expect(readConfig(DATABASE)).toMatchObject({ seedDemo: false, brandDir: null });
    expect(refusal({ ...DATABASE, JWT_SECRET: '' })).toBe('JWT_SECRET: is required with DATABASE_URL');
    expect(refusal({ ...DATABASE, PII_KEY: '' })).toBe('PII_KEY: is required with DATABASE_URL');
  });

  it('CONTRACT: the embedded database keeps its secrets, readable by its owner only', () => {
    const [first, second] = [readConfig({ DATA_DIR: dataDir }), readConfig({ DATA_DIR: dataDir })];
    expect(second.jwtKey.equals(first.jwtKey)).toBe(true);
    expect(second.piiKey).toEqual(first.piiKey);
    expect(first.auditKey?.asymmetricKeyType).toBe('ed25519');
    expect(second.auditKey?.equals(first.auditKey!)).toBe(true);
    expect(statSync(join(dataDir, 'audit-signing-key.pem')).mode & 0o777).toBe(0o600);
    const file = join(dataDir, 'secrets.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain(first.piiKey.toString('hex'));
    const other = readConfig({ DATA_DIR: join(dataDir, 'other') });
    expect(other.jwtKey.equals(first.jwtKey)).toBe(false);
    writeFileSync(file, '{broken');
    expect(refusal({})).toBe('DATA_DIR: holds a secrets.json that cannot be read');
    writeFileSync(join(dataDir, 'a-file'), '');
    expect(refusal({ DATA_DIR: join(dataDir, 'a-file') })).toBe('DATA_DIR: cannot be written to');
  });

  it('R10: AUDIT_SIGNING_KEY as PEM, with its lines in one, or in base64; without it nothing is signed', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const base64 = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
    for (const AUDIT_SIGNING_KEY of [pem, pem.replaceAll('\n', '\\n'), base64]) {
      expect(readConfig({ ...DATABASE, AUDIT_SIGNING_KEY }).auditKey?.equals(privateKey)).toBe(true);
    }
    expect(readConfig(DATABASE).auditKey).toBeNull();
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
    const wrong = [rsa.export({ type: 'pkcs8', format: 'pem' }).toString(), 'not a key'];
    for (const AUDIT_SIGNING_KEY of wrong) {
      expect(refusal({ ...DATABASE, AUDIT_SIGNING_KEY })).toMatch(/^AUDIT_SIGNING_KEY: must be an Ed25519 key/);
    }
  });

  it('R13: PII_KEY_PREVIOUS is none, one or several keys, or what a rotation has kept', () => {
    expect(readConfig(DATABASE).piiKeysPrevious).toEqual([]);
    const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const both = `${one.toString('hex')}, ${two.toString('base64')},`;
    expect(readConfig({ ...DATABASE, PII_KEY_PREVIOUS: both }).piiKeysPrevious).toEqual([one, two]);
    const { piiKey } = readConfig({ DATA_DIR: dataDir });
    renewPiiKey(dataDir);
    renewPiiKey(dataDir); // after a kill in the middle
    const renewed = readConfig({ DATA_DIR: dataDir });
    expect([renewed.piiKey.equals(piiKey), renewed.piiKeysPrevious]).toEqual([false, [piiKey]]);
    forgetPreviousPiiKey(dataDir);
    expect(readConfig({ DATA_DIR: dataDir })).toMatchObject({ piiKey: renewed.piiKey, piiKeysPrevious: [] });
  });

  it('CONTRACT: PII_KEY in base64 too, and nothing but 32 bytes', () => {
    const key = Buffer.alloc(32, 7);
    expect(readConfig({ ...DATABASE, PII_KEY: key.toString('base64') }).piiKey).toEqual(key);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['DRAIN_SECONDS', '121'],
    ['PORT', '80.5'],
    ['PORT', 'puerto-secreto'],
    ['DATABASE_URL', 'mysql://usuario:clave-secreta@db/x'],
    ['DATABASE_OWNER_URL', 'mysql://usuario:clave-secreta@db/x'],
    ['DATABASE_URL', 'clave-secreta'],
    ['SEED_DEMO', 'quizas-secreto'],
    ['DEMO_PASSWORD', 'corta'],
    ['JWT_SECRET', 'secreto-corto'],
    ['PII_KEY', 'z'.repeat(64)],
    ['PII_KEY', Buffer.alloc(31).toString('base64')],
    ['PII_KEY', Buffer.alloc(48, 251).toString('base64')],
    ['PII_KEY_PREVIOUS', 'z'.repeat(64)],
    ['PII_KEY_PREVIOUS', `${'ab'.repeat(32)},clave-secreta`],
    ['METRICS_TOKEN', 'secreto-corto'],
    ['PUBLIC_URL', 'ftp://secreto.banco.com'],
    ['PUBLIC_URL', 'no-es-url'],
    ['RATE_LIMIT_FACTOR', '-0.5'],
    ['RATE_LIMIT_FACTOR', 'mucho'],
    ['RATE_LIMIT_FACTOR', 'Infinity'],
    ['LOG_LEVEL', 'verboso'],
    ['TRUST_PROXY', 'tal-vez'],
    ['TRUST_PROXY', '10.0.0.1,secreto'],
    ['CLOCK_SPEED', '-3'],
    ['CLOCK_SPEED', 'rapido'],
    ['CLOCK_JOBS', 'a veces'],
    ['CLOCK_START', 'ayer-secreto'],
    ['CLOCK_SINCE', 'hoy'],
    ['CLOCK_SINCE', '2026-03-10T11:30:00Z'], // of what?
  ])('CONTRACT: a wrong %s is named and its value never shown (%#)', (variable, value) => {
    const message = refusal({ [variable]: value });
    expect(message.startsWith(`${variable}: `)).toBe(true);
    expect(message.split('\n')).toHaveLength(1);
    expect(message.slice(variable.length)).not.toContain(value);
    expect(message).not.toMatch(/secret[oa]/);
  });

  it.each([
    ['CLOCK_SPEED', '2'],
    ['CLOCK_JOBS', 'real'],
    ['CLOCK_SINCE', '2026-03-10T11:30:00Z'],
    ['CLOCK_START', '1999-02-08T08:00:00-03:00'],
  ])('CONTRACT: %s is refused in production', (variable, value) => {
    const message = refusal({ ...DATABASE, NODE_ENV: 'production', [variable]: value });
    expect(message).toBe(`${variable}: is for simulations and refused in production`);
  });

  it('CONTRACT: the demo’s usual password is refused in production with a database of one’s own', () => {
    const demo = { ...DATABASE, NODE_ENV: 'production', SEED_DEMO: 'true' };
    expect(refusal(demo)).toMatch(/^DEMO_PASSWORD: is required in production/);
    expect(readConfig({ ...demo, DEMO_PASSWORD: 'otra-clave' }).seedDemo).toBe(true);
    expect(readConfig({ ...DATABASE, NODE_ENV: 'production' }).seedDemo).toBe(false);
  });

  it('CONTRACT: the first ADMIN, both or neither', () => {
    const both = { ADMIN_EMAIL: ' Jefa@Banco.com ', ADMIN_PASSWORD: 'tres tristes tigres' };
    expect(readConfig({ ...DATABASE, ...both }).firstAdmin).toEqual({
      email: 'jefa@banco.com',
      password: 'tres tristes tigres',
    });
    expect(refusal({ ...DATABASE, ADMIN_EMAIL: 'jefa@banco.com' })).toBe(
      'ADMIN_PASSWORD: is required with ADMIN_EMAIL',
    );
    expect(refusal({ ...DATABASE, ADMIN_PASSWORD: 'secreta-mía' })).toBe(
      'ADMIN_EMAIL: is required with ADMIN_PASSWORD',
    );
  });

  it('CONTRACT: nothing is written where a database is given', () => {
    readConfig({ ...DATABASE, DATA_DIR: join(dataDir, 'unused') });
    expect(existsSync(join(dataDir, 'unused'))).toBe(false);
  });
});
