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

/** @param {number} port */
function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, 'localhost', () => probe.close(() => resolve(true)));
  });
}
