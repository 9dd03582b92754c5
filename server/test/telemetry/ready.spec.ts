import { Client } from 'pg';

import { Transactions } from '../../src/platform/database/transactions.js';
import { Readiness } from '../../src/platform/readiness.js';
import { ServerProcess } from '../support/built-server.js';
import { openBranch, type TestBranch } from '../support/branch.js';
import { client, newPerson } from '../support/client.js';
import { createDatabase } from '../support/database.js';
import { rows } from '../support/rows.js';

describe('GET /api/health/live and /api/health/ready', () => {
  let branch: TestBranch;
  beforeAll(async () => {
    branch = await openBranch();
  });
  afterAll(() => branch.test.close());
  afterEach(() => jest.restoreAllMocks());

  const ask = async (what: 'live' | 'ready') => {
    const { status, body } = await client(branch.test.url).send('GET', `/api/health/${what}`);
    return [status, body];
  };

  it('a process that serves is live and ready', async () => {
    expect(await ask('live')).toEqual([200, { status: 'UP' }]);
    expect(await ask('ready')).toEqual([200, { status: 'UP', reasons: [] }]);
  });

  it('live asks nobody: a database that is away must not have every process started anew', async () => {
    const { answered } = silence(new Error('away'));
    expect(await ask('live')).toEqual([200, { status: 'UP' }]);
    expect(answered).not.toHaveBeenCalled();
  });

  it('ready is 503 while the database is away, and says nothing of where it is', async () => {
    silence(Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' }));
    expect(await ask('ready')).toEqual([503, { status: 'DOWN', reasons: ['DATABASE_AWAY'] }]);
  });

  it('ready is 503 where the schema is older than the server, as after a backup was put back', async () => {
    const newest = 'select max(name) from schema_migration';
    const [gone] = await rows(branch.test, `delete from schema_migration where name = (${newest}) returning *`);
    expect(await ask('ready')).toEqual([503, { status: 'DOWN', reasons: ['SCHEMA_OUTDATED'] }]);
    await rows(branch.test, 'insert into schema_migration (id, name, run_on) values ($1, $2, $3)', [
      ...[gone!['id'], gone!['name'], gone!['run_on']],
    ]);
    expect((await ask('ready'))[0]).toBe(200);
  });

  it('a database that answers others is not away, however long the line for a connection is', async () => {
    const transactions = branch.test.app.get(Transactions);
    jest.spyOn(transactions, 'query').mockReturnValue(new Promise(() => {}));
    const answer = ask('ready');
    let busy = true;
    void answer.finally(() => (busy = false));
    // One after another, and none is under way any more when the next question is asked: it would be an answer to somebody.
    while (busy) await transactions.run((tx) => tx.query({ name: 'busy', text: 'select 1' }, []));
    expect(await answer).toEqual([200, { status: 'UP', reasons: [] }]);
    // And when it answers nobody it is.
    expect(await ask('ready')).toEqual([503, { status: 'DOWN', reasons: ['DATABASE_AWAY'] }]);
  });

  it('a process that is about to stop says so, and serves who comes all the same', async () => {
    branch.test.app.get(Readiness).stop();
    expect(await ask('ready')).toEqual([503, { status: 'DOWN', reasons: ['STOPPING'] }]);
    expect(await ask('live')).toEqual([200, { status: 'UP' }]);
    expect((await branch.issue())['numero']).toMatch(/^C\d\d$/);
  });

  function silence(error: Error) {
    const answered = jest.spyOn(branch.test.app.get(Transactions), 'query').mockRejectedValue(error);
    return { answered };
  }
});

describe('a server with DRAIN_SECONDS that is told to stop', () => {
  it('R11: is not ready first, serves meanwhile, and ends with 0', async () => {
    const database = await createDatabase();
    const server = new ServerProcess({
      ...{ DATABASE_URL: database.url, SEED_DEMO: 'true', JWT_SECRET: 'j'.repeat(32), PII_KEY: '0'.repeat(64) },
      DRAIN_SECONDS: '5', // in which a number must be given, on a machine that is busy with others
    });
    const url = await server.ready();
    const { body } = await client(url).send('POST', '/api/demo/devices', { kind: 'KIOSK' });
    const kiosk = client(url, body.deviceToken);
    const ready = () => client(url).send('GET', '/api/health/ready');
    expect((await ready()).status).toBe(200);
    server.kill('SIGTERM');
    let answer = await ready();
    while (answer.status === 200) answer = await ready();
    expect([answer.status, answer.body]).toEqual([503, { status: 'DOWN', reasons: ['STOPPING'] }]);
    const issued = await kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' });
    expect(issued.status).toBe(201);
    expect((await server.ended).code).toBe(0);
    const outside = new Client({ connectionString: database.url });
    await outside.connect();
    const { rows: kept } = await outside.query('select numero from ticket');
    expect(kept).toEqual([{ numero: issued.body.numero }]);
    await outside.end();
    await database.drop();
  });
});
