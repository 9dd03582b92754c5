import { execFile } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { AuditHead } from '@ticketero/contract';
import { Client } from 'pg';

import { openBranch, type TestBranch } from '../support/branch.js';
import { signIn, type TestClient } from '../support/client.js';
import { branchRow, rows } from '../support/rows.js';

const DIST = resolve(__dirname, '../../dist/tools');
const DAY = 86_400_000;

describe('the signed head of the audit log', () => {
  let branch: TestBranch;
  let supervisor: TestClient;
  let superuser: Client;
  let branchId: number;
  let folder: string;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');

  beforeAll(async () => {
    branch = await openBranch(undefined, { config: { auditKey: privateKey } });
    branchId = Number((await branchRow(branch.test))['id']);
    supervisor = await signIn(branch.test.url, 'supervisor');
    superuser = new Client({ connectionString: branch.test.database.url });
    await superuser.connect();
    folder = mkdtempSync(join(tmpdir(), 'ticketero-head-'));
    for (let i = 0; i < 8; i++) await branch.issue();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await superuser.end();
    await branch.test.close();
  });

  const headOf = async (query = ''): Promise<AuditHead> => {
    const { status, body } = await supervisor.send('GET', `/api/admin/audit/head${query}`);
    expect(status).toBe(200);
    return body;
  };

  /** A command of package.json as the bank runs it beside the server. */
  function run(
    command: 'audit-head' | 'audit-check',
    args: string[],
    key: KeyObject | null = privateKey,
  ): Promise<{ code: number; output: string }> {
    const pem = key?.export({ type: 'pkcs8', format: 'pem' }).toString();
    const env = { PATH: process.env['PATH'], DATABASE_URL: branch.test.database.url, AUDIT_SIGNING_KEY: pem ?? '' };
    return new Promise((done) => {
      execFile(process.execPath, [join(DIST, `${command}.js`), ...args], { env }, (error, stdout, stderr) =>
        done({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
      );
    });
  }
  const kept = (head: object, name = 'head.json'): string => {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(head, null, 2));
    return file;
  };
  const check = async (head: object): Promise<{ code: number; output: string }> => run('audit-check', [kept(head)]);

  /** With the triggers off, as somebody who owns the machine. */
  async function tamper(sql: string): Promise<void> {
    await superuser.query("set session_replication_role = 'replica'");
    await superuser.query(sql);
    await superuser.query("set session_replication_role = 'origin'");
  }
  /** Every event from `id` on gets the hashes that a true chain would have, and so do the head and the search's counts. */
  const rewriteFrom = (id: number): string => `do $$
    declare e audit_log; previous bytea;
    begin
      select hash into previous from audit_log where branch_id = ${branchId} and id < ${id} order by id desc limit 1;
      for e in select * from audit_log where branch_id = ${branchId} and id >= ${id} order by id loop
        update audit_log set prev_hash = previous, hash = audit_event_hash(previous, e) where id = e.id returning hash into previous;
      end loop;
      update audit_chain c set head = previous, length = (select count(*) from audit_log where branch_id = ${branchId}),
        last_id = (select max(id) from audit_log where branch_id = ${branchId}) where c.branch_id = ${branchId};
      delete from audit_count where branch_id = ${branchId};
      insert into audit_count
        select branch_id, (created_at at time zone 'UTC')::date, entity_type, event_type, actor, coalesce(advisor_id, 0),
          count(*), min(created_at), max(created_at)
        from audit_log where branch_id = ${branchId} group by 1, 2, 3, 4, 5, 6;
    end $$`;
  const nth = async (n: number): Promise<number> => {
    const found = await rows(
      branch.test,
      'select id from audit_log where branch_id = $1 order by id offset $2 limit 1',
      [branchId, n],
    );
    return Number(found[0]!['id']);
  };

  it('R10: the present end of the chain, signed over the document as RFC 8785 writes it', async () => {
    const head = await headOf();
    const [last] = await rows(
      branch.test,
      `select id, encode(hash, 'hex') as hash, (select count(*)::int from audit_log where branch_id = $1) as events
       from audit_log where branch_id = $1 order by id desc limit 1`,
      [branchId],
    );
    expect(head).toMatchObject({
      ...{ branch: 'CENTRO', date: '2026-11-18', signedAt: '2026-11-18T13:00:00.000Z' },
      ...{ events: last!['events'], lastId: Number(last!['id']), lastHash: last!['hash'] },
    });
    const { signature, ...rest } = head;
    const bytes =
      `{"branch":"CENTRO","date":"2026-11-18","events":${rest.events},"keyId":"${rest.keyId}",` +
      `"lastHash":"${rest.lastHash}","lastId":${rest.lastId},"signedAt":"2026-11-18T13:00:00.000Z"}`;
    expect(verify(null, Buffer.from(bytes), publicKey, Buffer.from(signature, 'base64'))).toBe(true);
    expect((await check(head)).code).toBe(0);
  });

  it('R10: of a day that is over: what is written later does not change it', async () => {
    const before = await headOf('?date=2026-11-18');
    branch.test.clock.advance(DAY);
    await branch.issue();
    const after = await headOf('?date=2026-11-18');
    expect({ ...after, signedAt: '', signature: '' }).toEqual({ ...before, signedAt: '', signature: '' });
    expect((await headOf()).events).toBeGreaterThan(before.events);
    expect(await headOf('?date=2026-11-01')).toMatchObject({ events: 0, lastId: 0, lastHash: null });
    const { output, code } = await check(before);
    expect(output).toContain(`✓ CENTRO 2026-11-18: ${before.events} events, last hash ${before.lastHash}`);
    expect(code).toBe(0);
  });

  it('R10: whoever changes an event and rewrites all that follow, and the head, passes the walk and not this', async () => {
    const head = await headOf();
    const third = await nth(2);
    await superuser.query('create table kept_log as select * from audit_log');
    await superuser.query('create table kept_chain as select * from audit_chain');
    try {
      await tamper(`update audit_log set ip_address = '10.0.0.9' where id = ${third}; ${rewriteFrom(third)}`);
      // The chain itself is whole again: this is what the walk cannot tell (ADR 0007).
      expect((await supervisor.send('GET', '/api/admin/audit/verify')).body).toMatchObject({ valid: true });
      const { output, code } = await check(head);
      expect(output).toContain(`event ${head.lastId} has the hash `);
      expect(output).toContain(`and ${head.lastHash} was signed`);
      expect(output).toContain('the log was rewritten');
      expect(code).toBe(1);

      // One taken out, and the rest made to fit.
      await tamper(`delete from audit_log where id = ${third}; ${rewriteFrom(third)}`);
      expect((await supervisor.send('GET', '/api/admin/audit/verify')).body).toMatchObject({ valid: true });
      const missing = await check(head);
      expect(missing.output).toContain(
        `${head.events - 1} events up to ${head.lastId}, and ${head.events} were signed`,
      );
      expect(missing.code).toBe(1);

      // Everything since a moment undone.
      await tamper(`delete from audit_log where branch_id = ${branchId} and id > ${third}; ${rewriteFrom(third)}`);
      expect((await check(head)).output).toContain(`and ${head.events} were signed`);
    } finally {
      await tamper(`truncate audit_log, audit_chain; insert into audit_log overriding system value select * from kept_log;
        insert into audit_chain select * from kept_chain; drop table kept_log, kept_chain`);
    }
    expect((await check(head)).code).toBe(0);
  });

  it('R10: a chain that is broken before the head is named by the event', async () => {
    const head = await headOf();
    for (const [id, before] of [
      [await nth(2), 2],
      [head.lastId, head.events - 1],
    ]) {
      await tamper(`update audit_log set actor = actor || 'x' where id = ${id}`);
      expect((await check(head)).output).toContain(`broken at event ${id}, after ${before} that fit`);
      await tamper(`update audit_log set actor = left(actor, -1) where id = ${id}`);
    }
    expect((await check(head)).code).toBe(0);
  });

  it.each([
    ['the hash', { lastHash: 'a'.repeat(64) }],
    ['the number', { events: 1 }],
    ['the day', { date: '2026-11-17' }],
    ['the branch', { branch: 'NORTE' }],
    ['a field more', { note: 'ok' }],
  ])('R10: a document in which %s was changed is not believed', async (_, change) => {
    const { output, code } = await check({ ...(await headOf()), ...change });
    expect(output).toContain('✗ the signature does not fit the document');
    expect(code).toBe(1);
  });

  it('R10: the key is named, and the bank may check with the one that it keeps', async () => {
    const head = await headOf();
    const other = generateKeyPairSync('ed25519');
    const wrong = await run('audit-check', [kept(head)], other.privateKey);
    expect([wrong.code, wrong.output]).toEqual([
      1,
      expect.stringContaining(`signed with another key (${head.keyId}, not `),
    ]);
    const pem = join(folder, 'audit.pub.pem');
    writeFileSync(pem, publicKey.export({ type: 'spki', format: 'pem' }));
    expect((await run('audit-check', [kept(head), '--key', pem], other.privateKey)).code).toBe(0);
    expect((await run('audit-check', [kept(head), '--key', pem], null)).code).toBe(0);
    expect((await run('audit-check', [kept(head)], null)).output).toBe(
      'audit:check: there is no key to check with: --key <file>\n',
    );
    expect((await run('audit-check', [kept({ branch: 'CENTRO' })])).output).toContain('✗ is no signed head');
  });

  it('R10: npm run audit:head signs every chain into files, and gives the public key away', async () => {
    const out = join(folder, 'out');
    expect((await run('audit-head', ['--date', '2026-11-18', '--out', out])).code).toBe(0);
    expect((await run('audit-head', ['--public-key', '--out', out])).code).toBe(0);
    const files = readdirSync(out).sort();
    const { keyId } = await headOf();
    expect(files).toEqual([
      `audit-head-BANCO-2026-11-18.json`,
      `audit-head-CENTRO-2026-11-18.json`,
      `audit-key-${keyId}.pub.pem`,
    ]);
    const [bank, centro, pem] = files.map((file) => join(out, file));
    expect(createPublicKey(readFileSync(pem!)).equals(publicKey)).toBe(true);
    const checked = await run('audit-check', [bank!, centro!, '--key', pem!], null);
    expect([checked.code, checked.output.match(/✓/g)?.length]).toEqual([0, 2]);
    const line = await run('audit-head', ['--branch', 'CENTRO', '--date', '2026-11-18']);
    expect(JSON.parse(line.output)).toMatchObject({
      ...JSON.parse(readFileSync(centro!, 'utf8')),
      signedAt: expect.any(String),
      signature: expect.any(String),
    });
  });

  it.each([
    [['--date', '2026-02-30'], '--date: must be a day'],
    [['--date', '2999-01-01'], '--date: 2999-01-01 is yet to come'],
    [['--branch', 'SUR'], '--branch: there is no chain SUR'],
  ])('R10: audit:head %s says what is wrong; exit 2', async (args, said) => {
    const { output, code } = await run('audit-head', args);
    expect([output, code]).toEqual([expect.stringContaining(said), 2]);
  });

  it('R14: a day to come is a 400; without a key it is a 503 that names the variable', async () => {
    const later = await supervisor.send('GET', '/api/admin/audit/head?date=2026-11-25');
    expect([later.status, Object.keys(later.body.campos)]).toEqual([400, ['date']]);
    const keyless = await openBranch(undefined, { database: branch.test.database, config: { auditKey: null } });
    try {
      const { status, body } = await (
        await signIn(keyless.test.url, 'supervisor')
      ).send('GET', '/api/admin/audit/head');
      expect([status, body.error]).toEqual([503, 'SERVICIO_NO_DISPONIBLE']);
      expect(body.mensaje).toContain('AUDIT_SIGNING_KEY');
    } finally {
      await keyless.test.close();
    }
  });
});
