import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { startEmbeddedPostgres } from '../platform/database/embedded-postgres.js';
import { readEnvironment } from '../platform/environment.js';

/**
 * npm run example:races: three races at READ COMMITTED, PostgreSQL's default and ours, each without our lock and with it
 * (docs/concurrency.md). The steps of the two advisors, Ana and Luis, are written down one after another: what goes wrong
 * goes wrong every time.
 */

/** The product's lock: LOCK in server/src/branches/branch-statements.ts. */
export const LOCK = 'select id from branch where id = $1 for no key update';

const TABLES = `
  create table branch (id int primary key);
  create table counter (branch_id int primary key, last_number int not null);
  create table ticket (branch_id int, numero text, status text not null);
  create table desk (advisor text primary key, module_number int);
  insert into branch values (1);
  insert into counter values (1, 4);
  insert into ticket values (1, 'C05', 'EN_ESPERA');
  insert into desk values ('Ana', null), ('Luis', null)`;

export interface Story {
  race: string;
  /** What each did and saw, in the order in which it happened. */
  steps: string[];
  /** What the database holds in the end. */
  result: string;
  right: boolean;
}

/** Two connections and a table of what happened. With the lock the second waits until the first has committed. */
class Stage {
  readonly steps: string[] = [];

  constructor(
    private readonly ana: Client,
    private readonly luis: Client,
    readonly withLock: boolean,
  ) {}

  async see<T>(who: 'Ana' | 'Luis', what: string, sql: string): Promise<T> {
    const { rows } = await this.of(who).query<{ value: T }>(sql);
    const value = rows[0]?.value as T;
    this.steps.push(`${who}: ${what}: ${String(value)}`);
    return value;
  }

  async act(who: 'Ana' | 'Luis', what: string, sql: string): Promise<void> {
    await this.of(who).query(sql);
    this.steps.push(`${who}: ${what}`);
  }

  private begin = async (who: 'Ana' | 'Luis'): Promise<void> => {
    await this.of(who).query('begin isolation level read committed');
    if (!this.withLock) return;
    await this.of(who).query(LOCK, [1]);
    this.steps.push(`${who}: has the branch`);
  };

  private commit = async (who: 'Ana' | 'Luis'): Promise<void> => {
    this.steps.push(`${who}: commits`); // said before: whoever waits for it may hear of it first
    await this.of(who).query('commit');
  };

  /**
   * Look and act of both. Without the lock: both look, then both act. With it Luis asks for the branch while Ana has it;
   * the database makes him wait, and he looks when she is done.
   */
  async play<T>(
    look: (who: 'Ana' | 'Luis') => Promise<T>,
    act: (who: 'Ana' | 'Luis', seen: T) => Promise<void>,
  ): Promise<void> {
    await this.begin('Ana');
    const luisBegins = this.begin('Luis');
    if (this.withLock) await this.untilLuisWaits();
    else await luisBegins;
    const anaSaw = await look('Ana');
    const luisSaw = this.withLock ? undefined : await look('Luis');
    await act('Ana', anaSaw);
    await this.commit('Ana');
    await luisBegins;
    await act('Luis', luisSaw ?? (await look('Luis')));
    await this.commit('Luis');
  }

  /** Seen in the database and not guessed by a clock. */
  private async untilLuisWaits(): Promise<void> {
    const pid = (this.luis as unknown as { processID: number }).processID;
    for (;;) {
      const { rows } = await this.ana.query<{ waits: boolean }>(
        'select cardinality(pg_blocking_pids($1)) > 0 as waits',
        [pid],
      );
      if (rows[0]?.waits) break;
    }
    this.steps.push('Luis: waits for the branch');
  }

  private of(who: 'Ana' | 'Luis'): Client {
    return who === 'Ana' ? this.ana : this.luis;
  }
}

/** Both read 4, both write 5: one number is given twice. */
async function lostUpdate(stage: Stage): Promise<string> {
  const numbers: number[] = [];
  await stage.play(
    (who) =>
      stage.see<number>(who, 'reads the last number', 'select last_number as value from counter where branch_id = 1'),
    async (who, last) => {
      numbers.push(last + 1);
      await stage.act(
        who,
        `gives the number ${last + 1}`,
        `update counter set last_number = ${last + 1} where branch_id = 1`,
      );
    },
  );
  return numbers.join(' and ');
}

