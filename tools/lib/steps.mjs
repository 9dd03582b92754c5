// @ts-check
import { binOf } from './paths.mjs';
import { secondsSince } from './progress.mjs';
import { runNode } from './run.mjs';

/** @typedef {{ name: string, failed: boolean, took: string }} StepResult */

const BOUNDARIES = ['server', 'libs', 'kiosk', 'display', 'advisor-console', 'ticket-page', 'e2e', 'bench', 'tools'];

/** The core first, built as the product sees it: without Node's types, so that it cannot even name a clock. */
const TYPES = [
  ['-b', 'server/core', 'libs/contract'],
  ...[
    'server/core/tsconfig.spec.json',
    'server/tsconfig.spec.json',
    'libs/realtime-client',
    'libs/ui',
    'kiosk',
    'display',
    'advisor-console',
    'ticket-page',
    'tsconfig.tools.json',
  ].map((project) => ['-p', project, '--incremental', '--tsBuildInfoFile', cacheOf(project)]),
];

/** @param {string} project */
function cacheOf(project) {
  return `node_modules/.cache/ticketero/${project.replace(/\W+/g, '-')}.tsbuildinfo`;
}

async function types() {
  let output = '';
  let code = 0;
  for (const args of TYPES) {
    const ended = await runNode(binOf('typescript', 'tsc'), args);
    output += ended.output;
    if (ended.code !== 0) code = 1;
  }
  return { code, output };
}

/**
 * The checks, slowest first within each lane. Two lanes keep two cores busy; more would only slow each other down.
 * @type {Record<string, () => Promise<{ code: number, output: string }>>[]}
 */
const LANES = [
  { lint: () => runNode(binOf('eslint'), ['--max-warnings=0', '.']) },
  {
    types,
    format: () => runNode(binOf('prettier'), ['--check', '--log-level=warn', '--cache', '.']),
    boundaries: () => runNode(binOf('dependency-cruiser'), ['--config', '.dependency-cruiser.cjs', ...BOUNDARIES]),
  },
];

/**
 * Runs one step and says how it ended: one line when all is well, else everything that it said.
 * @param {string} name
 * @param {() => Promise<{ code: number, output: string }>} work
 * @returns {Promise<StepResult>}
 */
export async function step(name, work) {
  const startedAt = Date.now();
  const { code, output } = await work();
  const took = secondsSince(startedAt);
  const failed = code !== 0;
  if (failed) process.stdout.write(`${output.trimEnd()}\n`);
  process.stdout.write(`${failed ? 'failed' : 'ok    '} ${name} (${took})\n`);
  return { name, failed, took };
}

/**
 * Format, lint, boundaries and types of everything.
 * @returns {Promise<StepResult[]>}
 */
export async function checks() {
  const lanes = LANES.map(async (lane) => {
    const results = [];
    for (const [name, work] of Object.entries(lane)) results.push(await step(name, work));
    return results;
  });
  return (await Promise.all(lanes)).flat();
}
