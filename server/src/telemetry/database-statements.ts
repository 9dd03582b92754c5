import type { Statement } from '../platform/database/transactions.js';
import { ARCHIVER_FAILS } from '../platform/database/wal-archive.js';

/**
 * What PostgreSQL says of itself. Asked as whoever signed in, and not as `ticketero_app`, who may not see even the server's
 * own sessions; in a transaction that reads only, ends by itself, and is rolled back.
 */
export const AS_WHO_SIGNED_IN: Statement[] = [
  { name: 'database-read-only-1', text: 'set transaction read only' },
  { name: 'database-who-1', text: 'set local role none' },
  { name: 'database-limit-1', text: "set local statement_timeout = '5s'" },
];

/** One row. Null: not for us to see. `archiver_*`: since when it fails. */
export const STATE: Statement = {
  name: 'database-state-2',
  text: `select current_setting('server_version') as version, d.stats_reset as statistics_since,
      pg_database_size(d.datid)::float8 as size,
      d.blks_hit::float8 as hits, d.blks_read::float8 as reads,
      (select sum(numbackends)::int from pg_stat_database) as connections,
      current_setting('max_connections')::int as connections_max,
      (select max(extract(epoch from clock_timestamp() - a.xact_start))::float8 from pg_stat_activity a
        where a.datname = current_database() and a.pid <> pg_backend_pid()) as oldest_transaction,
      (select count(*) > 0 from pg_stat_activity a where a.datname = current_database() and a.pid <> pg_backend_pid()
        and a.state is null) as sessions_hidden,
      (select max(age(datfrozenxid))::float8 from pg_database) as transaction_age,
      current_setting('archive_mode') <> 'off' as archives, r.failed_count::int as archive_failures,
      ${ARCHIVER_FAILS} as archiver_fails,
      (select count(*)::int from pg_stat_replication) as replicas,
      (select max(pg_wal_lsn_diff(pg_current_wal_lsn(), s.replay_lsn))::float8 from pg_stat_replication s) as replica_behind,
      (select max(pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn))::float8 from pg_replication_slots s) as slot_holds
    from pg_stat_database d, pg_stat_archiver r where d.datname = current_database()`,
};

/** Partitions with their parent. $1 how many tables. */
export const TABLES: Statement = {
  name: 'database-tables-1',
  text: `select coalesce(i.inhparent, c.oid)::regclass::text as name, count(*)::int as partitions,
      sum(pg_table_size(c.oid))::float8 as table_bytes, sum(pg_indexes_size(c.oid))::float8 as index_bytes,
      sum(coalesce(s.n_live_tup, 0))::float8 as rows, sum(coalesce(s.n_dead_tup, 0))::float8 as dead_rows,
      max(greatest(s.last_vacuum, s.last_autovacuum)) as last_vacuum
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
    left join pg_inherits i on i.inhrelid = c.oid
    left join pg_stat_user_tables s on s.relid = c.oid
    where c.relkind = 'r'
    group by 1 order by sum(pg_total_relation_size(c.oid)) desc, 1 limit $1`,
};

/** Of all partitions together. Those that hold a rule are used by it, whether a query looks at them or not. */
export const UNUSED_INDEXES: Statement = {
  name: 'database-indexes-1',
  text: `select coalesce(p.inhparent, s.indexrelid)::regclass::text as name,
      coalesce(t.inhparent, s.relid)::regclass::text as "table", sum(pg_relation_size(s.indexrelid))::float8 as bytes
    from pg_stat_user_indexes s
    join pg_index x on x.indexrelid = s.indexrelid
    left join pg_inherits p on p.inhrelid = s.indexrelid
    left join pg_inherits t on t.inhrelid = s.relid
    group by 1, 2 having sum(s.idx_scan) = 0 and not bool_or(x.indisunique or x.indisexclusion)
    order by 3 desc, 1`,
};

export const STATEMENTS_THERE: Statement = {
  name: 'database-statements-there-1',
  text: "select to_regclass('pg_stat_statements') is not null as there",
};

/**
 * What reads and writes rows: PostgreSQL leaves the values out of these, and of nothing else. One that is null is somebody
 * else's. $1 how many.
 */
export const SLOWEST: Statement = {
  name: 'database-slowest-1',
  text: `select left(regexp_replace(query, '\\s+', ' ', 'g'), 300) as text, calls::float8 as calls,
      mean_exec_time::float8 as mean_ms, (total_exec_time / 1000)::float8 as total_seconds
    from pg_stat_statements
    where dbid = (select oid from pg_database where datname = current_database())
      and query ~* '^\\s*(select|insert|update|delete|merge|with)\\M'
    order by mean_exec_time desc limit $1`,
};
