import type { EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

import { startApp, type TestApp } from '../support/app.js';
import { rows, type Row } from '../support/rows.js';

const COLUMNS = `
  select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
    a.atthasdef or a.attidentity <> '' as made_by_database, a.attidentity as identity,
    coalesce(i.indisprimary, false) as primary, pg_get_expr(d.adbin, d.adrelid) as default
  from pg_attribute a
  left join pg_index i on i.indrelid = a.attrelid and i.indisprimary and a.attnum = any(i.indkey)
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`;

/** A TypeORM column's type as PostgreSQL writes it. */
function typeOf({ type, length }: ColumnMetadata): string {
  const known: Record<string, string> = {
    varchar: 'character varying',
    char: 'character',
    timestamptz: 'timestamp with time zone',
  };
  const name = known[String(type)] ?? String(type);
  return length ? `${name}(${length})` : name;
}

const described = (column: ColumnMetadata): object => ({
  name: column.databaseName,
  type: typeOf(column),
  nullable: column.isNullable,
  primary: column.isPrimary,
  identity: String(column.generationStrategy) === 'identity',
});

describe('the entities and the migrated schema', () => {
  let test: TestApp;
  let metadata: EntityMetadata[];

  beforeAll(async () => {
    test = await startApp({ config: { seedDemo: false } });
    metadata = test.dataSource.entityMetadatas;
  });
  afterAll(() => test.close());

  const tableOf = (entity: EntityMetadata): Promise<Row[]> => rows(test, COLUMNS, [entity.tableName]);

  it('SCHEMA: each mapped column exists, with its type, length, nullability and key', async () => {
    expect(metadata.map(({ tableName }) => tableName).sort()).toEqual(
      ['advisor', 'app_user', 'branch', 'device', 'pairing_code', 'queue', 'refresh_token', 'role'].sort(),
    );
    for (const entity of metadata) {
      const stored = await tableOf(entity);
      for (const column of entity.columns) {
        const there = stored.find(({ name }) => name === column.databaseName);
        const found = there && {
          name: there['name'],
          type: there['type'],
          nullable: there['nullable'],
          primary: there['primary'],
          identity: there['identity'] !== '',
        };
        expect({ table: entity.tableName, ...found }).toEqual({ table: entity.tableName, ...described(column) });
      }
    }
  });

  it('SCHEMA: a default value that an entity relies on is that of the table', async () => {
    let compared = 0;
    for (const entity of metadata) {
      const stored = await tableOf(entity);
      for (const column of entity.columns.filter((one) => !['undefined', 'function'].includes(typeof one.default))) {
        const expression = stored.find(({ name }) => name === column.databaseName)?.['default'];
        const [{ value } = { value: undefined }] = await rows(test, `select to_jsonb(${expression}) as value`);
        expect({ table: entity.tableName, column: column.databaseName, value }).toEqual({
          table: entity.tableName,
          column: column.databaseName,
          value: column.default,
        });
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(5);
  });

  it('SCHEMA: what an entity does not know can be left out of an insert', async () => {
    for (const entity of metadata) {
      const mapped = entity.columns.map((column) => column.databaseName);
      const needed = (await tableOf(entity)).filter((column) => !column['nullable'] && !column['made_by_database']);
      expect(needed.length).toBeGreaterThan(0);
      expect(needed.map(({ name }) => name).filter((name) => !mapped.includes(name))).toEqual([]);
    }
  });

  it('SCHEMA: TypeORM itself finds nothing to add', async () => {
    expect(test.dataSource.options.synchronize).toBe(false);
    const { upQueries } = await test.dataSource.driver.createSchemaBuilder().log();
    // It would drop what it does not map; what it maps is all there.
    const additions = upQueries.map(({ query }) => query).filter((query) => /^CREATE TABLE| ADD "/.test(query));
    expect(additions).toEqual([]);
  });
});
