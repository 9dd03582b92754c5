// @ts-check
import { compareVersions } from './version.mjs';

/** What the release before cannot live with: it reads and writes while this schema is there already (rolling restart). */
const CONTRACTIONS = /** @type {const} */ ([
  ['drops a table', /\bdrop\s+table\b/],
  [
    'drops a column',
    /\balter\s+table\b[^;]*\bdrop\s+(?!constraint\b|default\b|not\s+null\b|identity\b|expression\b)(column\s+)?(if\s+exists\s+)?\w+/,
  ],
  ['renames', /\brename\s+(to|column|constraint|\w+\s+to)\b/],
  ['changes a type', /\balter\s+(column\s+)?\w+\s+(set\s+data\s+)?type\b/],
  ['forbids null in what is there', /\balter\s+(column\s+)?\w+\s+set\s+not\s+null\b/],
  ['drops a default', /\bdrop\s+default\b/],
  ['drops a function', /\bdrop\s+function\b/],
  ['takes a right away', /\brevoke\b/],
]);
const NEW_COLUMN =
  /\badd\s+(column\s+)?(if\s+not\s+exists\s+)?(?!constraint\b|check\b|primary\b|foreign\b|unique\b|value\b)\w+\s+[^,;]*/g;

/** The first release that no longer uses what the migration takes away. */
const ALLOWED = /^-- Contracts: nothing since (\d+\.\d+\.\d+) uses it\.$/m;

/**
 * What a migration takes from the release before, in words; nothing when it only adds (docs/operations.md, Upgrades).
 * @param {string} sql of the whole file
 * @returns {string[]}
 */
export function contractionsOf(sql) {
  const up = withoutComments(sql.split(/^-- Down Migration/m)[0] ?? '').toLowerCase();
  const found = /** @type {string[]} */ ([]);
  for (const statement of up.split(';')) {
    // A table of the same migration is nobody's yet.
    if (/^\s*create\s+table\b/.test(statement)) continue;
    for (const [what, pattern] of CONTRACTIONS) if (pattern.test(statement)) found.push(what);
    for (const [column] of /\balter\s+table\b/.test(statement) ? statement.matchAll(NEW_COLUMN) : []) {
      if (/\bnot\s+null\b/.test(column) && !/\bdefault\b|\bgenerated\b/.test(column))
        found.push('adds a column that must be filled');
    }
  }
  return [...new Set(found)];
}

/** @param {string} sql */
const withoutComments = (sql) => sql.replace(/--.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '');

/**
 * Whether a migration says that no release which is still served from uses what it takes away.
 * @param {string} sql
 * @param {string} released version
 */
export function isAllowed(sql, released) {
  const since = ALLOWED.exec(sql)?.[1];
  return since !== undefined && compareVersions(since, released) <= 0;
}
