import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ServerProcess } from '../support/built-server.js';
import { client, newPerson } from '../support/client.js';
import { rotate } from '../support/pii-rotate.js';

describe('the key that the embedded database keeps', () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'ticketero-rotate-'));
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  const kept = () => JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as Record<string, string>;
  async function withServer(work: (url: string) => Promise<void>): Promise<string> {
    const server = new ServerProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
    await work(await server.ready());
    server.kill('SIGTERM');
    const { code, stdout, stderr } = await server.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  }

  it('R13: is made and put there by npm run pii:rotate, while no server runs', async () => {
    const nationalId = newPerson();
    let token = '';
    let before: Record<string, string> = {};
    await withServer(async (url) => {
      before = kept();
      token = (await client(url).send('POST', '/api/demo/devices', { kind: 'KIOSK' })).body.deviceToken;
      const issued = await client(url, token).send('POST', '/api/tickets', { nationalId, queueType: 'CAJA' });
      expect(issued.status).toBe(201);
      // The server has the database, and nothing is touched.
      const { code, stderr } = await rotate({ DATA_DIR: dataDir }).ended;
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(/^pii:rotate: DATA_DIR: is in use by another Ticketero[^\n]*\n$/),
      ]);
      expect(kept()).toEqual(before);
    });
    const { code, stdout } = await rotate({ DATA_DIR: dataDir }).ended;
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^✓ \d+ rows are under the new key/)]);
    const after = kept();
    expect(Object.keys(after).sort()).toEqual(['jwt', 'pii']);
    expect(after['jwt']).toBe(before['jwt']);
    expect(after['pii']).not.toBe(before['pii']);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
    const log = await withServer(async (url) => {
      const found = await client(url, token).send('POST', '/api/tickets/by-rut', { nationalId });
      expect(found.body.lastTicketToday.nationalId).toBe(`•••••${nationalId.slice(-5)}`);
    });
    expect(log).not.toContain('PII_KEY');
  });
});
