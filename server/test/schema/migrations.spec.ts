import { readdirSync } from 'node:fs';

import { Client } from 'pg';

import { MIGRATIONS_DIR } from '../../src/platform/database/migrate.js';
import { migrateInProcess } from '../support/built-server.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

/** Everything that a schema is made of, one line each. */
const SCHEMA = `
  select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
    || coalesce(column_default, '') || ' ' || coalesce(character_maximum_length::text, '') as line
  from information_schema.columns where table_schema = 'public' and table_name <> 'schema_migration'
  union all
  select 'index ' || indexdef from pg_indexes where schemaname = 'public' and tablename <> 'schema_migration'
  union all
  select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(c.oid)
  from pg_constraint c where connamespace = 'public'::regnamespace and conrelid::regclass::text <> 'schema_migration'
  union all
  select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger t where not tgisinternal
  union all
  select 'function ' || proname || ' ' || md5(prosrc) from pg_proc where pronamespace = 'public'::regnamespace
  order by 1`;

describe('the migrations', () => {
  let database: TestDatabase;
  let client: Client;
  const all = readdirSync(MIGRATIONS_DIR)
    .map((file) => file.replace(/\.sql$/, ''))
    .sort();

  beforeEach(async () => {
    database = await createDatabase({ empty: true });
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });

  const schema = async (): Promise<string[]> =>
    (await client.query<{ line: string }>(SCHEMA)).rows.map(({ line }) => line);

  it('SCHEMA: up, down to nothing, and up again to the same', async () => {
    expect(await migrateInProcess(database.url)).toEqual(all);
    const first = await schema();
    expect(first.length).toBeGreaterThan(200);
    expect(await migrateInProcess(database.url)).toEqual([]);
    expect(await migrateInProcess(database.url, 'down', all.length)).toEqual([...all].reverse());
    expect(await schema()).toEqual([]);
    expect(await migrateInProcess(database.url)).toEqual(all);
    expect(await schema()).toEqual(first);
  });

  it('SCHEMA: each goes down by itself, and the last comes up again over data', async () => {
    await migrateInProcess(database.url);
    const first = await schema();
    await client.query("insert into branch (code, name) values ('CENTRO', 'Sucursal Centro')");
    await client.query(
      "insert into audit_log (entity_type, entity_id, event_type, actor, created_at) values ('SISTEMA', 'x', 'x', 'x', now())",
    );
    expect(await migrateInProcess(database.url, 'down')).toEqual([all.at(-1)]);
    expect(await schema()).not.toEqual(first);
    expect(await migrateInProcess(database.url)).toEqual([all.at(-1)]);
    expect(await schema()).toEqual(first);
    expect((await client.query('select code from branch')).rows).toEqual([{ code: 'CENTRO' }]);
  });

  it('SCHEMA: processes that start at once: each migration runs once, and all of them go on', async () => {
    const ran = await Promise.all([1, 2, 3].map(() => migrateInProcess(database.url)));
    expect(ran.flat().sort()).toEqual(all);
    const applied = await client.query<{ name: string }>('select name from schema_migration order by name');
    expect(applied.rows.map(({ name }) => name)).toEqual(all);
  });
});
