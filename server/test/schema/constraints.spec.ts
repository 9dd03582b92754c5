import { openBranch, PHONE, type TestBranch } from '../support/branch.js';
import { advisorRow, row, rows, ticketRow } from '../support/rows.js';

// What the commands never try, tried by hand: the database is the last to say no.
describe('what the database holds by itself', () => {
  let branch: TestBranch;

  beforeAll(async () => {
    branch = await openBranch();
    await branch.ready('luis.perez');
    await branch.issue('CAJA', { telefono: PHONE }); // C01, ATENDIENDO
    await branch.issue(); // C02
    await branch.issue('GERENCIA'); // G01
  });
  afterAll(() => branch.test.close());

  async function expectError(sql: string, code: string, constraint?: RegExp): Promise<void> {
    const error = await rows(branch.test, sql).then(
      () => ({ code: 'none', constraint: '' }),
      (failure: { code: string; constraint?: string }) => failure,
    );
    expect(error.code).toBe(code);
    if (constraint) expect(error.constraint).toMatch(constraint);
  }
  const UNIQUE = '23505';
  const CHECK = '23514';
  const FOREIGN = '23503';
  const DENIED = '42501';
  /** A second row like a ticket, with some columns of its own. */
  const copyOf = (numero: string, changed: Record<string, string>): string => {
    const columns = [
      ...[
        'branch_id',
        'business_date',
        'codigo_referencia',
        'numero',
        'national_id',
        'national_id_hash',
        'branch_office',
      ],
      ...['queue_type', 'status', 'order_at', 'assigned_advisor_id', 'assigned_module_number', 'assigned_at'],
      ...['closed_at', 'created_at', 'updated_at'],
    ];
    const fresh: Record<string, string> = {
      codigo_referencia: 'gen_random_uuid()',
      numero: "'C77'",
      national_id_hash: "'\\x77'",
      ...changed,
    };
    return `insert into ticket (${columns.join()}) select ${columns.map((one) => fresh[one] ?? one).join()}
      from ticket where numero = '${numero}'`;
  };

  it('R2: a number is unique in its branch and day, and only there', async () => {
    await expectError(copyOf('C02', { numero: "'G01'" }), UNIQUE, /numero/);
    await rows(branch.test, copyOf('C02', { numero: "'G01'", business_date: 'business_date + 1' }));
    await rows(branch.test, "delete from ticket where business_date > '2026-11-18'");
  });

  it('R3: one active ticket of a person, whatever its status; closed ones as many as they like', async () => {
    for (const status of ['EN_ESPERA', 'PROXIMO']) {
      const same = { national_id_hash: 'national_id_hash', status: `'${status}'` };
      await expectError(copyOf('C02', same), UNIQUE, /national_id_hash/);
    }
    const closed = { national_id_hash: 'national_id_hash', status: "'CANCELADO'", closed_at: 'now()' };
    await rows(branch.test, copyOf('C02', { ...closed, numero: "'C78'" }));
    await rows(branch.test, copyOf('C02', { ...closed, numero: "'C79'" }));
    expect(await rows(branch.test, "delete from ticket where numero in ('C78', 'C79') returning numero")).toHaveLength(
      2,
    );
  });

  it('R7: one ticket on a desk', () => expectError(copyOf('C01', {}), UNIQUE, /assigned_advisor_id/));

  it('R7: one advisor at a module while they are there', async () => {
    const { module_number } = await advisorRow(branch.test, 'luis.perez');
    const sit = `update advisor set module_number = ${module_number}, status = `;
    const who = " where email = 'ana.martinez@banco.com'";
    for (const status of ['AVAILABLE', 'BUSY']) await expectError(`${sit}'${status}'${who}`, UNIQUE, /one_per_module/);
    await rows(branch.test, `${sit}'OFFLINE'${who}`);
    await expectError(`update advisor set module_number = null, status = 'AVAILABLE'${who}`, CHECK);
  });

  it('R4: a status of the table, a desk when served, an end when final', async () => {
    await expectError("update ticket set status = 'PERDIDO' where numero = 'C02'", CHECK);
    await expectError("update ticket set status = 'ATENDIENDO' where numero = 'C02'", CHECK);
    for (const status of ['COMPLETADO', 'CANCELADO', 'NO_ATENDIDO']) {
      await expectError(`update ticket set status = '${status}' where numero = 'C02'`, CHECK);
    }
    await expectError("update ticket set closed_at = now() where numero = 'C02'", CHECK);
    expect((await ticketRow(branch.test, 'C02'))['status']).toBe('EN_ESPERA');
  });

  it('R1: a prefix is one capital letter, once in its branch; a ticket has a queue', async () => {
    await expectError("update queue set prefix = 'c' where queue_type = 'CAJA'", CHECK);
    await expectError("update queue set prefix = 'P' where queue_type = 'CAJA'", UNIQUE);
    await expectError(copyOf('C02', { queue_type: "'MASCOTAS'" }), FOREIGN);
    await expectError("update ticket_counter set last_number = 0 where queue_type = 'CAJA'", CHECK);
  });

  it('R9: one row of each template for a ticket, in a state of the table', async () => {
    const columns = 'branch_id, ticket_id, business_date, plantilla, fecha_programada, created_at';
    await expectError(`insert into mensaje (${columns}) select ${columns} from mensaje limit 1`, UNIQUE, /plantilla/);
    await expectError("update mensaje set estado_envio = 'PERDIDO'", CHECK);
    await expectError("update mensaje set plantilla = 'saludo'", CHECK);
  });

  it.each([
    "update audit_log set actor = 'otro'",
    'delete from audit_log',
    'truncate audit_log',
    // The log is in partitions, and each of them is a table that can be named.
    "update audit_log_202611 set actor = 'otro'",
    'delete from audit_log_202611',
    'truncate audit_log_202611',
    'truncate audit_log_202612',
    'truncate audit_log_default',
  ])('R10: the audit log refuses: %s', async (sql) => {
    const before = await row(branch.test, 'select count(*)::int as n, max(actor) as actor from audit_log');
    expect(before['n']).toBeGreaterThan(5);
    await expectError(sql, DENIED);
    expect(await row(branch.test, 'select count(*)::int as n, max(actor) as actor from audit_log')).toEqual(before);
  });
});
