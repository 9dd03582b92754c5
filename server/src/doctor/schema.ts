import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { APPLICATION_ROLE } from '../platform/database/data-source.js';
import { MIGRATIONS_DIR } from '../platform/database/migrate.js';
import { fail, rowsOf, some, type Check, type Finding } from './check.js';

const SNAPSHOT = resolve(MIGRATIONS_DIR, '../schema.snapshot.txt');
const RIGHTS = '  the server may ';
const INDEX = /^ {2}CREATE (UNIQUE )?INDEX (\w+) /;

/** `table: line` of everything in a snapshot. */
function linesOf(snapshot: string): string[] {
  return snapshot.split('\n\n').flatMap((block) => {
    const [table = '', ...lines] = block.trimEnd().split('\n');
    return lines.length === 0 ? [table] : lines.map((line) => `${table}: ${line}`);
  });
}

/** What is in the migrated schema and not here. What is more, such as a bank's own index, does no harm. */
export function missingLines(expected: string, found: string): string[] {
  const there = new Set(linesOf(found));
  return linesOf(expected).filter((line) => !there.has(line));
}

const isIndex = (line: string): boolean => INDEX.test(line.slice(line.indexOf(': ') + 2));
const isRight = (line: string): boolean => line.includes(`:${RIGHTS}`) || line.includes(`: ${RIGHTS}`);
const indexName = (line: string): string => / INDEX (\w+) /.exec(line)?.[1] ?? line;
const short = (line: string): string => line.replace(/: +/, '.').replace(/^(\S+(?: \S+)?).*$/, '$1');

const snapshots = async ({ schema }: Parameters<Check['examine']>[0]) => ({
  expected: readFileSync(SNAPSHOT, 'utf8'),
  found: await schema(),
});

export const migrations: Check = {
  name: 'migrations',
  async examine(patient) {
    const applied = (await rowsOf<{ name: string }>(patient, 'select name from schema_migration')).map(
      ({ name }) => name,
    );
    const own = readdirSync(MIGRATIONS_DIR).map((file) => file.replace(/\.sql$/, ''));
    const findings: Finding[] = [];
    const due = own.filter((name) => !applied.includes(name));
    if (due.length > 0)
      findings.push(fail(`${some(due)} did not run`, 'start a server of this version, with DATABASE_OWNER_URL'));
    const newer = applied.filter((name) => !own.includes(name));
    if (newer.length > 0)
      findings.push(fail(`${some(newer)} are of a newer version`, 'run the version that migrated it'));
    if (findings.length === 0) {
      const { expected, found } = await snapshots(patient);
      const missing = missingLines(expected, found).filter((line) => !isIndex(line) && !isRight(line));
      if (missing.length > 0) {
        const what = `the schema is not what they made: ${some(missing.map(short))}`;
        findings.push(fail(what, 'somebody changed it by hand: put back what migrations/schema.snapshot.txt says'));
      }
    }
    return { looked: `${own.length} of them, and the schema that they make`, findings };
  },
};

export const indexes: Check = {
  name: 'indexes',
  async examine(patient) {
    const invalid = await rowsOf<{ name: string }>(
      patient,
      `select indexrelid::regclass::text as name from pg_index x join pg_class c on c.oid = x.indexrelid
      where c.relnamespace = 'public'::regnamespace and not (x.indisvalid and x.indisready) order by 1`,
    );
    const findings: Finding[] = [];
    if (invalid.length > 0) {
      const names = some(invalid.map(({ name }) => name));
      findings.push(fail(`${names} cannot be used`, 'reindex index concurrently <name>; what fails says why'));
    }
    const { expected, found } = await snapshots(patient);
    const missing = missingLines(expected, found).filter(isIndex);
    if (missing.length > 0) {
      const names = some(missing.map(indexName));
      findings.push(fail(`${names} are missing`, 'create them as in migrations/schema.snapshot.txt'));
    }
    return { looked: `${expected.split('\n').filter((line) => INDEX.test(line)).length} of them`, findings };
  },
};

export const rights: Check = {
  name: 'rights',
  async examine(patient) {
    const findings: Finding[] = [];
    const [role] = await rowsOf<{ mighty: boolean; member: boolean; login: string }>(
      patient,
      `select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls as mighty,
        pg_has_role(current_user, oid, 'member') as member, current_user::text as login
      from pg_roles where rolname = $1`,
      [APPLICATION_ROLE],
    );
    if (!role) {
      const what = `the role ${APPLICATION_ROLE} is missing`;
      return { looked: '', findings: [fail(what, 'start a server with DATABASE_OWNER_URL: the migrations make it')] };
    }
    if (role.mighty)
      findings.push(fail(`${APPLICATION_ROLE} may more than it should`, `alter role ${APPLICATION_ROLE} ${PLAIN}`));
    if (!role.member) {
      findings.push(
        fail(`${role.login} may not work as ${APPLICATION_ROLE}`, `grant ${APPLICATION_ROLE} to ${role.login}`),
      );
    }
    const open = await rowsOf<{ name: string }>(patient, AUDIT_TABLES_OPEN, [APPLICATION_ROLE]);
    if (open.length > 0) {
      const names = some(open.map(({ name }) => name));
      findings.push(
        fail(
          `the server could change or delete what is in ${names}`,
          `revoke update, delete, truncate on ${names} from ${APPLICATION_ROLE}`,
        ),
      );
      return { looked: '', findings };
    }
    const { expected, found } = await snapshots(patient);
    const missing = missingLines(expected, found).filter(isRight);
    if (missing.length > 0) {
      const tables = some(missing.map((line) => line.slice(0, line.indexOf(':'))));
      findings.push(
        fail(`the server’s rights on ${tables} are others`, 'grant and revoke as in migrations/schema.snapshot.txt'),
      );
    }
    return { looked: `${APPLICATION_ROLE} can add to the audit log, and change nothing in it`, findings };
  },
};

const PLAIN = 'nosuperuser nocreaterole nocreatedb nobypassrls';
/** R10: the log, each of its months by its own name, and what keeps the chain. */
const AUDIT_TABLES_OPEN = `
  select c.oid::regclass::text as name from pg_class c
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
    and (c.relname ~ '^audit_log(_|$)' or c.relname in ('audit_chain', 'audit_count', 'audit_seam'))
    and has_table_privilege($1::name, c.oid, 'update, delete, truncate')
  order by 1`;
