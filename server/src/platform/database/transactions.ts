import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { DataSource } from 'typeorm';

import { poolOf } from './data-source.js';

/** A statement that is parsed once per connection. The name says whose it is and changes with the text. */
export interface Statement {
  name: string;
  text: string;
}

/** What a transaction hands to its work. */
export interface Tx {
  query<Row extends QueryResultRow>(statement: Statement, values: unknown[]): Promise<Row[]>;
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
    return (await this.pool.query<Row>({ ...statement, values })).rows;
  }

  private async once<T>(work: (tx: Tx) => Promise<T | Nothing<T>>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work({
        query: async (statement, values) => (await client.query({ ...statement, values })).rows as never,
      });
      if (result instanceof Nothing) {
        await client.query('rollback');
        return result.value as T;
      }
      await client.query('commit');
      return result;
    } catch (error) {
      broken = await rollBack(client);
      throw error;
    } finally {
      client.release(broken); // a connection that could not roll back is not given to anybody else
    }
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
