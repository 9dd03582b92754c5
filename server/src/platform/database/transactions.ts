import type { Duplex } from 'node:stream';

import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';

import { poolOf } from './data-source.js';

/** A statement that is parsed once per connection. The name says whose it is and changes with the text. */
export interface Statement {
  name: string;
  text: string;
}

/** Whoever can be asked, within a transaction or without. */
export interface Queries {
  query<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]>;
}

/** What a transaction hands to its work. A round trip costs more than most statements: see docs/performance.md. */
export interface Tx extends Queries {
  /** Sent with the next query, before it and in the same round trip; that one throws what this one threw. */
  ahead(statement: Statement, values: unknown[]): void;
  /** The last query, with the commit in the same round trip: what is read is committed. Nothing may follow. */
  last<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]>;
}

const MAX_TRIES = 5;
/** Serialisation failure, deadlock: the same work in a fresh transaction can succeed. */
const RETRYABLE = new Set(['40001', '40P01']);

/** Work that decided to change nothing: the transaction is rolled back and `value` is the answer. */
export class Nothing<T> {
  constructor(readonly value: T) {}
}

export const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

@Injectable()
export class Transactions {
  private readonly pool: Pool;
  private answeredAt = -Infinity;

  constructor(dataSource: DataSource) {
    this.pool = poolOf(dataSource);
  }

  /**
   * Runs `work` in one transaction at READ COMMITTED. On 40001 and 40P01 the whole of it runs again in a fresh
   * transaction, MAX_TRIES at most; nobody else retries.
   */
  async run<T>(work: (tx: Tx) => Promise<T | Nothing<T>>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt >= MAX_TRIES || !RETRYABLE.has(sqlState(error) ?? '')) throw error;
      }
    }
  }

  /** One statement on its own, outside any transaction. */
  async query<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>({ ...statement, values });
    this.answeredAt = performance.now();
    return rows;
  }

  /** Whether the database has answered anybody since then, as of performance.now(). */
  answeredSince(moment: number): boolean {
    return this.answeredAt > moment;
  }

  private async once<T>(work: (tx: Tx) => Promise<T | Nothing<T>>): Promise<T> {
    const client = await this.pool.connect();
    const session = new Session(client);
    let broken: Error | undefined;
    try {
      const result = await work(session);
      this.answeredAt = performance.now();
      if (result instanceof Nothing) {
        await session.end('rollback');
        return result.value as T;
      }
      await session.end('commit');
      return result;
    } catch (error) {
      broken = await rollBack(client);
      throw error;
    } finally {
      client.release(broken); // a connection that could not roll back is not given to anybody else
    }
  }
}

const corked = ({ connection: { stream } }: { connection: { stream: Duplex } }, write: () => void): void => {
  stream.cork();
  write();
  stream.uncork();
};

/** One transaction of one connection. BEGIN travels with the first query. */
class Session implements Tx {
  private waiting: (QueryConfig | string)[] = ['begin'];
  private over = false;

  constructor(private readonly client: PoolClient) {}

  query<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]> {
    return this.send<Row>({ ...statement, values });
  }

  ahead(statement: Statement, values: unknown[]): void {
    this.waiting.push({ ...statement, values });
  }

  async last<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]> {
    const rows = await this.send<Row>({ ...statement, values }, 'commit');
    this.over = true;
    return rows;
  }

  /** Nothing to do when nothing was sent, or the last query has done it. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    if (!this.over && this.waiting[0] !== 'begin') await this.send(how);
  }

  /** In one write. PostgreSQL answers one after another; after the first that failed it refuses the rest. */
  private async send<Row extends QueryResultRow>(query: QueryConfig | string, after?: string): Promise<Row[]> {
    const before = this.waiting;
    this.waiting = [];
    let answers: Promise<QueryResult<Row>>[] = [];
    corked(this.client as never, () => {
      answers = [...before, query, ...(after ? [after] : [])].map((one) => this.client.query<Row>(one as QueryConfig));
    });
    const settled = await Promise.allSettled(answers);
    for (const answer of settled) if (answer.status === 'rejected') throw answer.reason;
    const own = settled[before.length];
    return own?.status === 'fulfilled' ? own.value.rows : [];
  }
}

async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('rollback failed');
  }
}
