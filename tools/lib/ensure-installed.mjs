// @ts-check
// Runs before anything is installed: Node's own modules only.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { inRoot } from './paths.mjs';
import { fail, startProgress } from './progress.mjs';
import { run, runNode } from './run.mjs';

const NODE_AT_LEAST = [20, 19];
const LOCK = inRoot('package-lock.json');
const INSTALLED = inRoot('node_modules', '.package-lock.json');
const MARKER = inRoot('node_modules', '.ticketero-install');
/** What builds is a dev dependency, also where NODE_ENV says production. */
const NPM_FLAGS = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];

/** Makes sure that Node is new enough and that node_modules is what package-lock.json asks for; ends the process if not. */
export async function ensureInstalled() {
  requireNode();
  const wanted = fingerprintOfLock();
  if (existsSync(INSTALLED) && readIfThere(MARKER) === wanted) return;
  if (!matchesLock()) await install();
  writeFileSync(MARKER, wanted);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = NODE_AT_LEAST;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(`Ticketero needs Node ${NODE_AT_LEAST.join('.')} or newer; this is ${process.versions.node}.`);
}

/** The platform belongs to it: a node_modules shared with a container of another system holds the wrong binaries. */
function fingerprintOfLock() {
  const hash = createHash('sha256').update(readFileSync(LOCK)).digest('hex');
  return `${hash} ${process.platform}-${process.arch}\n`;
}

/**
 * Whether someone installed by hand what the lock asks for: npm keeps its own list inside node_modules. Only a missing
 * marker brings us here; a marker of another platform means that the binaries are wrong whatever the list says.
 */
function matchesLock() {
  if (existsSync(MARKER) && !readIfThere(MARKER)?.endsWith(`${process.platform}-${process.arch}\n`)) return false;
  const installed = readIfThere(INSTALLED);
  if (installed === null) return false;
  /** @type {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} */
  const wanted = JSON.parse(readFileSync(LOCK, 'utf8')).packages;
  const present = JSON.parse(installed).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    if (!found) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && (!path.startsWith('node_modules/') || existsSync(inRoot(path)));
  });
}

async function install() {
  const progress = startProgress('Installing the dependencies');
  // Under "npm start" npm tells us where it is: the same npm, also when PATH has another one or none.
  const npm = process.env['npm_execpath'];
  const { code, output } = npm?.endsWith('.js') ? await runNode(npm, NPM_FLAGS) : await run('npm', NPM_FLAGS);
  const took = progress.done();
  if (code !== 0) fail(`Installing the dependencies failed after ${took} (npm ci): ${reasonIn(output)}`);
  process.stdout.write(`Installed the dependencies in ${took}.\n`);
}

/** @param {string} output of npm */
function reasonIn(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  const told = lines.filter((line) => line && !/^(npm warn|code |errno |syscall |A complete log)/.test(line));
  return told.slice(0, 2).join(' ').slice(0, 300) || 'npm gave no reason.';
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
