import { Injectable } from '@nestjs/common';
import type { DatabaseTable, DatabaseView, SlowStatement, UnusedIndex } from '@ticketero/contract';

import { WallClock } from '../platform/clock.js';
import { Nothing, sqlState, Transactions, type Tx } from '../platform/database/transactions.js';
import { figuresOf, statementVerdict, tableVerdict, type State } from './database-figures.js';
import { AS_WHO_SIGNED_IN, SLOWEST, STATE, STATEMENTS_THERE, TABLES, UNUSED_INDEXES } from './database-statements.js';

/** Whoever looks, and however often: the database is asked twice a minute at most. Real ms. */
const FRESH_MS = 30_000;
const TABLES_SHOWN = 25;
const STATEMENTS_SHOWN = 10;

/** Installed, and not in shared_preload_libraries. */
const NOT_LOADED = '55000';
const NOT_ALLOWED = '42501';

interface TableRow {
  name: string;
  partitions: number;
  table_bytes: number;
  index_bytes: number;
  rows: number;
  dead_rows: number;
  last_vacuum: Date | null;
}

interface StatementRow {
  text: string;
  calls: number;
  mean_ms: number;
  total_seconds: number;
}

/** How the database is, in PostgreSQL's own figures, each beside what it should be. */
@Injectable()
export class DatabasePage {
  private read: { at: number; view: Promise<DatabaseView> } | null = null;

  constructor(
    private readonly transactions: Transactions,
    private readonly wallClock: WallClock,
  ) {}

  /** Throws what the database throws. */
  view(): Promise<DatabaseView> {
    const now = this.wallClock.now();
    if (this.read === null || now - this.read.at >= FRESH_MS) {
      const view = this.readAnew(now);
      this.read = { at: now, view };
      // What failed is asked for again.
      view.catch(() => (this.read = null));
    }
    return this.read.view;
  }

  private async readAnew(now: number): Promise<DatabaseView> {
    const { state, tables, unused } = await this.asWhoSignedIn(async (tx) => {
      const [row] = await tx.query<State & Record<string, unknown>>(STATE, []);
      const rows = await tx.query<TableRow & Record<string, unknown>>(TABLES, [TABLES_SHOWN]);
      const indexes = await tx.query<UnusedIndex & Record<string, unknown>>(UNUSED_INDEXES, []);
      return { state: row as State, tables: rows.map(presentTable), unused: indexes };
    });
    const statements = await this.statements();
    const slowest = statements.status === 'THERE' ? statements.slowest : null;
    return {
      at: new Date(now).toISOString(),
      version: state.version,
      statisticsSince: state.statistics_since?.toISOString() ?? null,
      figures: figuresOf(state, tables, unused, slowest),
      tables,
      unusedIndexes: unused,
      statements,
    };
  }

  /** In a transaction of its own: what is refused would end the other. */
  private async statements(): Promise<DatabaseView['statements']> {
    try {
      return await this.asWhoSignedIn(async (tx) => {
        const [row] = await tx.query<{ there: boolean }>(STATEMENTS_THERE, []);
        if (!row?.there) return { status: 'NOT_INSTALLED' as const, slowest: [] };
        const rows = await tx.query<StatementRow & Record<string, unknown>>(SLOWEST, [STATEMENTS_SHOWN]);
        return { status: 'THERE' as const, slowest: rows.map(presentStatement) };
      });
    } catch (error) {
      const state = sqlState(error);
      if (state === NOT_LOADED) return { status: 'NOT_LOADED', slowest: [] };
      if (state === NOT_ALLOWED) return { status: 'NOT_ALLOWED', slowest: [] };
      throw error;
    }
  }

  private asWhoSignedIn<T>(ask: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transactions.run(async (tx) => {
      for (const statement of AS_WHO_SIGNED_IN) tx.ahead(statement, []);
      return new Nothing(await ask(tx));
    });
  }
}

function presentTable({ name, partitions, rows, ...row }: TableRow): DatabaseTable {
  const deadRows = row.dead_rows;
  return {
    name,
    partitions,
    tableBytes: row.table_bytes,
    indexBytes: row.index_bytes,
    rows,
    deadRows,
    lastVacuumAt: row.last_vacuum?.toISOString() ?? null,
    verdict: tableVerdict({ rows, deadRows }),
  };
}

function presentStatement({ text, calls, mean_ms: meanMs, total_seconds: totalSeconds }: StatementRow): SlowStatement {
  return { text, calls, meanMs, totalSeconds, verdict: statementVerdict({ calls, meanMs }) };
}
