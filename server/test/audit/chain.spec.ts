import { Client } from 'pg';

import { AuditChains } from '../../src/audit/audit-chains.js';
import { openBank, type Bank } from '../support/bank.js';
import { newPerson, signIn, type TestClient } from '../support/client.js';
import { branchRow } from '../support/rows.js';

describe('the chain of events', () => {
  let bank: Bank;
  let supervisor: TestClient;
  let superuser: Client;
  let branchId: number;

  beforeAll(async () => {
    bank = await openBank(2);
    supervisor = await signIn(bank.test.url, 'supervisor');
    superuser = new Client({ connectionString: bank.test.database.url });
    await superuser.connect();
    branchId = Number((await branchRow(bank.test))['id']);
    // Two servers at once, so that events of several commands want their place in the same moment.
    const advisor = await bank.advisor('maria.gonzalez');
    const issue = (kiosk: TestClient) =>
      kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' });
    await Promise.all(Array.from({ length: 24 }, (_, i) => issue(bank.kiosk[i % 2]!)));
    for (let i = 0; i < 6; i++) {
      const answer = await advisor[i % 2]!.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' });
      expect(answer.status).toBe(200);
    }
  });
  afterAll(async () => {
    await superuser.end();
    await bank.close();
  });

  const verify = async () => (await supervisor.send('GET', '/api/admin/audit/verify')).body;

  it('R10: whole after a busy time of two servers, and each event knows the one before', async () => {
    const { rows } = await superuser.query('select prev_hash, hash from audit_log where branch_id = $1 order by id', [
      branchId,
    ]);
    expect(rows.length).toBeGreaterThan(50);
    rows.forEach((event, i) => expect(event.prev_hash).toEqual(i === 0 ? null : rows[i - 1].hash));
    expect(await verify()).toEqual({ branch: 'CENTRO', events: rows.length, valid: true, firstInvalidId: null });
    for (const { app } of bank.servers) {
      expect(await app.get(AuditChains).verify(null)).toMatchObject({ valid: true, firstInvalidId: null });
    }
  });

  /** A superuser at work, with the triggers off; everything is as before afterwards. Returns what the verifier says. */
  async function tampered(
    sql: string,
    values: unknown[] = [],
  ): Promise<{ valid: boolean; events: number; firstInvalidId: number | null }> {
    await superuser.query('create table kept as select * from audit_log');
    await superuser.query("set session_replication_role = 'replica'");
    try {
      await superuser.query(sql, values);
      return await verify();
    } finally {
      await superuser.query('truncate audit_log');
      await superuser.query('insert into audit_log overriding system value select * from kept');
      await superuser.query("set session_replication_role = 'origin'");
      await superuser.query('drop table kept');
    }
  }
  const nth = async (n: number): Promise<number> => {
    const sql = 'select id from audit_log where branch_id = $1 order by id offset $2 limit 1';
    return Number((await superuser.query(sql, [branchId, n])).rows[0].id);
  };

  it.each([
    ['the actor', "actor = 'otro@banco.com'"],
    ['the state', `new_state = jsonb_set(new_state, '{status}', '"CANCELADO"')`],
    ['the time, by a millisecond', "created_at = created_at + interval '1 millisecond'"],
    ['a text that moves to the next field', "entity_id = entity_id || 'x', entity_identifier = null"],
    ['its own hash', "hash = sha256('x')"],
  ])('R10: changed: %s: the event itself is named', async (_, change) => {
    const id = await nth(10);
    expect(await tampered(`update audit_log set ${change} where id = ${id}`)).toMatchObject({
      valid: false,
      firstInvalidId: id,
    });
  });

  it('R10: changed with its hash made anew: the one after it is named', async () => {
    const id = await nth(10);
    const sql = `update audit_log a set actor = 'otro@banco.com', hash = audit_event_hash(prev_hash,
      (select e from audit_log e where e.id = ${id})) where id = ${id}`;
    const { valid, firstInvalidId } = await tampered(sql);
    expect(valid).toBe(false);
    expect([id, await nth(11)]).toContain(firstInvalidId);
  });

  it('R10: taken out: the one after it is named; from the end: the last one', async () => {
    const [tenth, eleventh, last] = [await nth(10), await nth(11), await lastId()];
    expect(await tampered(`delete from audit_log where id = ${tenth}`)).toMatchObject({ firstInvalidId: eleventh });
    expect(await tampered(`delete from audit_log where id = ${last}`)).toMatchObject({
      valid: false,
      firstInvalidId: last,
    });
  });

  it('R10: put in: it is named', async () => {
    const id = await nth(10);
    const sql = `insert into audit_log (id, branch_id, entity_type, entity_id, event_type, actor, prev_hash, hash, created_at)
      overriding system value
      select 1000000000, branch_id, entity_type, entity_id, event_type, actor, hash, sha256('x'), created_at
      from audit_log where id = ${id}`;
    const before = `update audit_chain set last_id = 1000000000 where branch_id = ${branchId}`;
    const { valid, firstInvalidId } = await tampered(`${sql}; ${before}`);
    expect([valid, firstInvalidId]).toEqual([false, 1_000_000_000]);
    await superuser.query('update audit_chain set last_id = $2 where branch_id = $1', [branchId, await lastId()]);
  });

  it.each([
    ['with a hash that fits nothing: it is named', "sha256('x')", 0],
    ['with hashes made to fit the one before: the one after it is named', 'audit_event_hash(prev_hash, e)', 1],
  ])('R10: put in between two, %s', async (_, hash, after) => {
    const [tenth, eleventh] = [await nth(10), await nth(11)];
    const between = tenth + 1;
    expect(between).toBeLessThan(eleventh); // the ids leave room
    const sql = `insert into audit_log (id, branch_id, entity_type, entity_id, event_type, actor, prev_hash, hash, created_at)
      overriding system value
      select ${between}, branch_id, entity_type, entity_id, event_type, 'intruso@banco.com', hash, 'x', created_at
      from audit_log where id = ${tenth};
      update audit_log e set hash = ${hash} where id = ${between}`;
    const { valid, firstInvalidId } = await tampered(sql);
    expect([valid, firstInvalidId]).toEqual([false, [between, eleventh][after]]);
  });

  it('R10: the first taken out: the second is named; one put before it: that one; all taken out: the last', async () => {
    const [first, second] = [await nth(0), await nth(1)];
    expect(await tampered(`delete from audit_log where id = ${first}`)).toMatchObject({ firstInvalidId: second });
    const before = `insert into audit_log (id, branch_id, entity_type, entity_id, event_type, actor, hash, created_at)
      overriding system value
      select -1, branch_id, entity_type, entity_id, event_type, actor, sha256('x'), created_at
      from audit_log where id = ${first}`;
    expect(await tampered(before)).toMatchObject({ valid: false, firstInvalidId: -1 });
    const last = await lastId();
    const all = await tampered(`delete from audit_log where branch_id = ${branchId}`);
    expect(all).toMatchObject({ valid: false, events: 0, firstInvalidId: last });
  });

  it('R10: put in behind the end: it is named, without waiting for the next event', async () => {
    const id = (await lastId()) + 1;
    const sql = `insert into audit_log (id, branch_id, entity_type, entity_id, event_type, actor, prev_hash, hash, created_at)
      overriding system value
      select ${id}, branch_id, entity_type, entity_id, event_type, actor, hash, sha256('x'), created_at
      from audit_log where id = ${id - 1};
      update audit_log e set hash = audit_event_hash(prev_hash, e) where id = ${id}`;
    expect(await tampered(sql)).toMatchObject({ valid: false, firstInvalidId: id });
  });

  it('R10: moved to another branch: the one after it is named in its own', async () => {
    const id = await nth(10);
    const sql = `update audit_log set branch_id = 999 where id = ${id}`;
    expect(await tampered(sql)).toMatchObject({ valid: false, firstInvalidId: await nth(11) });
  });

  it('R10: two that changed what they say: the first of them is named', async () => {
    const [a, b] = [await nth(10), await nth(20)];
    const sql = `update audit_log x set (entity_type, entity_id, event_type, actor) =
      (select y.entity_type, y.entity_id, y.event_type, y.actor || '' from audit_log y
       where y.id = case x.id when ${a} then ${b} else ${a} end) where x.id in (${a}, ${b})`;
    expect(await tampered(sql)).toMatchObject({ valid: false, firstInvalidId: a });
  });

  it('R10: two that changed places: the first of them is named', async () => {
    const [a, b] = [await nth(10), await nth(11)];
    const move = (from: number, to: number) => `update audit_log set id = ${to} where id = ${from};`;
    const sql = move(a, -1) + move(b, a) + move(-1, b);
    expect(await tampered(sql)).toMatchObject({ valid: false, firstInvalidId: a });
  });

  const lastId = async (): Promise<number> =>
    Number((await superuser.query('select max(id) as id from audit_log where branch_id = $1', [branchId])).rows[0].id);
});
