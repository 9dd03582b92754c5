import { readConfig, type Config } from '../platform/config.js';
import { ageFinding } from './backups.js';
import { offsetOf } from './clock.js';
import { configurationFindings } from './configuration.js';
import { databaseFindings } from './database.js';
import { printed } from './diagnose.js';
import { spaceFinding } from './disk.js';
import { partitionFindings } from './partitions.js';
import { missingLines } from './schema.js';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;
const KEYS = { JWT_SECRET: 'k8sQ2vX7pLw4nR9tYc3mBz6hJd5gFa1e', PII_KEY: '0123456789abcdef'.repeat(4) };
const SOUND = {
  ...KEYS,
  DATABASE_URL: 'postgres://db.banco/colas',
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://turnos.banco.example',
  TRUST_PROXY: '10.0.0.5',
};

const found = (env: Record<string, string>, more: Partial<Config> = {}): string[] =>
  configurationFindings(env, { ...readConfig(env), auditKey: {} as Config['auditKey'], ...more }).map(
    ({ level, what }) => `${level}: ${what}`,
  );

describe('the configuration', () => {
  it('of a bank behind its proxy is sound', () => expect(found(SOUND)).toEqual([]));

  it.each([
    [{ JWT_SECRET: 'abc'.repeat(12) }, 'fail: JWT_SECRET can be guessed'],
    [{ PII_KEY: '0'.repeat(64) }, 'fail: PII_KEY can be guessed'],
    [{ PUBLIC_URL: '' }, 'warn: PUBLIC_URL is not set'],
    [{ PUBLIC_URL: 'http://turnos.banco.example' }, 'fail: PUBLIC_URL is not https'],
    [{ TRUST_PROXY: '' }, 'warn: TRUST_PROXY is off and PUBLIC_URL is https'],
    [{ SEED_DEMO: 'true', DEMO_PASSWORD: 'otra-clave' }, 'warn: SEED_DEMO is on'],
    [{ RATE_LIMIT_FACTOR: '0' }, 'warn: RATE_LIMIT_FACTOR is 0'],
    [{ ADMIN_EMAIL: 'a@banco.com', ADMIN_PASSWORD: 'una-clave-larga' }, 'warn: ADMIN_PASSWORD is still set'],
  ])('%j: %s', (env, line) => expect(found({ ...SOUND, ...env })).toEqual([line]));

  it('without a key for the heads, and with a simulated clock, is said', () => {
    expect(found(SOUND, { auditKey: null })).toEqual(['warn: AUDIT_SIGNING_KEY is not set']);
    expect(found(SOUND, { clock: { speed: 120, start: null, since: null, jobSpeed: 120 } })).toEqual([
      'warn: the clock is simulated',
    ]);
  });
});

describe('the database', () => {
  const facts = { version: 16, words: '16.4', connections: 97, servers: 2, damaged: 0, recovering: false };
  it.each([
    [{}, []],
    [{ servers: 5 }, []],
    [{ servers: 6 }, ['97 connections for 6 servers, which take 16 each']],
    [{ connections: 20, servers: 0 }, ['20 connections for 1 servers, which take 16 each']],
    [{ version: 15 }, ['PostgreSQL 15']],
    [{ recovering: true }, ['it is a standby, and takes no writes']],
    [{ damaged: 2 }, ['2 pages on its disk were damaged']],
  ])('%j', (more, lines) => expect(databaseFindings({ ...facts, ...more }).map(({ what }) => what)).toEqual(lines));
});

describe('partitions', () => {
  const months = (...names: string[]) =>
    names.flatMap((month) => ['ticket', 'mensaje', 'audit_log'].map((one) => `${one}_${month}`));
  const sound = [...months('202608', '202611', '202612'), 'audit_log_202509', 'ticket_default'];
  it('R12: the present month, the next, and none of tickets that should have left', () => {
    expect(partitionFindings(sound, NOW)).toEqual([]);
    expect(partitionFindings([...sound, 'ticket_202607'], NOW)).toMatchObject([{ level: 'fail' }]);
    expect(partitionFindings(sound.slice(0, -1), Date.parse('2026-12-31T23:00:00Z')).map(({ what }) => what)).toEqual([
      'ticket_202701, mensaje_202701, audit_log_202701 are missing',
      'ticket_202608 should have left: ids and phones are kept longer than was promised (R12)',
    ]);
  });
});

describe('a schema', () => {
  it('may have more than the migrations made, and nothing less', () => {
    const made = 'queue\n  id bigint\n  name text\n\nfunction f() 1\n';
    expect(missingLines(made, `${made}\nqueue\n  more int\n`)).toEqual([]);
    expect(missingLines(made, 'queue\n  id bigint\n\nfunction f() 2\n')).toEqual([
      'queue:   name text',
      'function f() 1',
    ]);
  });
});

it.each([
  ['America/Santiago', '2026-01-15T12:00:00Z', -180],
  ['America/Santiago', '2026-07-15T12:00:00Z', -240],
  ['Asia/Kolkata', '2026-07-15T12:00:00Z', 330],
  ['UTC', '2026-07-15T12:00:00Z', 0],
  ['Marte/Olimpo', '2026-07-15T12:00:00Z', null],
])('%s is at %s %s minutes from UTC', (zone, at, minutes) => expect(offsetOf(zone, Date.parse(at))).toBe(minutes));

it.each([
  [null, 'fail: there is no backup'],
  [NOW - 29 * HOUR, null],
  [NOW - 31 * HOUR, 'warn: the newest backup is 31 hours old'],
  [NOW - 80 * HOUR, 'fail: the newest backup is 80 hours old'],
])('a backup of %s: %s', (at, line) => {
  const finding = ageFinding(at, NOW);
  expect(finding && `${finding.level}: ${finding.what}`).toBe(line);
});

it.each([
  [{ free: 0.9e9, total: 100e9 }, 'fail'],
  [{ free: 4e9, total: 100e9 }, 'warn'],
  [{ free: 4e9, total: 20e9 }, undefined],
  [{ free: 60e9, total: 1000e9 }, undefined],
])('a disk with %j: %s', (space, level) => expect(spaceFinding('DATA_DIR', space)?.level).toBe(level));

it('every finding is a line, and what to do another', () => {
  const finding = { level: 'warn' as const, what: 'it is late', whatToDo: 'hurry' };
  expect(
    printed([
      { name: 'clock', looked: 'well', findings: [] },
      { name: 'jobs', looked: '', findings: [finding] },
    ]),
  ).toBe(
    [
      '✓ clock          well',
      '! jobs           it is late',
      '                 → hurry',
      '',
      '1 of 2 checks found nothing; 0 failures, 1 warning',
      '',
    ].join('\n'),
  );
});
