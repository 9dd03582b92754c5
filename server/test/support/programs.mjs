// @ts-check
import { spawnSync } from 'node:child_process';

/** What some tests need and Node does not bring: the program, how it says its version, the variable that says where it is. */
const PROGRAMS = {
  'redis-server': { version: '--version', variable: 'REDIS_SERVER_PATH' },
  nginx: { version: '-v', variable: 'NGINX_PATH' },
  psql: { version: '--version', variable: 'PSQL_PATH' },
  openssl: { version: 'version', variable: 'OPENSSL_PATH' },
  promtool: { version: '--version', variable: 'PROMTOOL_PATH' },
};

/** @typedef {keyof typeof PROGRAMS} Program */

/** @param {Program} name */
export const variableOf = (name) => PROGRAMS[name].variable;

/** @param {Program} name */
function find(name) {
  const { version, variable } = PROGRAMS[name];
  const program = process.env[variable] || name;
  return spawnSync(program, [version]).error === undefined ? program : null;
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
