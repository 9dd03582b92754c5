import { DataSource } from 'typeorm';

import { serverNameOf } from '../../src/platform/database/data-source.js';
import { keyLock } from '../../src/platform/pii-crypto.js';
import { Chats } from '../../src/telegram/chats.js';
import { startApp, type TestApp } from '../support/app.js';
import { ServerProcess } from '../support/built-server.js';
import { client, newPerson, pairDevice, signIn, type TestClient } from '../support/client.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { rotate } from '../support/pii-rotate.js';
import { row, rows, ticketRow } from '../support/rows.js';

const OLD = Buffer.alloc(32, 'old');
const NEW = Buffer.alloc(32, 'new');
const PHONE = '+56911223344';
const CHAT = '5550001';
/** As the database sees a server with that key. */
const nameWith = (key: Buffer) => `"${serverNameOf(keyLock(key))}" from 127.0.0.1`;
const [waiting, left, later] = [newPerson(), newPerson(), newPerson()];

/** In the order in which an operator does it; each step stands on the one before. */
describe('a new PII_KEY', () => {
  let database: TestDatabase;
  let old: TestApp;
  let both: TestApp;
  let token: string;
  const env = (more: Record<string, string>): Record<string, string> => ({
    DATABASE_URL: database.url,
    JWT_SECRET: 'j'.repeat(32),
    ...more,
  });
  const withBoth = () => env({ PII_KEY: NEW.toString('hex'), PII_KEY_PREVIOUS: OLD.toString('base64') });
  const at = ({ url }: TestApp): TestClient => client(url, token);
  const issue = (test: TestApp, nationalId: string, more: object = {}) =>
    at(test).send('POST', '/api/tickets', { nationalId, queueType: 'CAJA', ...more });
  const byRut = async (test: TestApp, nationalId: string) =>
    (await at(test).send('POST', '/api/tickets/by-rut', { nationalId })).body;
  const keys = () => rows(both, 'select id, status from pii_key order by id');

  beforeAll(async () => {
    database = await createDatabase();
    old = await startApp({ database, config: { piiKey: OLD } });
    token = (await pairDevice(old.url, 'KIOSK')).token;
    await issue(old, waiting, { telefono: '+56900000001' });
    const { body } = await issue(old, left);
    await at(old).send('DELETE', `/api/tickets/${body.codigoReferencia}`);
    await old.app.get(Chats).keepPhone(PHONE, CHAT);
  });
  afterAll(async () => {
    await both.close();
    await database.drop();
  });

  it('R13: a server with another key is not started, and says so in one line', async () => {
    const wrong = 'ef'.repeat(32);
    for (const previous of ['', 'cd'.repeat(32)]) {
      const more = { PII_KEY: wrong, PII_KEY_PREVIOUS: previous };
      const { code, stdout, stderr } = await new ServerProcess(env({ ...more, SEED_DEMO: 'false' })).ended;
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^ticketero: PII_KEY: does not open the personal data of this database[^\n]*\n$/);
      expect(stderr).not.toMatch(/efef|cdcd/);
    }
  });

  it('R3: a server with both keys works beside one with the old key alone', async () => {
    both = await startApp({ database, clock: old.clock, config: { piiKey: NEW, piiKeysPrevious: [OLD] } });
    for (const test of [old, both]) {
      expect((await issue(test, waiting)).body.error).toBe('TICKET_ACTIVO_EXISTENTE');
      expect((await byRut(test, waiting)).activeTicket.nationalId).toBe(`•••••${waiting.slice(-5)}`);
    }
    expect((await issue(both, later)).status).toBe(201);
    expect((await issue(old, later)).status).toBe(409);
  });

  it('R13: while a server runs without the new key nothing is rotated', async () => {
    // A server at work asks every few seconds; the pool of one that does nothing closes its connections after ten.
    const atWork = old.app.get(DataSource).createQueryRunner();
    await atWork.connect();
    const { code, stdout, stderr } = await rotate(withBoth()).ended;
    await atWork.release();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^pii:rotate: a server still runs without the new PII_KEY[^\n]*\n$/);
    // Which one: where it connects from, under the name by which pg_stat_activity shows it. Never the server that has both.
    expect(stderr).toContain(`(${nameWith(OLD)})`);
    expect(stderr).not.toContain(nameWith(NEW));
    expect(await keys()).toEqual([{ id: 1, status: 'CURRENT' }]);
    await old.close();
  });

  it('R13: nor while somebody holds a branch: nobody waits for long', async () => {
    const holder = both.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('select 1 from branch for update');
    const { code, stderr } = await rotate(withBoth()).ended;
    await holder.rollbackTransaction();
    await holder.release();
    expect(code).toBe(2);
    expect(stderr).toMatch(/^pii:rotate: another transaction has held the branches for too long[^\n]*\n$/);
    expect(await keys()).toEqual([{ id: 1, status: 'CURRENT' }]);
  });

  it('R13: then everything is brought under the new one, beside the server', async () => {
    const { code, stdout, stderr } = await rotate(withBoth()).ended;
    expect(stdout).toMatch(
      /^✓ \d+ rows are under the new key, commands waited \d+ ms; [^\n]*\nPII_KEY_PREVIOUS can be removed\.\n$/,
    );
    expect(code).toBe(0);
    expect(stdout + stderr).not.toMatch(new RegExp(`${NEW.toString('hex')}|${OLD.toString('base64')}`));
    expect(await keys()).toEqual([
      { id: 1, status: 'RETIRED' },
      { id: 2, status: 'CURRENT' },
    ]);
    const sealed = await rows(
      both,
      'select national_id as s, national_id_hash as h, telefono as t, telefono_hash as p from ticket',
    );
    expect(sealed).toHaveLength(3);
    for (const { s, h, t, p } of sealed) {
      expect([...s.subarray(0, 2), h[0], h.length]).toEqual([2, 2, 2, 33]);
      if (t) expect([...t.subarray(0, 2), p[0], p.length]).toEqual([2, 2, 2, 33]);
    }
  });

  it('R13: the old key opens nothing any more', async () => {
    const open = await rows(
      both,
      'select key_id, seal_key is null as sealed from pii_key_slot where hash_key is not null order by key_id',
    );
    expect(open).toEqual([
      { key_id: 1, sealed: true }, // its place in the chain of hashes, under the new key
      { key_id: 2, sealed: false },
    ]);
    for (const previous of ['', NEW.toString('hex')]) {
      const more = { PII_KEY_PREVIOUS: previous };
      const { code, stderr } = await new ServerProcess(env({ PII_KEY: OLD.toString('hex'), ...more })).ended;
      expect(code).toBe(1);
      expect(stderr).toMatch(/^ticketero: PII_KEY: was replaced by another one[^\n]*\n$/);
    }
  });

  it('R3, R13: the server that ran through it finds everybody, and gives nobody a second ticket', async () => {
    for (const person of [waiting, later]) {
      expect((await issue(both, person)).body.error).toBe('TICKET_ACTIVO_EXISTENTE');
      expect((await byRut(both, person)).activeTicket.nationalId).toBe(`•••••${person.slice(-5)}`);
    }
    expect((await byRut(both, left)).lastTicketToday.nationalId).toBe(`•••••${left.slice(-5)}`);
    expect((await issue(both, left)).status).toBe(201);
  });

  it('R9: a phone that was shared before reaches its chat, and can be shared anew', async () => {
    const { body } = await issue(both, newPerson(), { telefono: PHONE });
    expect((await ticketRow(both, body.numero))['telegram_chat_id']).toBe(CHAT);
    await both.app.get(Chats).keepPhone(PHONE, '5550002');
    expect(await rows(both, 'select chat_id from telegram_link')).toEqual([{ chat_id: '5550002' }]);
  });

  it('R13: PII_KEY_PREVIOUS removed: everything works, and there is nothing left to do', async () => {
    const alone = await startApp({ database, clock: both.clock, config: { piiKey: NEW } });
    expect((await byRut(alone, waiting)).activeTicket.nationalId).toBe(`•••••${waiting.slice(-5)}`);
    expect((await issue(alone, waiting)).status).toBe(409);
    await alone.close();
    const { code, stdout } = await rotate(env({ PII_KEY: NEW.toString('hex') })).ended;
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^Nothing to do: /) });
  });

  it('R10: the audit log tells of it, and holds no key', async () => {
    const events = await rows(
      both,
      "select old_state, new_state, additional_data as data, row_to_json(a)::text as line from audit_log a where entity_id = 'pii-key' order by id",
    );
    const [from, to] = [{ generation: 1 }, { generation: 2 }];
    expect(events.map(({ old_state, new_state, data }) => [old_state, new_state, data])).toEqual([
      [from, to, { previous: 'RETIRING' }],
      [from, to, { previous: 'RETIRED' }],
    ]);
    expect((await row(both, 'select count(*)::int as n from pii_key_slot'))['n']).toBe(3);
  });

  it('R13: an id that was changed is refused, named by its ticket, and keeps its key', async () => {
    const supervisor = await signIn(both.url, 'supervisor');
    const { id } = await row(
      both,
      'update ticket set national_id = set_byte(national_id, 20, get_byte(national_id, 20) # 1) where id = (select min(id) from ticket) returning id',
    );
    const list = await supervisor.send('GET', '/api/admin/tickets');
    expect([list.status, list.body.error]).toEqual([500, 'ERROR_INTERNO']);
    await both.close();
    const third = { PII_KEY: Buffer.alloc(32, 'third').toString('hex'), PII_KEY_PREVIOUS: NEW.toString('hex') };
    const { code, stdout } = await rotate(env(third)).ended;
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`^✗ \\d+ rows [^\\n]*; 1 cannot be opened by any key \\(ticket ${id}\\)`));
    const config = { piiKey: Buffer.alloc(32, 'third'), piiKeysPrevious: [NEW] };
    both = await startApp({ database, clock: both.clock, config });
    expect(await keys()).toMatchObject([{ status: 'RETIRED' }, { status: 'RETIRING' }, { status: 'CURRENT' }]);
    expect((await issue(both, waiting)).status).toBe(500); // refused, but its ticket cannot be shown
    expect((await byRut(both, later)).activeTicket).not.toBeNull();
    await rows(both, 'delete from ticket where id = $1', [id]);
    expect(await rotate(env(third)).ended).toMatchObject({ code: 0 });
    expect(await keys()).toMatchObject([{ status: 'RETIRED' }, { status: 'RETIRED' }, { status: 'CURRENT' }]);
  });
});
