import { POOL_SIZE } from '../platform/database/data-source.js';
import { fail, rowsOf, warn, type Check, type Finding } from './check.js';

/** What the migrations are written and tested for. */
const LEAST_VERSION = 16;
/** For whoever looks in, and for the jobs of a second process while the first one ends. */
const ROOM_FOR_OTHERS = 10;
/** What a crash must not take away. */
const DURABLE = ['fsync', 'synchronous_commit', 'full_page_writes'];

interface Facts {
  version: number;
  words: string;
  connections: number;
  servers: number;
  damaged: number;
  recovering: boolean;
}

export function databaseFindings({ version, connections, servers, damaged, recovering }: Facts): Finding[] {
  const needed = Math.max(1, servers) * POOL_SIZE + ROOM_FOR_OTHERS;
  const said: (Finding | false)[] = [
    version < LEAST_VERSION && fail(`PostgreSQL ${version}`, `PostgreSQL ${LEAST_VERSION} or newer`),
    recovering && fail('it is a standby, and takes no writes', 'point DATABASE_URL at the primary'),
    connections < needed &&
      fail(
        `${connections} connections for ${Math.max(1, servers)} servers, which take ${POOL_SIZE} each`,
        `max_connections of at least ${needed}`,
      ),
    damaged > 0 &&
      fail(
        `${damaged} pages on its disk were damaged`,
        'restore on another disk (docs/backup.md), then look at this one',
      ),
  ];
  return said.filter((one): one is Finding => one !== false);
}

export const database: Check = {
  name: 'database',
  async examine(patient) {
    const [facts] = await rowsOf<Facts>(
      patient,
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('server_version') as words,
        current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as connections,
        (select count(distinct (client_addr, application_name))::int from pg_stat_activity
          where application_name like 'ticketero %' and datname = current_database()) as servers,
        (select coalesce(sum(checksum_failures), 0)::int from pg_stat_database) as damaged,
        pg_is_in_recovery() as recovering`,
    );
    const off = await rowsOf<{ name: string; setting: string }>(
      patient,
      "select name, setting from pg_settings where name = any($1) and setting in ('off', 'local') order by 1",
      [DURABLE],
    );
    const [sums] = await rowsOf<{ on: boolean }>(patient, "select current_setting('data_checksums') = 'on' as on");
    const findings = facts ? databaseFindings(facts) : [];
    for (const { name, setting } of off) {
      findings.push(
        fail(`${name} is ${setting}`, `alter system set ${name} = on: a crash loses what was acknowledged`),
      );
    }
    if (!sums?.on)
      findings.push(warn('data_checksums is off', 'pg_checksums --enable while it is stopped: damage is not seen'));
    return { looked: `PostgreSQL ${facts?.words ?? ''}, ${facts?.connections ?? 0} connections, durable`, findings };
  },
};
