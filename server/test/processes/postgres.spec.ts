import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { client, newPerson, type Answer } from '../support/client.js';
import { LivedTime } from '../support/lived-time.js';
import { openDoors, openScreen, Processes, Relay, until, type Screen, type Staff } from '../support/processes.js';

/** What the product promises: everything works again, so long after PostgreSQL does (docs/processes.md). */
const AGAIN_MS = 5_000;

interface Seen {
  /** References of the numbers that were acknowledged. */
  issued: Map<string, string>;
  /** Answers that were no success, and connections that broke. */
  failed: Answer[];
  broken: unknown[];
}

describe('two processes whose PostgreSQL is restarted under load', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ticketero-restart-'));
  let postgres: EmbeddedPostgres;
  let relay: Relay;
  let processes: Processes;
  let staff: Staff;
  let screen: Screen;
  const seen: Seen = { issued: new Map(), failed: [], broken: [] };
  let going = true;
  let load: Promise<void>[];

  const start = async (): Promise<void> => {
    postgres = await startEmbeddedPostgres({ dataDir });
  };
  const urlOf = (port: number): string => postgres.url.replace(`:${postgres.port}/`, `:${port}/`);

  beforeAll(async () => {
    await start();
    relay = await Relay.to(postgres.url.replace('postgres:', 'http:'));
    processes = new Processes(urlOf(relay.port));
    await processes.start();
    await processes.start();
    staff = await openDoors(processes.running[0]!.url, 5);
    screen = openScreen(processes.running[1]!.url, staff.display.token);
    load = processes.running.flatMap(({ url }) => [issueOn(url), issueOn(url), lookOn(url)]);
    await until(() => seen.issued.size > 50);
  });
  afterAll(async () => {
    going = false;
    await Promise.all(load);
    screen.link.close();
    await processes.stop();
    await relay.close();
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function loop(step: () => Promise<Answer>): Promise<void> {
    while (going) {
      const answer = await step().catch((error: unknown) => {
        seen.broken.push(error);
        return null;
      });
      if (answer && answer.status >= 400) seen.failed.push(answer);
    }
  }
  const issueOn = (url: string): Promise<void> =>
    loop(async () => {
      const kiosk = client(url, staff.kiosk.token);
      const answer = await kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' });
      if (answer.status === 201) seen.issued.set(answer.body.codigoReferencia, answer.body.numero);
      return answer;
    });
  const lookOn = (url: string): Promise<void> => loop(() => client(url, staff.display.token).send('GET', '/api/board'));

  /** From each process a number, and the board live with it. */
  async function worksAgain(): Promise<void> {
    for (const { url } of processes.running) {
      const body = { nationalId: newPerson(), queueType: 'PERSONAL_BANKER' };
      const send = () => client(url, staff.kiosk.token).send('POST', '/api/tickets', body);
      await until(async () => {
        const answer = await send();
        if (answer.status === 201) seen.issued.set(answer.body.codigoReferencia, answer.body.numero);
        return answer.status === 201;
      });
      await until(async () => (await client(url).send('GET', '/api/health')).status === 200);
    }
  }

  async function expectNothingLost(): Promise<void> {
    const database = new Client({ connectionString: postgres.url });
    await database.connect();
    // Numbers go on being given meanwhile: what was acknowledged before is looked for, and everything in one moment.
    const acknowledged = [...seen.issued];
    await database.query('begin isolation level repeatable read');
    const { rows } = await database.query<{ codigo_referencia: string; numero: string }>(
      'select codigo_referencia, numero from ticket',
    );
    const audited = await database.query<{ count: number }>(
      `select count(*)::int from audit_log where event_type = 'TICKET_CREADO'`,
    );
    await database.end();
    const stored = new Map(rows.map((one) => [one.codigo_referencia, one.numero]));
    expect(acknowledged.filter(([reference, numero]) => stored.get(reference) !== numero)).toEqual([]);
    expect(audited.rows[0]?.count).toBe(rows.length);
    for (const prefix of ['C', 'P']) {
      const numbers = rows
        .filter(({ numero }) => numero.startsWith(prefix))
        .map(({ numero }) => Number(numero.slice(1)))
        .sort((a, b) => a - b);
      expect(numbers).toEqual(numbers.map((_, i) => i + 1)); // dense
    }
  }

  it.each([
    ['stopped and started', () => postgres.stop()],
    ['killed and started', async () => process.kill(postgres.pid, 'SIGKILL')],
  ])('R4: %s: nobody dies, what was under way fails cleanly, nothing acknowledged is lost', async (_how, end) => {
    const [failedBefore, issuedBefore] = [seen.failed.length, seen.issued.size];
    await end();
    await until(() => seen.failed.length > failedBefore + 5);
    await start();
    relay.aim(postgres.url.replace('postgres:', 'http:'));
    const time = new LivedTime();
    await worksAgain();
    expect(time.end()).toBeLessThan(AGAIN_MS);
    await until(() => seen.issued.size > issuedBefore + 50);

    expect(processes.alive).toEqual([true, true]);
    expect(seen.broken).toEqual([]);
    // Each an answer of ours (R14).
    for (const { status, headers, body } of seen.failed) {
      expect([500, 503]).toContain(status);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(body.status).toBe(status);
    }
    await until(() => screen.link.view().link === 'live');
    await expectNothingLost();
  });
});
