// @ts-check
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import pg from 'pg';

import { inRoot } from '../lib/paths.mjs';
import { runNode } from '../lib/run.mjs';
import { settingsOf } from './server.mjs';

/** @typedef {import('./server.mjs').Places} Places */
/** @typedef {import('./work.mjs').Issued} Issued */
/** @typedef {{ codigo: string, numero: string, status: string }} Stored */

/** Built, so not known to the type checker of a fresh clone. */
const DIST = '../../server/dist/';
/** @param {string} name @returns {Promise<any>} */
const built = async (name) => (await import(`${DIST}${name}.js`)).default;

/** One of the product's commands, as an operator runs it. @param {string} name @param {string[]} args @param {Places} places */
export async function command(name, args, places) {
  const env = { ...settingsOf(places), DATABASE_URL: '' };
  const { code, output } = await runNode(inRoot('server', 'dist', 'tools', `${name}.js`), args, { env });
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${output.trim()}`);
  return output;
}

/**
 * Straight to the database of the server that runs on `dataDir`.
 * @template T
 * @param {Places} places
 * @param {(client: pg.Client) => Promise<T>} work
 */
export async function inDatabase({ dataDir }, work) {
  const { runningPostgres } = await built('platform/database/embedded-postgres');
  const client = new pg.Client({ connectionString: runningPostgres(join(dataDir, 'postgres')) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The segment of the log that is being written now. @param {Places} places @returns {Promise<string>} */
export const segmentNow = (places) =>
  inDatabase(places, async (client) => {
    const { rows } = await client.query('select pg_walfile_name(pg_current_wal_lsn()) as name');
    return rows[0].name;
  });

/** Until the archive holds that segment. @param {Places} places @param {string} segment */
export async function untilArchived({ backupDir }, segment) {
  const [system = ''] = readdirSync(join(backupDir, 'wal'));
  while (!readdirSync(join(backupDir, 'wal', system)).includes(`${segment}.gz`)) {
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** @param {Places} places @param {number} [until] real ms @returns {Promise<number>} events of all chains until then */
export const eventsUntil = (places, until = Date.now()) =>
  inDatabase(places, async (client) => {
    const { rows } = await client.query('select count(*)::int as n from audit_log where created_at <= $1', [
      new Date(until - places.clock.since + places.clock.start), // events tell the branch's time
    ]);
    return rows[0].n;
  });

/** @param {Places} places @returns {Promise<Stored[]>} in the order in which they were given */
export const storedTickets = (places) =>
  inDatabase(places, async (client) => {
    const { rows } = await client.query(
      'select codigo_referencia::text as codigo, numero, status from ticket order by business_date, length(numero), numero',
    );
    return rows;
  });

/** Events of a moment that was not restored: after `to`, and before the server began again. @param {Places} places
 * @param {number} to @param {number} before @returns {Promise<number>} */
export const eventsBetween = async (places, to, before) =>
  (await eventsUntil(places, before)) - (await eventsUntil(places, to));

/** @param {Places} places @returns {Promise<string[]>} rules that the database breaks */
export const brokenRules = (places) =>
  inDatabase(places, async (client) => {
    const { FORBIDDEN } = await built('doctor/forbidden');
    const broken = [];
    for (const [rule, sql] of Object.entries(FORBIDDEN)) {
      const { rows } = await client.query(String(sql));
      if (rows.length > 0) broken.push(`${rule}: ${JSON.stringify(rows[0])}`);
    }
    return broken;
  });

/** @param {string} folder @returns {{ files: number, bytes: number }} */
export function sizeOfFolder(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => statSync(join(folder, name))).filter((one) => one.isFile());
  return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/** What a base backup holds, before it was packed, bytes. @param {string} base */
export function sizeOfDatabase(base) {
  /** @type {{ files: { size: number }[] }} */
  const { files } = JSON.parse(readFileSync(join(base, 'manifest.json'), 'utf8'));
  return files.reduce((sum, { size }) => sum + size, 0);
}
