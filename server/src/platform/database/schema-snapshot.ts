import type { Client } from 'pg';

const COLUMNS = `
  select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null,
    pg_get_expr(d.adbin, d.adrelid) as default
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind in ('r', 'p') and not c.relispartition
  order by c.relname, a.attnum`;
const CONSTRAINTS = `
  select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
  from pg_constraint
  where connamespace = 'public'::regnamespace and conrelid <> 0 and contype <> 't'
    and not (select relispartition from pg_class where oid = conrelid)
  order by 1, 2`;
const INDEXES = `
  select tablename as table, indexdef as definition from pg_indexes
  where schemaname = 'public' and not (select relispartition from pg_class where oid = (tablename::regclass))
  order by 1, 2`;
const FUNCTIONS = `
  select proname as name, pg_get_function_identity_arguments(oid) as arguments, md5(pg_get_functiondef(oid)) as body
  from pg_proc where pronamespace = 'public'::regnamespace order by 1, 2`;
const RIGHTS = `
  select c.relname as table, lower(string_agg(a.privilege_type, ', ' order by a.privilege_type)) as rights
  from pg_class c, aclexplode(c.relacl) a
  where a.grantee = 'ticketero_app'::regrole and c.relkind in ('r', 'p') and not c.relispartition
  group by c.relname`;

interface Line {
  table: string;
  text: string;
}

/** The migrated schema as text, one line for each thing: what a review of a migration looks at. */
export async function schemaSnapshot(client: Client): Promise<string> {
  const lines: Line[] = [];
  const read = async (sql: string) => (await client.query<Record<string, string | boolean | null>>(sql)).rows;
  for (const row of await read(COLUMNS)) {
    const rest = `${row['not_null'] ? ' not null' : ''}${row['default'] ? ` default ${String(row['default'])}` : ''}`;
    lines.push({ table: String(row['table']), text: `  ${String(row['name'])} ${String(row['type'])}${rest}` });
  }
  for (const row of await read(CONSTRAINTS)) {
    lines.push({
      table: String(row['table']),
      text: `  constraint ${String(row['name'])} ${String(row['definition'])}`,
    });
  }
  for (const row of await read(INDEXES)) {
    lines.push({ table: String(row['table']), text: `  ${String(row['definition'])}` });
  }
  for (const row of await read(RIGHTS)) {
    lines.push({ table: String(row['table']), text: `  the server may ${String(row['rights'])}` });
  }
  const tables = [...new Set(lines.map((line) => line.table))].sort();
  const blocks = tables.map((table) =>
    [table, ...lines.filter((line) => line.table === table).map((line) => line.text)].join('\n'),
  );
  const functions = (await read(FUNCTIONS)).map(
    (row) => `function ${String(row['name'])}(${String(row['arguments'])}) ${String(row['body'])}`,
  );
  return `${[...blocks, ...functions].join('\n\n')}\n`;
}
