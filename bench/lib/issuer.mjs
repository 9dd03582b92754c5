// @ts-check
// Numbers given at a steady pace over a few kept connections, in a process of its own: the pace is the clock's, whatever the
// answers take. Branches take turns.
import { openConnections, requestOf } from './http.mjs';

/** @typedef {{ id: number, port: number, kiosks: string[], perSecond: number, seconds: number, connections: number, firstPerson: number }} Task */

process.on('message', (/** @type {Task} */ task) => {
  void issue(task).then((done) => process.send?.({ id: task.id, ...done }));
});

/** @param {Task} task */
async function issue({ port, kiosks, perSecond, seconds, connections: count, firstPerson }) {
  const connections = await openConnections(port, count);
  const free = [...connections];
  /** @type {(() => void)[]} */
  const waiting = [];
  const total = perSecond * seconds;
  const begin = performance.now();
  let wrong = 0;
  const one = async (/** @type {number} */ n) => {
    if (free.length === 0) await new Promise((turn) => waiting.push(() => turn(undefined)));
    const connection = /** @type {import('./http.mjs').Connection} */ (free.pop());
    const body = { nationalId: `${firstPerson + n}-K`, queueType: 'CAJA' };
    const { status } = await connection.send(
      requestOf('POST', '/api/tickets', { token: kiosks[n % kiosks.length], body }),
    );
    if (status !== 201) wrong += 1;
    free.push(connection);
    waiting.shift()?.();
  };
  const all = [];
  for (let n = 0; n < total; n++) {
    const early = begin + (n * 1000) / perSecond - performance.now();
    if (early > 0) await new Promise((later) => setTimeout(later, early));
    all.push(one(n));
  }
  await Promise.all(all);
  const perSecondReached = (total * 1000) / (performance.now() - begin);
  for (const connection of connections) connection.close();
  return { answers: total - wrong, wrong, perSecond: perSecondReached };
}
