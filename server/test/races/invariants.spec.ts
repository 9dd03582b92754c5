import { openBranch, PHONE, type TestBranch } from '../support/branch.js';
import { broken } from '../support/invariants.js';
import { rows } from '../support/rows.js';

// The races are only as good as what looks at their result: each of these must be seen.
const DAMAGE: [rule: string, sql: string][] = [
  ['R2: a gap', "update ticket set numero = 'C07' where numero = 'C02'"],
  ['R2: a gap', 'update ticket_counter set last_number = 9'],
  ['R2: a gap', "delete from ticket where numero = 'C01'"],
  ['R7: a load', 'update advisor set workload_minutes = 15 where workload_minutes = 5'],
  ['R7: a load', 'update advisor set assigned_tickets_count = 0'],
  ['R10: a ticket without', 'update ticket set codigo_referencia = gen_random_uuid()'],
  ['R10: a last event', "update ticket set status = 'PROXIMO' where numero = 'C02'"],
  ['R12: figures', 'update queue_day set issued = issued + 1'],
  ['R9: messages', "update ticket set status = 'CANCELADO', closed_at = now() where numero = 'C02'"],
  [
    'R10: an event that does not follow',
    `insert into audit_log (branch_id, entity_type, entity_id, event_type, actor, old_state, new_state, created_at)
     select 1, 'TICKET', codigo_referencia, 'TICKET_ASIGNADO', 'x', '{"status": "PROXIMO"}', '{"status": "ATENDIENDO"}', now()
     from ticket where numero = 'C02'`,
  ],
  [
    'R7: a ticket assigned while it was served',
    `insert into audit_log (branch_id, entity_type, entity_id, entity_identifier, event_type, actor, old_state, created_at)
     select 1, 'TICKET', codigo_referencia, 'C01', 'TICKET_ASIGNADO', 'x', '{"status": "ATENDIENDO"}', now()
     from ticket where numero = 'C01'`,
  ],
  [
    'R7: a ticket that waits for somebody who is not there',
    `update ticket set reserved_at = now(), reserved_advisor_id = (select min(id) from advisor where status = 'OFFLINE')
     where numero = 'C02'`,
  ],
  [
    'R7: an advisor’s day',
    'insert into advisor_day (advisor_id, branch_id, business_date, served) ' +
      'select id, branch_id, current_date, 1 from advisor limit 1',
  ],
  ['R4: a ticket that outlived its day', "update branch set business_date = business_date + 1 where code = 'CENTRO'"],
];

describe('the invariants of a database', () => {
  let branch: TestBranch;
  beforeAll(async () => {
    branch = await openBranch();
    await branch.ready('luis.perez');
    await branch.issue();
    await branch.issue('CAJA', { telefono: PHONE });
  });
  afterAll(() => branch.test.close());

  it('R7: hold in a branch that only commands have touched', async () => {
    expect(await broken(branch.test)).toEqual({});
  });

  it.each(DAMAGE)('%s is found when it is made (damage %#)', async (rule, sql) => {
    const { dataSource } = branch.test;
    const runner = dataSource.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(sql);
      const inside = { ...branch.test, dataSource: { query: runner.query.bind(runner) } } as never;
      const found = Object.keys(await broken(inside));
      expect(found.some((name) => name.startsWith(rule))).toBe(true);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
    expect(await rows(branch.test, 'select numero from ticket order by id')).toHaveLength(2);
  });
});
