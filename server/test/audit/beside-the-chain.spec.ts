import { Client } from 'pg';

import { AuditChains } from '../../src/audit/index.js';
import { openBranch, type TestBranch } from '../support/branch.js';
import { branchRow } from '../support/rows.js';

/** What a search believes and no hash covers: changed by a superuser, with the triggers off. */
describe('beside the chain', () => {
  let branch: TestBranch;
  let superuser: Client;
  let chains: AuditChains;
  let branchId: number;

  beforeAll(async () => {
    branch = await openBranch();
    for (let i = 0; i < 4; i++) await branch.issue();
    await branch.ready('maria.gonzalez', 3);
    chains = branch.test.app.get(AuditChains, { strict: false });
    branchId = Number((await branchRow(branch.test))['id']);
    superuser = new Client({ connectionString: branch.test.database.url });
    await superuser.connect();
    await superuser.query("set session_replication_role = 'replica'");
  });
  afterAll(async () => {
    await superuser.end();
    await branch.test.close();
  });

  /** What the walk says while `sql` has been done; then it is taken back. */
  async function after(sql: string, takeBack: string): Promise<object> {
    await superuser.query(`create table kept as select * from ${takeBack}`);
    await superuser.query(sql);
    const { lastHash: _, events: __, ...report } = await chains.verify(branchId);
    await superuser.query(`delete from ${takeBack}; insert into ${takeBack} select * from kept; drop table kept`);
    expect(await chains.verify(branchId)).toMatchObject({ valid: true, fault: null });
    return report;
  }

  it('R10: an event that was put under another advisor is named', async () => {
    const mine = "entity_type = 'TICKET' and advisor_id is not null";
    const { rows } = await superuser.query<{ id: number }>(`select min(id) as id from audit_log where ${mine}`);
    const report = await after(`update audit_log set advisor_id = advisor_id + 1 where ${mine}`, 'audit_log');
    expect(report).toEqual({ valid: false, fault: 'event', firstInvalidId: rows[0]?.id });
  });

  it.each([
    'delete from audit_count where branch_id > 0',
    "update audit_count set events = events - 1 where event_type = 'TICKET_CREADO' and branch_id > 0",
    "update audit_count set actor = 'otro@banco.com' where event_type = 'TICKET_CREADO' and branch_id > 0",
    "update audit_count set last_at = first_at - interval '1 hour' where event_type = 'TICKET_CREADO' and branch_id > 0",
    `insert into audit_count select branch_id, day, entity_type, event_type, 'nadie', advisor_id, 1, first_at, last_at
       from audit_count where branch_id > 0 limit 1`,
  ])('R10: counts that are not those of the log are seen: %s', async (sql) => {
    expect(await after(sql, 'audit_count')).toEqual({ valid: false, fault: 'counts', firstInvalidId: null });
  });
});
