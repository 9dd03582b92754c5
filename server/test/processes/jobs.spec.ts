import { Client } from 'pg';

import { createDatabase, type TestDatabase } from '../support/database.js';
import { startBotApi } from '../support/bot-api/bot-api.mjs';
import { issueAt, openDoors, Processes, until, type Staff } from '../support/processes.js';
import { codeOf, seenBy, type BotApi, type Person } from '../support/telegram.js';
import { client } from '../support/client.js';

/** Some of those that one process at a time does. */
const JOBS = ['positions', 'assignment', 'messages', 'telegram-updates'];
const isHeld = (holders: Map<string, string>): boolean => JOBS.every((job) => holders.has(job));

describe('the jobs of two processes', () => {
  let database: TestDatabase;
  let api: BotApi;
  let processes: Processes;
  let staff: Staff;
  let sql: Client;
  let chats = 2_000_000;

  beforeAll(async () => {
    database = await createDatabase();
    sql = new Client({ connectionString: database.url });
    await sql.connect();
    api = await startBotApi();
    processes = new Processes(database.url, {
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_BOT_NAME: api.botName,
      TELEGRAM_API_ROOT: api.root,
    });
    await processes.start();
    await processes.start();
    staff = await openDoors(processes.running[0]!.url, 8);
  });
  afterAll(async () => {
    await processes.stop();
    await sql.end();
    await api.close();
    await database.drop();
  });

  const polls = () => api.calls.filter(({ method, payload }) => method === 'getUpdates' && payload['timeout'] > 0);
  /** Job → the process that holds it. */
  async function holders(): Promise<Map<string, string>> {
    const { rows } = await sql.query<{ name: string; holder: string }>('select name, holder from job_lease');
    return new Map(rows.map(({ name, holder }) => [name, holder]));
  }
  /** A number at that process whose customer has pressed Start, when the first message is there. */
  async function linked(url: string): Promise<Person> {
    const numero = await issueAt(url, staff);
    const { rows } = await sql.query('select codigo_referencia from ticket where numero = $1', [numero]);
    chats += 1;
    const person = api.person({ chatId: chats, firstName: `Cliente ${chats}` });
    person.start(codeOf({ codigoReferencia: rows[0].codigo_referencia }));
    await until(() => seenBy(person).includes(1));
    return person;
  }

  it('R9: one polls, each message goes out once, whichever process the customer came to', async () => {
    const people = [];
    for (let i = 0; i < 6; i++) people.push(await linked(processes.running[i % 2]!.url));
    for (const person of people) expect(seenBy(person).filter((which) => which === 1)).toEqual([1]);
    // Telegram itself refuses a second poll beside the first, with 409.
    expect(api.calls.filter(({ outcome }) => outcome === '409')).toEqual([]);
    expect(polls().length).toBeGreaterThan(0);
    expect(polls().filter(({ outcome }) => outcome === 'pending').length).toBeLessThanOrEqual(1);
  });

  it('R11: each job has one process; the one that stops hands over at once, and nothing is said twice', async () => {
    await until(async () => isHeld(await holders()));
    const stopped = processes.running[0]!;
    stopped.server.kill('SIGTERM');
    expect((await stopped.server.ended).code).toBe(0);
    const { url } = processes.running[1]!;
    await until(async () => isHeld(await holders()));
    expect(new Set((await holders()).values()).size).toBe(1); // all of them are the other's now
    const person = await linked(url);
    expect(seenBy(person).filter((which) => which === 1)).toEqual([1]);
    expect((await client(url).send('GET', '/api/health')).body.components.schedulers.status).toBe('UP');
  });
});
