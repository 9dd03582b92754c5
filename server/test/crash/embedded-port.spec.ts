import { createServer, type AddressInfo, type Server } from 'node:net';

import { Client } from 'pg';

import { makeScratch } from '../../../tools/lib/scratch.mjs';
import { freePort, startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';

describe('the port of the embedded PostgreSQL', () => {
  let other: Server;
  beforeAll(async () => {
    other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  });
  afterAll(() => new Promise((done) => other.close(done)));

  it('R11: somebody takes it between the look and the start: another one is used', async () => {
    const taken = (other.address() as AddressInfo).port;
    const looks = [taken, taken];
    const postgres = await startEmbeddedPostgres({
      dataDir: makeScratch('ticketero-port-'),
      ephemeral: true,
      nextPort: async () => looks.shift() ?? (await freePort()),
    });
    try {
      expect(looks).toEqual([]);
      expect(postgres.port).not.toBe(taken);
      const client = new Client({ connectionString: postgres.url });
      await client.connect();
      expect((await client.query('show port')).rows).toEqual([{ port: String(postgres.port) }]);
      await client.end();
    } finally {
      await postgres.stop();
    }
  });
});
