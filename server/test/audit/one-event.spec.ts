import type { AuditPage } from '@ticketero/contract';

import { startApp, START, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { branchRow, row, type Row } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';
import { writeEvents } from './many-events.js';

/** The walk of the chain names an event by its id: it can be looked at, whatever is wrong with it. */
describe('one event of the log', () => {
  let test: TestApp;
  let supervisor: TestClient;
  let event: Row;

  beforeAll(async () => {
    test = await startApp();
    await addSecondBranch(test);
    await writeEvents(test, { count: 300, perDay: 100, until: START });
    supervisor = await signIn(test.url, 'supervisor');
    const { id } = await branchRow(test);
    event = await row(
      test,
      `select id, encode(hash, 'hex') as hash from audit_log where branch_id = ${Number(id)} order by id offset 150 limit 1`,
    );
  });
  afterAll(() => test.close());

  const find = async (id: number): Promise<AuditPage> =>
    (await supervisor.send('GET', `/api/admin/audit?id=${id}`)).body;

  it('R10: is found by its id, with the hash that holds its place in the chain', async () => {
    const { total, records } = await find(Number(event['id']));
    expect([total, records.length]).toEqual([1, 1]);
    expect(records[0]).toMatchObject({ id: Number(event['id']), hash: event['hash'] });
    expect(event['hash']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('R10: is not there when it was taken out, or belongs to another branch', async () => {
    expect(await find(999_999_999)).toMatchObject({ total: 0, records: [] });
    const other = await row(
      test,
      `insert into audit_log (branch_id, entity_type, entity_id, event_type, actor, created_at)
       select id, 'BRANCH', '2', 'JORNADA_CERRADA', 'SISTEMA', now() from branch where code <> 'CENTRO' returning id`,
    );
    expect(await find(Number(other['id']))).toMatchObject({ total: 0, records: [] });
  });
});
