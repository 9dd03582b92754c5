import { createSecretKey, type KeyObject } from 'node:crypto';
import { resolve } from 'node:path';

// Without suffix: the tests' set-up loads this file with Node's own resolver.
import { ConfigError } from './config-error';
import { walArchive, type WalArchive } from './database/wal-archive';
import type { Env } from './environment';
import { readTrustProxy, type TrustProxy } from './http/client-address';
import { keptSecrets, type KeptSecrets } from './kept-secrets';
import { signingKey } from './signing-key';
import { webhookConfig, type WebhookConfig } from './webhook-config';

export { ConfigError };

/** How to reach the bot (R9). */
export interface TelegramConfig {
  token: string;
  /** Null: the bot is asked. */
  name: string | null;
  apiRoot: string;
  /** Null: long polling by one process. */
  webhookUrl: string | null;
  /** No call to Telegram takes longer, ms. */
  callLimitMs: number;
}

const TELEGRAM_CALL_LIMIT_MS = 10_000;

/** How a kiosk's printer is reached. */
export interface PrintingConfig {
  /** No answer to a connection after this long: it is not there, ms. */
  connectMs: number;
  /** No slip takes longer, ms. */
  wholeMs: number;
  /** Printers on this very machine are allowed (docs/security.md). */
  loopback: boolean;
}

const PRINTER_CONNECT_MS = 2_000;
const PRINT_MS = 5_000;

/** How many commands of one branch this process lets wait, and how long, real ms; what comes then is a 503. */
export interface LineLimits {
  most: number;
  waitMs: number;
}

/** Whoever serves makes room: they are refused later than those who come for a number (adr/0023). */
const BRANCH_LINE: Config['branchLine'] = {
  customers: { most: 1_000, waitMs: 5_000 },
  staff: { most: 2_000, waitMs: 10_000 },
};

/** Who signs in first in a new installation, outside the demo. */
export interface FirstAdminConfig {
  email: string;
  password: string;
}

/** Everything the environment decides, read once (CONTRACT.md, Running it). */
export interface Config {
  production: boolean;
  host: string;
  port: number;
  /** Null: the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  /** Who migrates; null: whoever `databaseUrl` signs in as. */
  databaseOwnerUrl: string | null;
  dataDir: string;
  /** Where the embedded database's write-ahead log is kept as well; null: nowhere. */
  walArchive: WalArchive | null;
  /** The bank's own look; null: there is none. The folder need not be there (yet). */
  brandDir: string | null;
  seedDemo: boolean;
  demoPassword: string;
  /** Null: the server prints a link. */
  firstAdmin: FirstAdminConfig | null;
  /** Null: there is one process. */
  redisUrl: string | null;
  /** Signs access tokens. A KeyObject, made once: from a string it would cost 300 µs a request. */
  jwtKey: KeyObject;
  piiKey: Buffer;
  /** While PII_KEY is being changed: the ones before. */
  piiKeysPrevious: Buffer[];
  /** Signs the heads of the audit log; null: they are not signed. */
  auditKey: KeyObject | null;
  /** After so many years a month of the audit log is archived (R12). */
  auditYears: number;
  /** Null: Telegram is off. */
  telegram: TelegramConfig | null;
  /** Null: alerts are told nobody outside but on Telegram. */
  alertWebhook: WebhookConfig | null;
  /** Told to stop, it says so long that it is not ready before it stops (docs/operations.md). */
  drainSeconds: number;
  /** Lets a scraper that is not on this machine read /metrics; null: this machine alone. */
  metricsToken: string | null;
  printing: PrintingConfig;
  publicUrl: string | null;
  /** Multiplies every rate limit; 0: no limits. */
  rateLimitFactor: number;
  branchLine: { customers: LineLimits; staff: LineLimits };
  logLevel: string;
  trustProxy: TrustProxy;
  /** `since`: the real moment at which it showed `start`; null: when this process began. */
  clock: { speed: number; start: number | null; since: number | null; jobSpeed: number };
  /** Off in tests that take each turn of a job by hand. */
  schedules: boolean;
}

