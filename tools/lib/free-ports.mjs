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

const QUIET_FIRST = 20_000;
const QUIET_COUNT = 10_000;

/**
 * A free port for a server that listens only seconds from now. It lies below those that the system gives to outgoing
 * connections, and is drawn by chance: nothing else comes to it in between.
 */
export async function quietPort() {
  const [port] = await freePorts(QUIET_FIRST + Math.floor(Math.random() * QUIET_COUNT), 1);
  if (port === undefined) throw new Error('no port is free');
  return port;
}

/** @param {number} port */
function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, 'localhost', () => probe.close(() => resolve(true)));
  });
}
