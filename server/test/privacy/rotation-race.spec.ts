import { Pii } from '../../src/platform/pii.js';
import { Chats } from '../../src/telegram/chats.js';
import { startApp, type TestApp } from '../support/app.js';
import { client, newPerson, pairDevice, type Answer } from '../support/client.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { broken } from '../support/invariants.js';
import { rotate, rotationOf } from '../support/pii-rotate.js';
import { row, rows } from '../support/rows.js';

const KEYS = ['first', 'second', 'third'].map((name) => Buffer.alloc(32, name));
const [OLD, NEW, NEXT] = KEYS as [Buffer, Buffer, Buffer];
const PEOPLE = 40;
const PHONES = Array.from({ length: 20 }, (_, i) => `+569555000${String(i).padStart(2, '0')}`);

describe('a rotation with two servers at work', () => {
  let database: TestDatabase;
  let servers: TestApp[];
  let token: string;
  const people = Array.from({ length: PEOPLE }, newPerson);

  beforeAll(async () => {
    database = await createDatabase();
    const first = await startApp({ database, config: { piiKey: OLD } });
    token = (await pairDevice(first.url, 'KIOSK')).token;
    await first.close();
    const config = { piiKey: NEW, piiKeysPrevious: [OLD] };
    servers = [await startApp({ database, config })];
    servers.push(await startApp({ database, config, clock: servers[0]!.clock }));
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    await database.drop();
  });

  const issue = (server: number, nationalId: string): Promise<Answer> =>
    client(servers[server]!.url, token).send('POST', '/api/tickets', { nationalId, queueType: 'CAJA' });
  /** Every one of them at each server at once. */
  const wave = (who: string[]): Promise<Answer[]> =>
    Promise.all(who.flatMap((person) => servers.map((_, server) => issue(server, person))));

  /** Person → how many active tickets, as the sealed ids say. */
  async function activeTickets(): Promise<number[]> {
    const pii = servers[0]!.app.get(Pii);
    const active = await rows(
      servers[0]!,
      "select national_id from ticket where status in ('EN_ESPERA', 'PROXIMO', 'ATENDIENDO')",
    );
    const counts = new Map<string, number>();
    for (const { national_id: sealed } of active) {
      const id = await pii.open(sealed);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return [...counts.values()];
  }

  it('R3: the same people at both, before, during and after: one ticket each, and never an error', async () => {
    const { rotation, close } = await rotationOf(database.url, { piiKey: NEW, piiKeysPrevious: [OLD] });
    const early = people.slice(0, PEOPLE / 2);
    const answers = await wave(early);
    let over = false;
    const rotated = rotation.run().finally(() => (over = true));
    do answers.push(...(await wave(people)));
    while (!over);
    answers.push(...(await wave(people)));
    expect((await rotated)?.unreadable).toEqual([]);
    await close();

    const won = answers.filter(({ status }) => status === 201).length;
    const lost = answers.filter(({ body }) => body.error === 'TICKET_ACTIVO_EXISTENTE').length;
    expect([won, won + lost]).toEqual([PEOPLE, answers.length]);
    expect(await activeTickets()).toEqual(people.map(() => 1));
    expect(await broken(servers[0]!)).toEqual({});
    // Both of them learned of the new keys while they worked.
    expect(servers.map(({ app }) => app.get(Pii).generation)).toEqual([2, 2]);
  });

  it('R9: phones shared at both meanwhile: one link each, to the chat that was last, found by the next ticket', async () => {
    await servers[0]!.close();
    await servers[1]!.close();
    const config = { piiKey: NEXT, piiKeysPrevious: [NEW] };
    servers = [await startApp({ database, config }), await startApp({ database, config })];
    const chats = servers.map(({ app }) => app.get(Chats));
    await Promise.all(PHONES.map((phone) => chats[0]!.keepPhone(phone, 'before')));
    const { rotation, close } = await rotationOf(database.url, config);
    let over = false;
    const rotated = rotation.run().finally(() => (over = true));
    do await Promise.all(PHONES.map((phone, i) => chats[i % 2]!.keepPhone(phone, 'meanwhile')));
    while (!over);
    await rotated;
    await close();
    const links = await rows(
      servers[0]!,
      'select chat_id, length(telefono_hash) as n, get_byte(telefono_hash, 0) as g from telegram_link',
    );
    expect(links).toEqual(PHONES.map(() => ({ chat_id: 'meanwhile', n: 33, g: 3 })));
    const body = { nationalId: newPerson(), queueType: 'CAJA', telefono: PHONES[7] };
    const issued = await client(servers[1]!.url, token).send('POST', '/api/tickets', body);
    const sql = 'select telegram_chat_id as chat from ticket where numero = $1';
    expect(await row(servers[0]!, sql, [issued.body.numero])).toEqual({ chat: 'meanwhile' });
  });
});

describe('a rotation that is killed', () => {
  const ROWS = 3_000;
  const HELD = 1_000;
  let database: TestDatabase;
  let test: TestApp;
  let token: string;
  const present = newPerson();
  const past = newPerson();
  const env = () => ({
    ...{ DATABASE_URL: database.url, PII_KEY: NEW.toString('hex') },
    PII_KEY_PREVIOUS: OLD.toString('hex'),
  });
  const left = async (): Promise<number> =>
    Number(
      (
        await row(
          test,
          'select count(*) as n from ticket where get_byte(national_id, 0) = 1 or length(national_id_hash) = 32',
        )
      )['n'],
    );
  const send = (path: string, body: object) => client(test.url, token).send('POST', path, body);

  beforeAll(async () => {
    database = await createDatabase();
    test = await startApp({ database, config: { piiKey: NEW, piiKeysPrevious: [OLD] } });
    token = (await pairDevice(test.url, 'KIOSK')).token;
    const { body } = await send('/api/tickets', { nationalId: past, queueType: 'CAJA', telefono: '+56977777777' });
    await client(test.url, token).send('DELETE', `/api/tickets/${body.codigoReferencia}`);
    // Some weeks of tickets like it.
    const columns = (
      await rows(test, "select column_name as c from information_schema.columns where table_name = 'ticket'")
    )
      .map(({ c }) => String(c))
      .filter((c) => !['id', 'codigo_referencia', 'numero', 'business_date'].includes(c));
    await rows(
      test,
      `insert into ticket (codigo_referencia, numero, business_date, ${columns.join()})
       select gen_random_uuid(), 'X' || n, business_date - 3 - n % 40, ${columns.join()}
       from ticket, generate_series(1, ${ROWS}) n`,
    );
    await send('/api/tickets', { nationalId: present, queueType: 'CAJA' });
  });
  afterAll(async () => {
    await test.close();
    await database.drop();
  });

  it('R13: everything goes on with half of the rows done, and the next run does the rest', async () => {
    const holder = test.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query(`select 1 from ticket where numero like 'X%' order by id limit ${HELD} for update`);
    const { child, ended } = rotate(env());
    while ((await left()) > HELD && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    const killed = await ended;
    expect(killed).toMatchObject({ code: null, stdout: '' });
    expect(killed.stderr).toMatch(/^\d+ of 3\d{3}\n/);
    expect(killed.stdout).toBe('');
    await holder.rollbackTransaction();
    await holder.release();
    expect(await left()).toBe(HELD);

    const again = await startApp({ database, clock: test.clock, config: { piiKey: NEW, piiKeysPrevious: [OLD] } });
    for (const { url } of [test, again]) {
      const found = await client(url, token).send('POST', '/api/tickets/by-rut', { nationalId: past });
      expect(found.body.lastTicketToday.nationalId).toBe(`•••••${past.slice(-5)}`);
      const refused = await client(url, token).send('POST', '/api/tickets', { nationalId: present, queueType: 'CAJA' });
      expect(refused.body.error).toBe('TICKET_ACTIVO_EXISTENTE');
    }
    await again.close();

    const { code, stdout } = await rotate(env()).ended;
    // No second switch: the commands wait once.
    expect(stdout).toMatch(new RegExp(`^✓ ${HELD} rows are under the new key; `));
    expect(code).toBe(0);
    expect(await left()).toBe(0);
    expect(await rows(test, 'select id, status from pii_key order by id')).toEqual([
      { id: 1, status: 'RETIRED' },
      { id: 2, status: 'CURRENT' },
    ]);
    const { body } = await send('/api/tickets/by-rut', { nationalId: past });
    expect(body.lastTicketToday.nationalId).toBe(`•••••${past.slice(-5)}`);
  });
});
