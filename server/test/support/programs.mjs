// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where Debian keeps PostgreSQL's programs, the newest first: those on its PATH are a wrapper of theirs. */
const DEBIAN = '/usr/lib/postgresql';
const postgresPrograms = () =>
  (existsSync(DEBIAN) ? readdirSync(DEBIAN) : [])
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN, version, 'bin/postgres'))
    .filter((program) => existsSync(join(dirname(program), 'pg_dump')));

/**
 * What some tests need and Node does not bring: how it says its version, the variable that says where it is, and where else
 * than on the PATH. PostgreSQL's: `postgres`, with pg_dump beside it, which the embedded one has not.
 * @type {Record<'redis-server' | 'nginx' | 'psql' | 'openssl' | 'promtool' | 'postgresql', { version: string, variable: string, places?: () => string[] }>}
 */
const PROGRAMS = {
  'redis-server': { version: '--version', variable: 'REDIS_SERVER_PATH' },
  nginx: { version: '-v', variable: 'NGINX_PATH' },
  psql: { version: '--version', variable: 'PSQL_PATH' },
  openssl: { version: 'version', variable: 'OPENSSL_PATH' },
  promtool: { version: '--version', variable: 'PROMTOOL_PATH' },
  postgresql: { version: '--version', variable: 'POSTGRES_PATH', places: postgresPrograms },
};

/** @typedef {keyof typeof PROGRAMS} Program */

/** @param {Program} name */
export const variableOf = (name) => PROGRAMS[name].variable;

/** @param {Program} name */
function find(name) {
  const { version, variable, places = () => [name] } = PROGRAMS[name];
  const given = process.env[variable];
  const found = (given ? [given] : places()).find((program) => spawnSync(program, [version]).error === undefined);
  return found ?? null;
}

/**
 * How to start it; null: this machine has none, and what needs it is skipped. Throws where it is demanded
 * (TICKETERO_REQUIRE, a list).
 * @param {Program} name
 * @returns {string | null}
 */
export function programOf(name) {
  const program = find(name);
  const isDemanded = process.env['TICKETERO_REQUIRE']?.split(',').includes(name) ?? false;
  if (program === null && isDemanded) {
    throw new Error(`${name} is demanded here (TICKETERO_REQUIRE) and not there: ${variableOf(name)} says where it is`);
  }
  return program;
}

/** @returns {Program[]} */
export const missingPrograms = () =>
  /** @type {Program[]} */ (Object.keys(PROGRAMS)).filter((name) => find(name) === null);