/**
 * What Luis sees a second time, in one transaction, is another thing; the decision stands on the first: one ticket is
 * called to two desks.
 */
async function nonRepeatableRead(stage: Stage): Promise<string> {
  const calls: string[] = [];
  await stage.play(
    (who) => stage.see<string>(who, 'looks at C05', "select status as value from ticket where numero = 'C05'"),
    async (who, status) => {
      if (status !== 'EN_ESPERA') return;
      await stage.see(who, 'looks again', "select status as value from ticket where numero = 'C05'");
      calls.push(who);
      await stage.act(who, 'calls C05', "update ticket set status = 'ATENDIENDO' where numero = 'C05'");
    },
  );
  return `C05 called by ${calls.join(' and ')}`;
}

/** Each writes a row of their own, after both have seen that module 3 is free: no row is written twice, and yet it is wrong. */
async function writeSkew(stage: Stage): Promise<string> {
  await stage.play(
    (who) =>
      stage.see<number>(
        who,
        'counts who sits at module 3',
        'select count(*)::int as value from desk where module_number = 3',
      ),
    async (who, taken) => {
      if (taken === 0)
        await stage.act(who, 'sits down at module 3', `update desk set module_number = 3 where advisor = '${who}'`);
    },
  );
  const sitting = await stage.see<string>(
    'Ana',
    'at module 3 now',
    "select string_agg(advisor, ' and ' order by advisor) as value from desk where module_number = 3",
  );
  return `module 3: ${sitting}`;
}

const RACES: { race: string; play: (stage: Stage) => Promise<string>; right: string }[] = [
  { race: 'lost update', play: lostUpdate, right: '5 and 6' },
  { race: 'non-repeatable read', play: nonRepeatableRead, right: 'C05 called by Ana' },
  { race: 'write skew', play: writeSkew, right: 'module 3: Ana' },
];

/** Plays every race, without the lock and with it, in a schema of its own that is gone afterwards. */
export async function playRaces(url: string): Promise<{ without: Story[]; withLock: Story[] }> {
  const schema = `example_races_${randomBytes(4).toString('hex')}`;
  const [ana, luis] = [new Client({ connectionString: url }), new Client({ connectionString: url })];
  const played = async (withLock: boolean): Promise<Story[]> => {
    const stories: Story[] = [];
    for (const { race, play, right } of RACES) {
      await ana.query(`create schema ${schema}; set search_path to ${schema}; ${TABLES}`);
      await luis.query(`set search_path to ${schema}`);
      const stage = new Stage(ana, luis, withLock);
      const result = await play(stage);
      stories.push({ race, steps: stage.steps, result, right: result === right });
      await ana.query(`drop schema ${schema} cascade`);
    }
    return stories;
  };
  try {
    await Promise.all([ana.connect(), luis.connect()]);
    return { without: await played(false), withLock: await played(true) };
  } finally {
    await ana.query(`rollback; drop schema if exists ${schema} cascade`).catch(() => {});
    await Promise.all([ana.end(), luis.end()]);
  }
}

const WIDTH = 44;

function print({ without, withLock }: { without: Story[]; withLock: Story[] }): void {
  for (const [i, story] of without.entries()) {
    const other = withLock[i] as Story;
    const line = (left: string, right: string): void => void process.stdout.write(`  ${left.padEnd(WIDTH)}${right}\n`);
    process.stdout.write(`\n${story.race}\n`);
    line('without the lock', 'with it');
    for (let n = 0; n < Math.max(story.steps.length, other.steps.length); n++)
      line(story.steps[n] ?? '', other.steps[n] ?? '');
    const verdict = ({ right, result }: Story): string => `${right ? '✓' : '✗'} ${result}`;
    line(verdict(story), verdict(other));
  }
  process.stdout.write('\n');
}

async function main(): Promise<void> {
  const given = readEnvironment(process.env)['DATABASE_URL'];
  if (given) return print(await playRaces(given));
  const dataDir = mkdtempSync(join(tmpdir(), 'ticketero-races-'));
  const postgres = await startEmbeddedPostgres({ dataDir, ephemeral: true });
  try {
    print(await playRaces(postgres.url));
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

// The tool that calls it imports it: there is no `require.main` then.
if (process.argv[1]?.includes('example-races')) {
  main().catch((error: unknown) => {
    process.stderr.write(`example:races: ${error instanceof Error ? error.message : 'could not run'}\n`);
    process.exitCode = 2;
  });
}
