// @ts-check
import { createServer } from 'node:net';

/**
 * The first `count` free ports from `first` on. Another program may take one before we use it: whoever uses it must say
 * so when it fails.
 * @param {number} first
 * @param {number} count
 */
export async function freePorts(first, count) {
  /** @type {number[]} */
  const found = [];
  for (let port = first; found.length < count && port < 65_536; port += 1) {
    if (await isFree(port)) found.push(port);
  }
  return found;
}

/** Below those that the system gives to outgoing connections, above the last that a browser refuses to go to. */
const QUIET_FIRST = 11_000;
const QUIET_COUNT = 3_000;
/** Jest's workers, six at most (jest.mjs), and whatever is none of them. */
const QUIET_PARTS = 7;

/**
 * Where a worker looks: two of them find a port free at the same time, and would listen there seconds later.
 * @param {string} [worker] JEST_WORKER_ID
 */
export function quietPortsOf(worker = '0') {
  const first = QUIET_FIRST + (Number(worker) % QUIET_PARTS) * QUIET_COUNT;
  return { first, last: first + QUIET_COUNT - 1 };
}

/** Nobody may listen there yet. @type {Set<number>} */
const given = new Set();

/**
 * A free port for a server of 127.0.0.1 that listens only seconds from now, or again later. It is drawn by chance, and given once.
 */
export async function quietPort() {
  const { first } = quietPortsOf(process.env['JEST_WORKER_ID']);
  const drawn = Math.floor(Math.random() * QUIET_COUNT);
  for (let tried = 0; tried < QUIET_COUNT; tried += 1) {
    const port = first + ((drawn + tried) % QUIET_COUNT);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port, '127.0.0.1')) return port;
  }
  throw new Error('no port is free');
}

/**
 * @param {number} port
 * @param {string} [host]
 */
function isFree(port, host = 'localhost') {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
