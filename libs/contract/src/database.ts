import type { IsoTime } from './http.js';

/** How a figure of the database is: as it should be, to be looked at, not in use, or not to be had (yet). */
export type DatabaseVerdict = 'OK' | 'LOOK' | 'OFF' | 'UNKNOWN';

export const DATABASE_FIGURES = [
  'SIZE',
  'CACHE_HITS',
  'CONNECTIONS',
  'OLDEST_TRANSACTION',
  'DEAD_ROWS',
  'UNUSED_INDEXES',
  'SLOW_STATEMENTS',
  'TRANSACTION_AGE',
  'ARCHIVER',
  'REPLICAS',
] as const;

export interface DatabaseFigure {
  name: (typeof DATABASE_FIGURES)[number];
  verdict: DatabaseVerdict;
  /** In `unit`; null: it is not known. */
  value: number | null;
  /** Beyond this, or with CACHE_HITS below it, it is to be looked at; null: there is no such limit. */
  limit: number | null;
  unit: 'bytes' | 'ratio' | 'count' | 'seconds';
}

/** A table, its partitions by month summed. */
export interface DatabaseTable {
  name: string;
  /** 1: it has none. */
  partitions: number;
  tableBytes: number;
  indexBytes: number;
  /** As PostgreSQL estimates them. */
  rows: number;
  deadRows: number;
  lastVacuumAt: IsoTime | null;
  verdict: DatabaseVerdict;
}

/** An index that no query has used since the statistics began, and that holds no rule either. */
export interface UnusedIndex {
  name: string;
  table: string;
  bytes: number;
}

export interface SlowStatement {
  /** Normalised by PostgreSQL: `$1` for every value. */
  text: string;
  calls: number;
  meanMs: number;
  totalSeconds: number;
  verdict: DatabaseVerdict;
}

/** GET /api/admin/database. Read at most twice a minute; `at` says when. */
export interface DatabaseView {
  at: IsoTime;
  version: string;
  /** Since when PostgreSQL counts; null: since there is this database. */
  statisticsSince: IsoTime | null;
  figures: DatabaseFigure[];
  /** The largest first. */
  tables: DatabaseTable[];
  unusedIndexes: UnusedIndex[];
  /** Why there are none: pg_stat_statements is not installed, not loaded, or not for us to read. */
  statements: { status: 'THERE' | 'NOT_INSTALLED' | 'NOT_LOADED' | 'NOT_ALLOWED'; slowest: SlowStatement[] };
}
