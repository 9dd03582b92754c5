import { once } from 'node:events';
import { createServer } from 'node:net';

import { WORKERS_MOST } from './lib/jest.mjs';
import { quietPort, quietPortsOf } from './lib/free-ports.mjs';

describe('a port for a server that listens only seconds from now', () => {
  afterEach(() => jest.restoreAllMocks());

  it('is no other worker’s, whichever is drawn, and none that the system gives to outgoing connections', () => {
    const parts = Array.from({ length: WORKERS_MOST + 1 }, (_, worker) => quietPortsOf(String(worker)));
    parts.slice(1).forEach(({ first }, before) => expect(first).toBeGreaterThan(parts[before]!.last));
    expect(parts[0]!.first).toBeGreaterThan(10_080); // browsers refuse to go there
    expect(parts.at(-1)!.last).toBeLessThan(32_768);
    expect(quietPortsOf()).toEqual(parts[0]);
  });

  it('is given once, though nobody listens there yet and the same is drawn again', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const ports = await Promise.all([quietPort(), quietPort(), quietPort()]);
    expect(new Set([...ports, await quietPort()]).size).toBe(4);
  });

  it('is not one where another process listens on this machine', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.25);
    const port = await quietPort();
    const taken = createServer().listen(port, '127.0.0.1');
    await once(taken, 'listening');
    await jest.isolateModulesAsync(async () => {
      const another = await import('./lib/free-ports.mjs'); // knows nothing of what was given here
      expect(await another.quietPort()).not.toBe(port);
    });
    await new Promise((done) => taken.close(done));
  });
});
