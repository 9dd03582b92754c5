// @ts-check
import { existsSync } from 'node:fs';

import { binOf, inRoot } from './paths.mjs';
import { precompress } from './precompress.mjs';
import { startProgress } from './progress.mjs';
import { runNode } from './run.mjs';

const NX_ENV = {
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
  // One process instead of one more per plug-in: there are only Nx's own.
  NX_ISOLATE_PLUGINS: 'false',
  FORCE_COLOR: '0',
};
const TASK = /> nx run (?<project>[\w-]+):build(?<cached>.*cache)?/;

/**
 * Builds every project that changed; Nx takes the others from its cache (0.5 s when nothing changed). Returns false
 * after having printed why, when one cannot be built.
 */
export async function build() {
  const progress = startProgress('Building');
  let fresh = 0;
  const onLine = (/** @type {string} */ line) => {
    const task = TASK.exec(line)?.groups;
    if (!task || task['cached']) return;
    fresh += 1;
    progress.detail(task['project'] ?? '');
  };
  const args = ['run-many', '-t', 'build', '--parallel=2', '--outputStyle=static'];
  const { code, output } = await runNode(binOf('nx'), args, { env: NX_ENV, onLine });
  const took = progress.done();
  if (code !== 0) {
    process.stderr.write(`${output}\nThe build failed after ${took}.\n`);
    return false;
  }
  precompress();
  process.stdout.write(fresh === 0 ? `Everything is built already (${took}).\n` : `Built in ${took}.\n`);
  return true;
}

/**
 * For what runs beside servers: the last build as it is where TICKETERO_SKIP_BUILD=1, as the service has it. Nx lays every
 * dist folder out anew even when nothing changed, and a server that starts in that second misses a file.
 */
export async function built() {
  const asItIs = process.env['TICKETERO_SKIP_BUILD'] === '1' && existsSync(inRoot('server', 'dist', 'main.js'));
  return asItIs || build();
}
