import type { DatabaseTable } from '@ticketero/contract';

import { figuresOf, LIMITS, statementVerdict, tableVerdict, type State } from './database-figures.js';

const MB = 1024 * 1024;

const WELL: State = {
  version: '16.14',
  statistics_since: null,
  size: 100 * MB,
  hits: 10_000_000,
  reads: 1_000,
  connections: 20,
  connections_max: 100,
  oldest_transaction: 0.01,
  sessions_hidden: false,
  transaction_age: 5_000_000,
  archives: true,
  archive_failures: 3,
  archiver_fails: false,
  replicas: 1,
  replica_behind: 1_000,
  slot_holds: null,
};

const verdicts = (state: Partial<State>, tables: DatabaseTable[] = []) =>
  Object.fromEntries(figuresOf({ ...WELL, ...state }, tables, [], []).map(({ name, verdict }) => [name, verdict]));
const TABLE: DatabaseTable = {
  ...{ name: 'ticket', partitions: 2, tableBytes: MB, indexBytes: MB, lastVacuumAt: null },
  ...{ rows: 100_000, deadRows: 0, verdict: 'OK' },
};

describe('how a database is', () => {
  it('is well: nothing is to be looked at', () => {
    expect(Object.values(verdicts({})).filter((verdict) => verdict !== 'OK')).toEqual([]);
  });

  it.each([
    ['CACHE_HITS', { hits: 98_000_000, reads: 2_000_000 }],
    ['CONNECTIONS', { connections: 81 }],
    ['OLDEST_TRANSACTION', { oldest_transaction: 301 }],
    ['TRANSACTION_AGE', { transaction_age: LIMITS.transactionAge + 1 }],
    ['ARCHIVER', { archiver_fails: true }],
    ['REPLICAS', { replica_behind: 2 * LIMITS.replicaBytes }],
    ['REPLICAS', { replicas: 0, slot_holds: 2 * LIMITS.replicaBytes }],
  ] as [string, Partial<State>][])('%s is to be looked at, and nothing else', (name, state) => {
    const looked = Object.entries(verdicts(state)).filter(([, verdict]) => verdict === 'LOOK');
    expect(looked).toEqual([[name, 'LOOK']]);
  });

  it('says what it does not know, and what is not in use', () => {
    expect(verdicts({ hits: 900, reads: 100 })['CACHE_HITS']).toBe('UNKNOWN');
    expect(verdicts({ hits: 0, reads: 0 })['CACHE_HITS']).toBe('UNKNOWN');
    expect(verdicts({ sessions_hidden: true })['OLDEST_TRANSACTION']).toBe('UNKNOWN');
    expect(verdicts({ sessions_hidden: true, oldest_transaction: 400 })['OLDEST_TRANSACTION']).toBe('LOOK');
    expect(verdicts({ archives: false, replicas: 0 })).toMatchObject({ ARCHIVER: 'OFF', REPLICAS: 'OFF' });
    expect(figuresOf(WELL, [], [], null).find(({ name }) => name === 'SLOW_STATEMENTS')).toMatchObject({
      ...{ value: null, verdict: 'UNKNOWN' },
    });
  });

  it('a table in which autovacuum does not keep up; a small one is let be', () => {
    expect(tableVerdict({ rows: 10_000, deadRows: 20_000 })).toBe('LOOK');
    expect(tableVerdict({ rows: 100, deadRows: 5_000 })).toBe('OK');
    expect(tableVerdict({ rows: 1_000_000, deadRows: 200_000 })).toBe('OK');
    expect(verdicts({}, [{ ...TABLE, verdict: 'LOOK' }])['DEAD_ROWS']).toBe('LOOK');
  });

  it('unused indexes that take room, and slow statements that are called often', () => {
    const unused = (bytes: number) =>
      figuresOf(WELL, [], [{ name: 'x', table: 'y', bytes }], []).find(({ name }) => name === 'UNUSED_INDEXES')
        ?.verdict;
    expect([unused(MB), unused(LIMITS.unusedIndexBytes + 1)]).toEqual(['OK', 'LOOK']);
    expect(statementVerdict({ calls: 1, meanMs: 5_000 })).toBe('OK');
    expect(statementVerdict({ calls: 100, meanMs: 101 })).toBe('LOOK');
  });
});
