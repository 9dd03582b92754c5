import { Client } from 'pg';

import { ServerProcess } from '../support/built-server.js';
import { client, newPerson, type Answer, type TestClient } from '../support/client.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const LIMIT_MS = 10_000;

describe('a server that is told to stop', () => {
  let database: TestDatabase;
  let outside: Client;
  // Not `outside`: within its transaction pg_stat_activity would stand still.
  let watcher: Client;
  let server: ServerProcess;
  let url: string;
  let kiosk: TestClient;

  beforeEach(async () => {
    database = await createDatabase();
    outside = new Client({ connectionString: database.url });
    await outside.connect();
    watcher = new Client({ connectionString: database.url });
    await watcher.connect();
    server = new ServerProcess({
      DATABASE_URL: database.url,
      SEED_DEMO: 'true',
      JWT_SECRET: 'j'.repeat(32),
      PII_KEY: '0'.repeat(64),
    });
    url = await server.ready();
    const { body } = await client(url).send('POST', '/api/demo/devices', { kind: 'KIOSK' });
    kiosk = client(url, body.deviceToken);
  });
  afterEach(async () => {
    server.kill('SIGKILL');
    await server.ended;
    await outside.end();
    await watcher.end();
    await database.drop();
  });

  const issue = (): Promise<Answer> =>
    kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' });
  const waitingForTheBranch = async (): Promise<number> => {
    const { rows } = await watcher.query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rows[0]!.n;
  };

  it.each(['SIGTERM', 'SIGINT'] as const)('R11: %s: requests that are here end, exit 0 in time', async (signal) => {
    expect((await issue()).body.numero).toBe('C01');
    // The branch is held from outside, so that the requests are surely in the middle when the signal comes.
    await outside.query('begin');
    await outside.query('select 1 from branch for update');
    const answers = Promise.all([issue(), issue(), issue()]);
    while ((await waitingForTheBranch()) < 1) await new Promise((resolve) => setImmediate(resolve));
    // One waits in the database, the others for their turn in the server: what was sent after them is answered.
    for (let i = 0; i < 3; i++) expect((await client(url).send('GET', '/api/health')).status).toBe(200);
    const before = Date.now();
    server.kill(signal);
    // The log says that it has heard; only then is the branch let go.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await outside.query('commit');
    expect((await answers).map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await server.ended).code).toBe(0);
    expect(Date.now() - before).toBeLessThan(LIMIT_MS);
    const { rows } = await outside.query<{ event_type: string }>(
      "select event_type from audit_log where entity_type = 'SISTEMA' order by id",
    );
    expect(rows.map(({ event_type }) => event_type)).toEqual(['SISTEMA_INICIADO', 'SISTEMA_DETENIDO']);
    expect((await outside.query('select count(*)::int as n from ticket')).rows).toEqual([{ n: 4 }]);
  });

  it('R11: under load: every ticket that was acknowledged is there, and exit 0', async () => {
    const given: string[] = [];
    let refused = 0;
    const loops = Array.from({ length: 6 }, async () => {
      for (;;) {
        const answer = await issue().catch(() => null);
        if (answer?.status !== 201) {
          refused += 1;
          return;
        }
        given.push(answer.body.numero);
      }
    });
    while (given.length < 50) await new Promise((resolve) => setImmediate(resolve));
    server.kill('SIGTERM');
    await Promise.all(loops);
    expect((await server.ended).code).toBe(0);
    expect(refused).toBe(6);
    const { rows } = await outside.query<{ numero: string }>('select numero from ticket order by id');
    // Not one more either: whoever was refused has no number that waits for nobody.
    expect(rows.map(({ numero }) => numero).sort()).toEqual([...given].sort());
  });

  it('R11: a database that does not answer does not keep it', async () => {
    await outside.query('begin');
    await outside.query('select 1 from branch for update');
    const answer = issue().catch(() => null);
    while ((await waitingForTheBranch()) < 1) await new Promise((resolve) => setImmediate(resolve));
    const before = Date.now();
    server.kill('SIGTERM');
    await server.ended;
    expect(Date.now() - before).toBeLessThan(LIMIT_MS);
    await outside.query('rollback');
    await answer;
    // The connection of the dead process is gone, and what it wanted was not done.
    expect((await outside.query('select count(*)::int as n from ticket')).rows).toEqual([{ n: 0 }]);
  });
});