export const CONFIG = Symbol('CONFIG');

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** `env`: with the secrets in it (environment.ts). Throws ConfigError. Makes and keeps the two keys in DATA_DIR with the embedded database. */
export function readConfig(env: Env): Config {
  const databaseUrl = postgresUrl(env, 'DATABASE_URL');
  const embedded = databaseUrl === null;
  const dataDir = resolve(env['DATA_DIR'] || '.data');
  const production = env['NODE_ENV'] === 'production';
  const seedDemo = flag(env, 'SEED_DEMO', embedded);
  if (seedDemo && production && !embedded && !env['DEMO_PASSWORD']) {
    throw new ConfigError('DEMO_PASSWORD', 'is required in production with SEED_DEMO: everybody knows the usual one');
  }
  const secrets = embedded ? keptSecrets(dataDir) : NOTHING_KEPT;
  return {
    production,
    host: env['HOST'] || '0.0.0.0',
    port: integer(env, 'PORT', 3000, 0, 65_535),
    databaseUrl,
    databaseOwnerUrl: postgresUrl(env, 'DATABASE_OWNER_URL'),
    dataDir,
    walArchive: embedded ? walArchive(env, dataDir) : null,
    brandDir: brandDir(env, embedded ? dataDir : null),
    seedDemo,
    demoPassword: text(env, 'DEMO_PASSWORD', 'ticketero', 8),
    firstAdmin: firstAdmin(env),
    redisUrl: serviceUrl(env, 'REDIS_URL', /^rediss?:$/, 'redis:// or rediss://'),
    jwtKey: createSecretKey(Buffer.from(secret(env, 'JWT_SECRET', secrets.jwt))),
    ...piiKeys(env, secrets),
    auditKey: auditKey(env, embedded ? dataDir : null),
    auditYears: integer(env, 'AUDIT_YEARS', 1, 1, 7),
    telegram: telegramSettings(env),
    alertWebhook: webhookConfig(
      httpUrl(env, 'ALERT_WEBHOOK_URL') && (env['ALERT_WEBHOOK_URL'] ?? null), // a slash at its end may matter
      env['ALERT_WEBHOOK_SECRET'],
      flag(env, 'ALERT_WEBHOOK_PRIVATE', false),
    ),
    drainSeconds: integer(env, 'DRAIN_SECONDS', trustProxy(env) === false ? 0 : DRAIN_SECONDS_BEHIND_PROXY, 0, 120),
    metricsToken: metricsToken(env),
    printing: { connectMs: PRINTER_CONNECT_MS, wholeMs: PRINT_MS, loopback: flag(env, 'PRINTER_LOOPBACK', false) },
    publicUrl: httpUrl(env, 'PUBLIC_URL'),
    rateLimitFactor: decimal(env, 'RATE_LIMIT_FACTOR', 1, 0),
    branchLine: BRANCH_LINE,
    logLevel: oneOf(env, 'LOG_LEVEL', 'info', LOG_LEVELS),
    trustProxy: trustProxy(env),
    clock: clockSettings(env, production),
    schedules: true,
  };
}

/** Of readConfig what seals personal data (R13), for tools that need no more. Throws ConfigError. */
export function readPiiKeys(env: Env): Pick<Config, 'piiKey' | 'piiKeysPrevious'> {
  return piiKeys(env, env['DATABASE_URL'] ? NOTHING_KEPT : keptSecrets(resolve(env['DATA_DIR'] || '.data')));
}

/** Of readConfig who migrates. Throws ConfigError. */
export function readOwnerUrl(env: Env): string {
  const url = postgresUrl(env, 'DATABASE_OWNER_URL') ?? postgresUrl(env, 'DATABASE_URL');
  if (url === null)
    throw new ConfigError('DATABASE_URL', 'is required: the embedded database is migrated by its server');
  return url;
}

/** R9 and Telegram's own limits on names and tokens: a wrong one would be a QR that leads nowhere. */
function telegramSettings(env: Env): TelegramConfig | null {
  const token = env['TELEGRAM_BOT_TOKEN'];
  if (!token) return null;
  if (/[\s/]/.test(token)) throw new ConfigError('TELEGRAM_BOT_TOKEN', 'must be the token that BotFather gave');
  const name = env['TELEGRAM_BOT_NAME']?.replace(/^@/, '') || null;
  if (name && !/^\w{1,64}$/.test(name)) throw new ConfigError('TELEGRAM_BOT_NAME', 'must be the name of the bot');
  return {
    token,
    name,
    apiRoot: httpUrl(env, 'TELEGRAM_API_ROOT') ?? 'https://api.telegram.org',
    webhookUrl: httpUrl(env, 'TELEGRAM_WEBHOOK_URL'),
    callLimitMs: TELEGRAM_CALL_LIMIT_MS,
  };
}

/** Both or neither. Whether they are good ones is for identity/ to say, which knows the rules of passwords. */
function firstAdmin(env: Env): FirstAdminConfig | null {
  const email = env['ADMIN_EMAIL']?.trim().toLowerCase();
  const password = env['ADMIN_PASSWORD'];
  if (!email && !password) return null;
  if (!email) throw new ConfigError('ADMIN_EMAIL', 'is required with ADMIN_PASSWORD');
  if (!password) throw new ConfigError('ADMIN_PASSWORD', 'is required with ADMIN_EMAIL');
  return { email, password };
}

function brandDir(env: Env, dataDir: string | null): string | null {
  if (env['BRAND_DIR']) return resolve(env['BRAND_DIR']);
  return dataDir && resolve(dataDir, 'brand');
}

/** So long a proxy goes on using connections that it has, at most, before each was answered with its end. */
const DRAIN_SECONDS_BEHIND_PROXY = 2;

const METRICS_TOKEN_LENGTH = 16;

function metricsToken(env: Env): string | null {
  const token = env['METRICS_TOKEN'] || null;
  if (token && token.length < METRICS_TOKEN_LENGTH) {
    throw new ConfigError('METRICS_TOKEN', `must have at least ${METRICS_TOKEN_LENGTH} characters`);
  }
  return token;
}

