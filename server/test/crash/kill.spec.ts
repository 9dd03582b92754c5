import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { ServerProcess } from '../support/built-server.js';
import { client, newPerson, signIn, type TestClient } from '../support/client.js';

const ADVISORS = ['maria.gonzalez', 'carlos.rodriguez', 'luis.perez'];
const KIOSKS = 4;
/** It dies somewhere after this many new numbers. */
const NUMBERS = { min: 15, max: 60 };

/** What the server has acknowledged, and therefore must still know after any death. */
class Acknowledged {
  readonly numbers = new Map<string, string>();
  /** Reference → a status that it had reached. */
  readonly reached = new Map<string, 'ATENDIENDO' | 'COMPLETADO' | 'NO_ATENDIDO'>();
  readonly started = new Set<string>();
}

/** Hammers until the server is gone: its death is the only end of each loop. */
class Hammer {
  private stopped = false;
  private readonly loops: Promise<void>[] = [];
  readonly failures: unknown[] = [];

  constructor(private readonly known: Acknowledged) {}

  kiosk(one: TestClient): void {
    this.loop(async () => {
      const { status, body } = await one.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' });
      if (status === 201) this.known.numbers.set(body.codigoReferencia, body.numero);
      else this.failures.push({ status, body });
    });
  }

  advisor(one: TestClient): void {
    let current: string | null = null;
    let turn = 0;
    this.loop(async () => {
      const finish = turn++ % 3 === 0 ? 'NO_ATENDIDO' : 'COMPLETADO';
      const { status, body } = await one.send('POST', '/api/advisor/call-next', { finish });
      // The answer to "call next" acknowledges the end of the ticket before it too.
      if (status < 300 && current) this.known.reached.set(current, finish);
      current = status === 200 ? body.codigoReferencia : null;
      if (!current) return;
      this.known.reached.set(current, 'ATENDIENDO');
      if (turn % 3 === 0) return; // the next one ends as a no-show, which a start would forbid
      const started = await one.send('POST', '/api/advisor/current/start');
      if (started.status === 200) this.known.started.add(current);
    });
  }

  /** From now on a broken connection is expected. */
  async end(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.loops);
  }

  private loop(step: () => Promise<void>): void {
    const run = async (): Promise<void> => {
      while (!this.stopped) {
        try {
          await step();
        } catch (error) {
          // fetch fails once the server is dead; and so does every loop, which is how they end.
          if (!this.stopped) this.failures.push(error);
          return;
        }
      }
    };
    this.loops.push(run());
  }
}

describe('a server that is killed', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ticketero-crash-'));
  const known = new Acknowledged();
  let server: ServerProcess;
  let url: string;

  const postmaster = (): { pid: number; port: number } => {
    const lines = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  };
  const start = async (): Promise<void> => {
    server = new ServerProcess({ DATA_DIR: dataDir });
    url = await server.ready();
  };
  async function query<Row>(sql: string): Promise<Row[]> {
    const database = new Client({ connectionString: `postgres://ticketero@127.0.0.1:${postmaster().port}/postgres` });
    await database.connect();
    try {
      return (await database.query(sql)).rows as Row[];
    } finally {
      await database.end();
    }
  }

  beforeAll(start);
  afterAll(async () => {
    server.kill('SIGTERM');
    await server.ended;
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function hammerAndKill(kill: () => void): Promise<void> {
    const { body } = await client(url).send('POST', '/api/demo/devices', { kind: 'KIOSK' });
    const hammer = new Hammer(known);
    const before = known.numbers.size;
    const advisors = await Promise.all(ADVISORS.map((user) => signIn(url, user)));
    for (let i = 0; i < KIOSKS; i++) hammer.kiosk(client(url, body.deviceToken));
    // Desks go first: without some who wait they would find nobody to call.
    while (known.numbers.size < before + NUMBERS.min && hammer.failures.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const advisor of advisors) hammer.advisor(advisor);
    const enough = before + NUMBERS.min + Math.random() * (NUMBERS.max - NUMBERS.min);
    const served = known.reached.size;
    // Numbers are given, and desks have begun with some.
    const isEnough = () => known.numbers.size >= enough && known.reached.size > served;
    while (!isEnough() && hammer.failures.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(hammer.failures).toEqual([]); // it worked until now
    const ending = hammer.end();
    kill();
    await server.ended;
    await ending;
    expect(known.numbers.size).toBeGreaterThanOrEqual(enough);
  }

  interface Stored {
    codigo_referencia: string;
    numero: string;
    status: string;
    started_at: Date | null;
  }

  async function expectNothingLost(): Promise<void> {
    const stored = await query<Stored>('select codigo_referencia, numero, status, started_at from ticket order by id');
    const byReference = new Map(stored.map((ticket) => [ticket.codigo_referencia, ticket]));
    const lost = [...known.numbers].filter(([reference, numero]) => byReference.get(reference)?.numero !== numero);
    expect(lost).toEqual([]);
    // A status that was acknowledged can only have been followed by its end.
    const fellBack = [...known.reached].filter(([reference, status]) => {
      const now = byReference.get(reference)?.status;
      return now !== status && (status !== 'ATENDIENDO' || !['COMPLETADO', 'NO_ATENDIDO'].includes(now ?? ''));
    });
    expect(fellBack).toEqual([]);
    expect([...known.started].filter((reference) => !byReference.get(reference)?.started_at)).toEqual([]);
    const numbers = stored.map(({ numero }) => Number(numero.slice(1))).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    expect(
      await query(`select t.numero from ticket t where (select new_state->>'status' from audit_log e
        where e.entity_id = t.codigo_referencia::text order by id desc limit 1) is distinct from t.status`),
    ).toEqual([]);
  }

  it('R4: kill -9 of the server: nothing acknowledged is lost, and the numbers go on', async () => {
    await hammerAndKill(() => server.kill('SIGKILL'));
    await start(); // its orphaned database is found, stopped and taken over
    await expectNothingLost();
  });

  it('R4: kill -9 of the server and of the database at once', async () => {
    await hammerAndKill(() => {
      process.kill(postmaster().pid, 'SIGKILL');
      server.kill('SIGKILL');
    });
    await start();
    await expectNothingLost();
  });

  it('R11: kill -9 of the database alone: the server says so and ends, for a service to start it again', async () => {
    await hammerAndKill(() => process.kill(postmaster().pid, 'SIGKILL'));
    const { code, stderr } = await server.ended;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^ticketero: the embedded database has/),
    });
    await start();
    await expectNothingLost();
  });

  it('R4: and again, with who was signed in still signed in', async () => {
    const [reference] = [...known.reached.keys()];
    const advisor = await signIn(url, 'luis.perez');
    await hammerAndKill(() => server.kill('SIGKILL'));
    await start();
    await expectNothingLost();
    const desk = await client(url, advisor.token).send('GET', '/api/advisor/desk');
    expect(desk.status).toBe(200);
    const ticket = await client(url).send('GET', `/api/tickets/${reference}`);
    expect(ticket.body.numero).toBe(known.numbers.get(reference!) ?? ticket.body.numero);
    expect(ticket.status).toBe(200);
  });
});
