import { Client } from 'pg';

import { createRandom } from '../../../tools/simulate/random.mjs';
import { checkInvariants } from '../../../tools/simulate/invariants.mjs';
import { makePlan } from '../../../tools/simulate/plan.mjs';
import { parseCalls, readDataFile, selectDay, toArrivals } from '../../../tools/simulate/read-day.mjs';
import { runDay } from '../../../tools/simulate/day.mjs';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { describeWithNginx, RealNginx } from '../support/nginx.js';
import { Processes, until } from '../support/processes.js';
import { describeWithRedis, RealRedis } from '../support/redis.js';
import type { Ended } from '../support/built-server.js';

const DATA = 'tools/simulate/data/generated-day.tsv';
/** Whoever is not served three hours after the last arrival is called lost: a slow machine has 108 s for these. */
const SPEED = 100;
const MORNING = { fromSeconds: 10 * 3600, toSeconds: 11.2 * 3600, limit: 60, advisors: 5, seed: '1' };
/** Real: nginx leaves out a server that refused it for two seconds (deploy/nginx.conf); the next may go after that. */
const BETWEEN_MS = 2_500;
const PRESSED_AGAIN = ['no 5xx', 'no command refused'];

/** Two servers behind the nginx that is shipped; one after the other they are replaced, again and again. */
class Installation {
  readonly ended: Ended[] = [];
  /** What nginx wrote of each request that it answered with a 503 while the day went on: whom it had asked. */
  refusals: string[] = [];
  private readonly over = new AbortController();
  private rolling: Promise<void> = Promise.resolve();

  private constructor(
    private readonly processes: Processes,
    private readonly nginx: RealNginx,
    private readonly databaseUrl: string,
  ) {}

  static async start(database: TestDatabase, env: Record<string, string>): Promise<Installation> {
    const processes = new Processes(database.url, { ...env, TRUST_PROXY: 'true' });
    await processes.start();
    await processes.start();
    const nginx = await RealNginx.before(processes.running.map(({ url }) => url));
    await nginx.start();
    return new Installation(processes, nginx, database.url);
  }

  get url(): string {
    return this.nginx.url;
  }

  /** From the first number of the day on: nobody presses again what comes before, the pairing of screens for one. */
  roll(): void {
    this.rolling = this.firstNumber().then(() => this.replaceInTurn());
  }

  async stop(): Promise<void> {
    this.over.abort();
    await this.rolling;
    this.refusals = this.nginx.log.split('\n').filter((line) => / 503 [\d.]+ s, /.test(line));
    await this.processes.stop();
    await this.nginx.remove();
  }

  private async firstNumber(): Promise<void> {
    const sql = new Client({ connectionString: this.databaseUrl });
    await sql.connect();
    await until(async () => this.over.signal.aborted || (await sql.query('select from ticket limit 1')).rowCount === 1);
    await sql.end();
  }

  /** As docs/operations.md says it: stop one, start it, wait until it is ready, then the next. */
  private async replaceInTurn(): Promise<void> {
    for (let turn = 0; !this.over.signal.aborted; turn++) {
      const leaving = this.processes.running.shift()!;
      leaving.server.kill('SIGTERM');
      this.ended.push(await leaving.server.ended);
      await this.processes.start({ PORT: new URL(leaving.url).port, SEED_DEMO: 'false' });
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
  }
}

(describeWithRedis === describe ? describeWithNginx : describeWithRedis)('a rolling restart', () => {
  let database: TestDatabase;
  let redis: RealRedis;
  beforeAll(async () => {
    database = await createDatabase();
    redis = await RealRedis.start();
  });
  afterAll(async () => {
    await redis.remove();
    await database.drop();
  });

  it('CONTRACT: under the simulated day no number and no call is lost, and every screen shows every call', async () => {
    const { date, calls } = selectDay(parseCalls(readDataFile(DATA)), null);
    const { arrivals } = toArrivals(calls, createRandom('1').fork('queues'));
    const plan = makePlan(arrivals, MORNING);
    let installation: Installation | undefined;
    const options = { ...MORNING, speed: SPEED, built: true, telegram: 0, telegramFaults: 0, displays: 3, keep: false };
    const { record } = await runDay(plan, date, options, 'ticketero', async ({ clockStart, speed }) => {
      const clock = { CLOCK_START: new Date(clockStart ?? 0).toISOString(), CLOCK_SINCE: new Date().toISOString() };
      const env = { ...clock, CLOCK_SPEED: `${speed}`, REDIS_URL: redis.url, DEMO_PASSWORD: 'ticketero' };
      const two = (installation = await Installation.start(database, env));
      two.roll();
      let stopped: Promise<{ code: number | null; signal: string | null }> | undefined;
      return {
        ...{ origin: two.url, dataDir: '', lastLines: () => [], hasEnded: () => false, clean: () => undefined },
        stop: () => (stopped ??= two.stop().then(() => ({ code: 0, signal: null }))),
      };
    });

    // What nginx had handed to a server that was just leaving is a 503, and is pressed again: it costs a moment and no call.
    const broken = checkInvariants(record).filter(({ ok, name }) => !ok && !PRESSED_AGAIN.includes(name));
    const refusals = installation?.refusals;
    expect({ broken, refusals }).toEqual({ broken: [], refusals });
    const failed = record.http.filter(({ status }) => status === 0 || status >= 500);
    expect(failed.filter(({ status }) => status !== 503)).toEqual([]);
    expect(failed.length).toBeLessThan(record.http.length / 10);
    expect(record.issued).toHaveLength(plan.customers.length);
    const ended = installation?.ended ?? [];
    expect(ended.length).toBeGreaterThanOrEqual(2); // each of the two, however slowly this machine starts one
    expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual(ended.map(() => ({ code: 0, stderr: '' })));
    expect(Math.min(...record.displays.map(({ connections }) => connections))).toBeGreaterThan(1);
  });
});