function clockSettings(env: Env, production: boolean): Config['clock'] {
  for (const variable of ['CLOCK_SPEED', 'CLOCK_START', 'CLOCK_SINCE', 'CLOCK_JOBS']) {
    if (production && env[variable]) throw new ConfigError(variable, 'is for simulations and refused in production');
  }
  const start = moment(env, 'CLOCK_START');
  const since = moment(env, 'CLOCK_SINCE');
  if (since !== null && start === null) throw new ConfigError('CLOCK_SINCE', 'is refused without CLOCK_START');
  const speed = decimal(env, 'CLOCK_SPEED', 1, 0.01);
  const jobSpeed = oneOf(env, 'CLOCK_JOBS', 'branch', ['branch', 'real']) === 'real' ? 1 : speed;
  return { speed, start, since, jobSpeed };
}

function moment(env: Env, variable: string): number | null {
  const at = env[variable] ? Date.parse(env[variable]) : null;
  if (Number.isNaN(at)) throw new ConfigError(variable, 'must be a time such as 1999-02-08T08:00:00-03:00');
  return at;
}

function integer(env: Env, variable: string, fallback: number, min: number, max: number): number {
  const value = env[variable] ? Number(env[variable]) : fallback;
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new ConfigError(variable, `must be a whole number from ${min} to ${max}`);
  }
  return value;
}

function decimal(env: Env, variable: string, fallback: number, min: number): number {
  const value = env[variable] ? Number(env[variable]) : fallback;
  if (!Number.isFinite(value) || value < min) throw new ConfigError(variable, `must be a number of at least ${min}`);
  return value;
}

function flag(env: Env, variable: string, fallback: boolean): boolean {
  const value = env[variable]?.toLowerCase();
  if (value === undefined || value === '') return fallback;
  if (['true', '1', 'yes'].includes(value)) return true;
  if (['false', '0', 'no'].includes(value)) return false;
  throw new ConfigError(variable, 'must be true or false');
}

function trustProxy(env: Env): TrustProxy {
  const setting = readTrustProxy(env['TRUST_PROXY'] ?? '');
  if (setting !== null) return setting;
  const ways = 'true or false, a number of proxies, or their addresses, such as 10.0.0.5,10.1.0.0/16';
  throw new ConfigError('TRUST_PROXY', `must be ${ways}`);
}

function oneOf(env: Env, variable: string, fallback: string, allowed: string[]): string {
  const value = env[variable] || fallback;
  if (!allowed.includes(value)) throw new ConfigError(variable, `must be one of ${allowed.join(', ')}`);
  return value;
}

function text(env: Env, variable: string, fallback: string, minLength: number): string {
  const value = env[variable] || fallback;
  if (value.length < minLength) throw new ConfigError(variable, `must have at least ${minLength} characters`);
  return value;
}

function httpUrl(env: Env, variable: string): string | null {
  const value = env[variable];
  if (!value) return null;
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new ConfigError(variable, 'must be a URL that begins with http:// or https://');
  }
  return value.replace(/\/+$/, '');
}

const postgresUrl = (env: Env, variable: string): string | null =>
  serviceUrl(env, variable, /^postgres(ql)?:$/, 'postgres://');

function serviceUrl(env: Env, variable: string, protocol: RegExp, beginning: string): string | null {
  const value = env[variable];
  if (!value) return null;
  if (!URL.canParse(value) || !protocol.test(new URL(value).protocol)) {
    throw new ConfigError(variable, `must be a URL that begins with ${beginning}`);
  }
  return value;
}

const SECRET_BYTES = 32;

function secret(env: Env, variable: string, kept: string): string {
  const value = env[variable] || kept;
  if (!value) throw new ConfigError(variable, 'is required with DATABASE_URL');
  if (value.length < SECRET_BYTES) throw new ConfigError(variable, `must have at least ${SECRET_BYTES} characters`);
  return value;
}

const NOTHING_KEPT: KeptSecrets = { jwt: '', pii: '' };

function piiKeys(env: Env, kept: KeptSecrets): Pick<Config, 'piiKey' | 'piiKeysPrevious'> {
  const previous = (env['PII_KEY_PREVIOUS'] || kept.piiPrevious || '').split(',').filter((value) => value.trim());
  return {
    piiKey: piiKey('PII_KEY', secret(env, 'PII_KEY', kept.pii)),
    piiKeysPrevious: previous.map((value) => piiKey('PII_KEY_PREVIOUS', value.trim())),
  };
}

/** 32 bytes, as 64 hexadecimal digits or in base64. */
function piiKey(variable: string, value: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(value) ? Buffer.from(value, 'hex') : Buffer.from(value, 'base64');
  if (key.length !== SECRET_BYTES) {
    throw new ConfigError(variable, 'must be 32 bytes, as 64 hexadecimal digits or in base64');
  }
  return key;
}

function auditKey(env: Env, keepIn: string | null): KeyObject | null {
  try {
    return signingKey(env['AUDIT_SIGNING_KEY'], keepIn);
  } catch (error) {
    throw new ConfigError('AUDIT_SIGNING_KEY', error instanceof Error ? error.message : 'cannot be read');
  }
}
