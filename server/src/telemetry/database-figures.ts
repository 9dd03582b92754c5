import type { DatabaseFigure, DatabaseTable, DatabaseVerdict, SlowStatement, UnusedIndex } from '@ticketero/contract';

/** One row of STATE. */
export interface State {
  version: string;
  statistics_since: Date | null;
  size: number;
  hits: number;
  reads: number;
  connections: number;
  connections_max: number;
  oldest_transaction: number | null;
  sessions_hidden: boolean;
  transaction_age: number;
  archives: boolean;
  archive_failures: number;
  archiver_fails: boolean;
  replicas: number;
  replica_behind: number | null;
  slot_holds: number | null;
}

const MB = 1024 * 1024;
const GB = 1024 * MB;

/** Beyond these somebody should look. What to do then: docs/metrics.md, and the page's own words. */
export const LIMITS = {
  /** Of all blocks that were asked for; fewer than so many say nothing. */
  cacheHits: 0.99,
  blocksLeast: 100_000,
  connections: 0.8,
  /** Seconds; it holds back the vacuum, and every call becomes slower with it. */
  oldestTransaction: 300,
  /** Of the rows of a table that has at least so many dead ones: autovacuum comes at a fifth by itself. */
  deadRows: 0.4,
  deadLeast: 10_000,
  unusedIndexBytes: 100 * MB,
  /** Milliseconds on average, of a statement that was called so often. */
  slowMs: 100,
  slowCalls: 100,
  /** Transactions; at 2,000 millions PostgreSQL stops, at 200 it begins to freeze by itself. */
  transactionAge: 1_000_000_000,
  replicaBytes: GB,
} as const;

const look = (wrong: boolean): DatabaseVerdict => (wrong ? 'LOOK' : 'OK');

export const tableVerdict = ({ rows, deadRows }: Pick<DatabaseTable, 'rows' | 'deadRows'>): DatabaseVerdict =>
  look(deadRows >= LIMITS.deadLeast && deadRows / (rows + deadRows) > LIMITS.deadRows);

export const statementVerdict = ({ calls, meanMs }: Pick<SlowStatement, 'calls' | 'meanMs'>): DatabaseVerdict =>
  look(calls >= LIMITS.slowCalls && meanMs > LIMITS.slowMs);

/** What the page says first, each with its verdict. `slowest`: null where nothing counts statements. */
export function figuresOf(
  state: State,
  tables: DatabaseTable[],
  unused: UnusedIndex[],
  slowest: SlowStatement[] | null,
): DatabaseFigure[] {
  const connections = state.connections / state.connections_max;
  const dead = tables.filter(({ verdict }) => verdict === 'LOOK').length;
  const unusedBytes = unused.reduce((sum, { bytes }) => sum + bytes, 0);
  const slow = slowest?.filter(({ verdict }) => verdict === 'LOOK').length ?? null;
  const { transaction_age: age } = state;
  return [
    { name: 'SIZE', unit: 'bytes', value: state.size, limit: null, verdict: 'OK' },
    cacheHits(state),
    ratio('CONNECTIONS', connections, LIMITS.connections),
    oldestTransaction(state),
    { name: 'DEAD_ROWS', unit: 'count', value: dead, limit: 0, verdict: look(dead > 0) },
    bytes('UNUSED_INDEXES', unusedBytes, LIMITS.unusedIndexBytes),
    {
      name: 'SLOW_STATEMENTS',
      unit: 'count',
      value: slow,
      limit: 0,
      verdict: slow === null ? 'UNKNOWN' : look(slow > 0),
    },
    {
      name: 'TRANSACTION_AGE',
      unit: 'count',
      value: age,
      limit: LIMITS.transactionAge,
      verdict: look(age > LIMITS.transactionAge),
    },
    archiver(state),
    replicas(state),
  ];
}

type Name = DatabaseFigure['name'];

const ratio = (name: Name, value: number, limit: number): DatabaseFigure => ({
  name,
  unit: 'ratio',
  value,
  limit,
  verdict: look(value > limit),
});

const bytes = (name: Name, value: number, limit: number): DatabaseFigure => ({
  name,
  unit: 'bytes',
  value,
  limit,
  verdict: look(value > limit),
});

function cacheHits({ hits, reads }: State): DatabaseFigure {
  const value = hits + reads === 0 ? null : hits / (hits + reads);
  const known = value !== null && hits + reads >= LIMITS.blocksLeast;
  const limit = LIMITS.cacheHits;
  return { name: 'CACHE_HITS', unit: 'ratio', value, limit, verdict: known ? look(value < limit) : 'UNKNOWN' };
}

/** With sessions that we may not see, the oldest that we see need not be the oldest; too old it is all the same. */
function oldestTransaction({ oldest_transaction: oldest, sessions_hidden: hidden }: State): DatabaseFigure {
  const limit = LIMITS.oldestTransaction;
  const seconds = oldest ?? 0;
  const known = !hidden || seconds > limit;
  const verdict = known ? look(seconds > limit) : 'UNKNOWN';
  return { name: 'OLDEST_TRANSACTION', unit: 'seconds', value: known ? seconds : null, limit, verdict };
}

function archiver({ archives, archive_failures: failures, archiver_fails: fails }: State): DatabaseFigure {
  const value = archives ? failures : null;
  return { name: 'ARCHIVER', unit: 'count', value, limit: null, verdict: archives ? look(fails) : 'OFF' };
}

/** How far the slowest one is behind, or what is kept for one that does not come back. */
function replicas({ replicas: count, replica_behind: behind, slot_holds: held }: State): DatabaseFigure {
  const limit = LIMITS.replicaBytes;
  if (count === 0 && held === null) return { name: 'REPLICAS', unit: 'bytes', value: null, limit, verdict: 'OFF' };
  return bytes('REPLICAS', Math.max(behind ?? 0, held ?? 0), limit);
}
