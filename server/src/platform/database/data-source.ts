import { Client, types, type ClientConfig, type Pool } from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

import type { KeyLock } from '../pii-crypto.js';

// bigint as a number, not as text: ids and revisions stay far below 2^53.
types.setTypeParser(types.builtins.INT8, Number);

/**
 * A connection that a failover ends while it is checked out emits 'error' on the client; without a listener Node would
 * end the process. The query in flight fails all the same, and only it.
 */
class SafeClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => {});
  }
}

/**
 * Commands of one branch take turns before they ask for a connection (turns.ts), so that it never has more than one; a hundred
 * branches get more done on sixteen than on eight: see docs/performance.md.
 */
export const POOL_SIZE = 16;

/** A connection keeps every statement that it has prepared, those of past months too: none lives longer. */
const CONNECTION_LIFE_SECONDS = 24 * 3600;

/** How long a request waits for a free connection before it is a 503. A burst is waited for; a person would not wait longer. */
const CONNECTION_WAIT_MS = 15_000;

/** R10: what the server may do in the database (migration 0008); whoever `url` signs in as must be a member of it. */
export const APPLICATION_ROLE = 'ticketero_app';

/** What a server calls itself in pg_stat_activity: with which PII_KEY it was started, for who changes that (adr/0009). */
export const serverNameOf = ({ fingerprint }: Pick<KeyLock, 'fingerprint'>): string =>
  `ticketero ${fingerprint.toString('hex')}`;

interface DataSourceOptions {
  /** Null: whoever `url` signs in as. */
  role: string | null;
  /** In pg_stat_activity. */
  name?: string;
  entities?: EntityTarget<ObjectLiteral>[];
}

/** TypeORM never changes the schema: `migrations/` does. */
export function createDataSource(
  url: string,
  { role, name = 'ticketero-tool', entities = [] }: DataSourceOptions,
): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: entities as never,
    synchronize: false,
    migrationsRun: false,
    poolErrorHandler: () => {},
    extra: {
      Client: SafeClient,
      pipeline: true, // what is asked for together travels together: see Transactions
      max: POOL_SIZE,
      maxLifetimeSeconds: CONNECTION_LIFE_SECONDS,
      application_name: name,
      ...(role === null ? {} : { options: `-c role=${role}` }),
      connectionTimeoutMillis: CONNECTION_WAIT_MS,
    },
  });
}

/** The pg pool behind TypeORM: named statements on it reach 86 % of the floor, its repositories 10 to 20. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as PostgresDriver).master as Pool;
}
