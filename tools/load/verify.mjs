// @ts-check
import { inRoot } from '../lib/paths.mjs';
import { runNode } from '../lib/run.mjs';
import { checkInvariants } from '../simulate/invariants.mjs';

/** @typedef {{ name: string, ok: boolean, checked: string, problems: string[] }} Check */

const PROBLEMS_KEPT = 5;
/** Built, so not known to the type checker of a fresh clone. */
const RULES = '../../server/dist/doctor/forbidden.js';

/** @param {string} name @param {string} checked @param {string[]} problems @returns {Check} */
const check = (name, checked, problems) => ({
  name,
  ok: problems.length === 0,
  checked,
  problems: problems.slice(0, PROBLEMS_KEPT),
});

/**
 * What the database must hold after the day, whoever wrote it.
 * @param {import('pg').Pool} database
 * @param {string} dataDir
 * @param {readonly { world: import('../simulate/world.mjs').World }[]} branches what their devices and people were answered
 * @returns {Promise<Check[]>}
 */
export async function checkDatabase(database, dataDir, branches) {
  const issued = branches.flatMap(({ world }) => world.record.issued.map(({ codigoReferencia }) => codigoReferencia));
  return [await ticketsAreAnswers(database, issued), await nothingForbidden(database), await chainsHold(dataDir)];
}

/** @param {import('pg').Pool} database @param {readonly string[]} issued references of every 201 */
export async function ticketsAreAnswers(database, issued) {
  const { rows } = await database.query('select codigo_referencia::text as code from ticket');
  const stored = new Set(rows.map(({ code }) => code));
  const answered = new Set(issued);
  const problems = [
    ...(answered.size === issued.length
      ? []
      : [`${issued.length - answered.size} answers name a ticket of another answer`]),
    ...issued.filter((code) => !stored.has(code)).map((code) => `${code} was given and is not stored`),
    ...[...stored].filter((code) => !answered.has(code)).map((code) => `${code} is stored and was given to nobody`),
  ];
  return check('tickets = answers', `${stored.size} tickets, ${issued.length} answers`, problems);
}

/** @param {import('pg').Pool} database */
export async function nothingForbidden(database) {
  /** @type {string[]} */
  const problems = [];
  /** @type {{ FORBIDDEN: Record<string, string> }} */
  const { FORBIDDEN } = (await import(RULES)).default;
  for (const [rule, sql] of Object.entries(FORBIDDEN)) {
    const { rows } = await database.query(sql);
    if (rows.length > 0) problems.push(`${rule}: ${rows.length}, such as ${JSON.stringify(rows[0])}`);
  }
  return check('what a database must never hold', `${Object.keys(FORBIDDEN).length} rules`, problems);
}

/** npm run audit:verify, as an auditor would. @param {string} dataDir */
export async function chainsHold(dataDir) {
  const { code, output } = await runNode(inRoot('server', 'dist', 'tools', 'audit-verify.js'), [], {
    env: { DATA_DIR: dataDir, DATABASE_URL: '' },
  });
  const lines = output.split('\n').filter((line) => line.includes('✓') || line.includes('✗'));
  const problems = lines.filter((line) => !line.includes('✓'));
  if (code !== 0 && problems.length === 0) problems.push(output.trim().slice(-200));
  const events = lines.reduce((sum, line) => sum + Number(/(\d+) events/.exec(line)?.[1] ?? 0), 0);
  return check('audit chains whole', `${lines.length} chains, ${events} events`, problems);
}

/**
 * The invariants of a simulated day, in each branch; one line for each invariant.
 * @param {readonly { plan: { code: string }, world: import('../simulate/world.mjs').World }[]} branches
 * @returns {Check[]}
 */
export function checkBranches(branches) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const { plan, world } of branches) {
    for (const { name, problems } of checkInvariants(world.record)) {
      found.set(name, [...(found.get(name) ?? []), ...problems.map((problem) => `${plan.code}: ${problem}`)]);
    }
  }
  return [...found].map(([name, problems]) => check(name, `${branches.length} branches`, problems));
}

/**
 * @param {import('pg').Pool} database
 * @returns {Promise<{ compared: number, covered: number }>} promises with a range, and those that the wait lay in
 */
export async function promisesOf(database) {
  const { rows } = await database.query(
    'select coalesce(sum(compared), 0)::int as compared, coalesce(sum(covered), 0)::int as covered from queue_day',
  );
  return rows[0];
}
