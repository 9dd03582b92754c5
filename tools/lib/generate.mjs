// @ts-check
import { existsSync, readFileSync } from 'node:fs';

import { inRoot } from './paths.mjs';
import { runNode } from './run.mjs';

const GENERATED = [
  'libs/contract/schemas.json',
  'docs/openapi.json',
  'migrations/schema.snapshot.txt',
  'docs/ticket-states.md',
];

/**
 * Writes the generated files; the build must be there. With `check` a file that changes by it is a failure. Files are
 * compared with themselves from before, not with git: that also works in a download without history, and does not
 * complain of a change that is generated but not committed yet.
 * @param {{ check?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function generate({ check = false } = {}) {
  const before = GENERATED.map(contentOf);
  const schemas = await runNode(inRoot('tools', 'contract-schemas.mjs'));
  if (schemas.code !== 0) return schemas;
  const { code, output } = await runNode(inRoot('server', 'dist', 'tools', 'generate.js'));
  if (code !== 0) return { code, output };
  const after = GENERATED.map(contentOf);
  const missing = GENERATED.filter((_, i) => after[i] === null);
  if (missing.length > 0) return { code: 1, output: `${output}Not generated: ${missing.join(', ')}\n` };
  const changed = GENERATED.filter((_, i) => before[i] !== after[i]);
  if (changed.length === 0) return { code: 0, output: 'The generated files are up to date.\n' };
  const verdict = check ? 'Out of date, now rewritten; look at them and commit them' : 'Rewritten';
  return { code: check ? 1 : 0, output: `${verdict}: ${changed.join(', ')}\n` };
}

/** @param {string} path */
function contentOf(path) {
  return existsSync(inRoot(path)) ? readFileSync(inRoot(path), 'utf8') : null;
}
