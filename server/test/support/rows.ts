import { BranchDirectory } from '../../src/branches/index.js';
import type { TestApp } from './app.js';
import type { Answer } from './client.js';

/** A row as the database gives it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read rows column by column
export type Row = Record<string, any>;

/** Straight to the tables, beside the server. */
export async function rows(test: Pick<TestApp, 'dataSource'>, sql: string, values: unknown[] = []): Promise<Row[]> {
  const found: unknown = await test.dataSource.query(sql, values);
  // TypeORM answers [rows, count] for an update or a delete.
  const isWrite = Array.isArray(found) && found.length === 2 && Array.isArray(found[0]) && typeof found[1] === 'number';
  return (isWrite ? (found as [Row[], number])[0] : found) as Row[];
}

/** The only row. */
export async function row(test: Pick<TestApp, 'dataSource'>, sql: string, values: unknown[] = []): Promise<Row> {
  const found = await rows(test, sql, values);
  if (found.length !== 1) throw new Error(`${found.length} rows: ${sql}`);
  return found[0]!;
}

export const ticketRow = (test: TestApp, numero: string): Promise<Row> =>
  row(test, 'select * from ticket where numero = $1 order by business_date desc limit 1', [numero]);

export const advisorRow = (test: TestApp, user: string): Promise<Row> =>
  row(test, 'select * from advisor where email = $1', [`${user}@banco.com`]);

export const branchRow = (test: TestApp, code = 'CENTRO'): Promise<Row> =>
  row(test, 'select * from branch where code = $1', [code]);

/** Changes settings of a branch (R3 to R9); the next command works by them. */
export async function setSettings(test: TestApp, settings: object, code = 'CENTRO'): Promise<void> {
  await rows(test, 'update branch set settings = settings || $1 where code = $2', [JSON.stringify(settings), code]);
}

/** Another branch of the same bank, with the queues of the first. */
export async function addBranch(test: TestApp, code = 'NORTE'): Promise<void> {
  await rows(test, "insert into branch (code, name) values ($1, 'Sucursal ' || $1)", [code]);
  await rows(
    test,
    `insert into queue (branch_id, queue_type, display_name, prefix, priority, average_time_minutes, target_wait_minutes)
     select n.id, q.queue_type, q.display_name, q.prefix, q.priority, q.average_time_minutes, q.target_wait_minutes
     from queue q join branch b on b.id = q.branch_id and b.code = 'CENTRO', branch n where n.code = $1`,
    [code],
  );
  test.app.get(BranchDirectory).forget();
}

/** Colleagues in another branch, so that the tables have the size of a bank's. */
export async function addAdvisors(test: TestApp, count: number): Promise<void> {
  await addBranch(test, 'SUR');
  await rows(
    test,
    `insert into advisor (branch_id, name, email, module_number)
     select b.id, 'Colega ' || n, 'colega' || n || '@banco.com', n from branch b, generate_series(1, $1) n where b.code = 'SUR'`,
    [count],
  );
  await rows(test, 'analyze advisor');
}

/** Physical versions of all rows: equal before and after means that not one was written. (xmax would show locks too.) */
export async function versions(test: TestApp, tables: string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of tables) {
    const list = await rows(
      test,
      `select tableoid::regclass || ' ' || ctid || ' ' || xmin as v from ${table} order by 1`,
    );
    found[table] = list.map(({ v }) => String(v));
  }
  return found;
}

/** How an attempt was refused: status, code, words; not one row of `tables` was written by it. */
export async function refusedWhole(
  test: TestApp,
  tables: string[],
  attempt: () => Promise<Answer>,
): Promise<[number, string, string]> {
  const before = await versions(test, tables);
  const { status, body } = await attempt();
  expect(await versions(test, tables)).toEqual(before);
  return [status, body.error, body.mensaje];
}

/** Reads the audit log as it grows: each call gives the events since the last one, in the order they were written. */
export async function tailAudit(test: TestApp): Promise<() => Promise<Row[]>> {
  const last = await row(test, 'select coalesce(max(id), 0) as id from audit_log');
  let seen = Number(last['id']);
  return async () => {
    const events = await rows(test, 'select * from audit_log where id > $1 order by id', [seen]);
    seen = Number(events.at(-1)?.['id'] ?? seen);
    return events;
  };
}

/** `TICKET_CREADO C01 KIOSK:…`: an event in one line, so that a whole command compares at a glance. */
export const inShort = (event: Row): string =>
  `${event['event_type']} ${event['entity_identifier'] ?? event['entity_id']} ${event['actor']}`;
