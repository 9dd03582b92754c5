import { Pii } from '../../src/platform/pii.js';
import { openBranch, PHONE, type TestBranch } from '../support/branch.js';
import { signIn } from '../support/client.js';
import { rows, ticketRow } from '../support/rows.js';

const TYPED = '12.345.678-5';
const NATIONAL_ID = '123456785';

/** Every way in which a text could stand in a column: as it is, as bytes in hexadecimal, in base64. */
function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  return [text, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')];
}
const SECRETS = [TYPED, NATIONAL_ID, '12345678-5', '12.345.678', PHONE, PHONE.slice(3), PHONE.slice(1)].flatMap(
  formsOf,
);

describe('what is stored of a person', () => {
  let branch: TestBranch;

  beforeAll(async () => {
    branch = await openBranch();
  });
  afterAll(() => branch.test.close());

  const person = { nationalId: TYPED, telefono: PHONE };
  async function dump(): Promise<Map<string, string>> {
    const tables = await rows(
      branch.test,
      "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace",
    );
    const text = new Map<string, string>();
    for (const { relname } of tables) {
      const found = await rows(branch.test, `select t::text as line from "${relname}" t`);
      text.set(relname, found.map(({ line }) => String(line)).join('\n'));
    }
    return text;
  }

  it('R13: the id and the phone are sealed, and beside each stands its keyed hash', async () => {
    const pii = branch.test.app.get(Pii);
    const { numero } = await branch.issue('CAJA', person);
    const stored = await ticketRow(branch.test, numero);
    for (const [column, hash, plain] of [
      ['national_id', 'national_id_hash', NATIONAL_ID],
      ['telefono', 'telefono_hash', PHONE],
    ] as const) {
      expect(stored[column].includes(Buffer.from(plain))).toBe(false);
      expect(await pii.open(stored[column])).toBe(plain);
      expect(stored[hash]).toEqual(pii.hash(plain));
      expect(stored[hash]).toHaveLength(32);
    }
    await branch.kiosk.send('DELETE', `/api/tickets/${stored['codigo_referencia']}`);
  });

  it('R13: the same person twice: another seal, the same hash', async () => {
    const [one] = await rows(branch.test, 'select * from ticket order by id desc limit 1');
    const { numero, codigoReferencia } = await branch.issue('CAJA', person);
    const two = await ticketRow(branch.test, numero);
    expect(two['national_id'].equals(one!['national_id'])).toBe(false);
    expect(two['national_id_hash'].equals(one!['national_id_hash'])).toBe(true);
    await branch.kiosk.send('DELETE', `/api/tickets/${codigoReferencia}`);
  });

  it('R13: bytes that were changed are not opened', async () => {
    const pii = branch.test.app.get(Pii);
    const sealed = pii.seal(NATIONAL_ID);
    for (const at of [1, 14, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = changed[at]! ^ 1;
      await expect(pii.open(changed)).rejects.toThrow();
    }
  });

  it('R13: after a whole life, refusals and look-ups, no table holds the id or the phone', async () => {
    const { test, kiosk } = branch;
    const { numero, codigoReferencia } = await branch.issue('CAJA', person);
    expect((await kiosk.send('POST', '/api/tickets', { ...person, queueType: 'CAJA' })).status).toBe(409);
    expect((await kiosk.send('GET', `/api/tickets/by-rut/${TYPED}`)).body.activeTicket.numero).toBe(numero);
    await test.turn('positions');
    const advisor = await branch.ready('luis.perez');
    await advisor.send('POST', '/api/advisor/current/start');
    await advisor.send('POST', '/api/advisor/current/complete', { note: 'Depósito' });
    const supervisor = await signIn(test.url, 'supervisor');
    await supervisor.send('GET', '/api/admin/tickets?status=COMPLETADO');

    const tables = await dump();
    // The dump really shows what was written, sealed columns and audit lines too.
    const sealed = await ticketRow(test, numero);
    expect(tables.get('ticket')).toContain(sealed['national_id'].toString('hex'));
    expect(tables.get('audit_log')).toContain(codigoReferencia);
    expect(tables.get('mensaje')).toContain('totem_es_tu_turno');
    for (const [table, text] of tables) {
      for (const secret of SECRETS)
        expect({ table, holds: text.includes(secret) && secret }).toEqual({ table, holds: false });
    }
  });

  it('R13: staff see the id masked, the public not at all', async () => {
    const ticket = await branch.issue('CAJA', person);
    expect(ticket.nationalId).toBe('•••••678-5');
    const anyone = await fetch(`${branch.test.url}/api/tickets/${ticket.codigoReferencia}`);
    const text = await anyone.text();
    expect(anyone.status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ numero: ticket.numero });
    expect(text).not.toContain('nationalId');
    // A reference is drawn by chance, and one of 30,000 has that in it.
    expect(text.replaceAll(ticket.codigoReferencia, '')).not.toContain('678-5');
    for (const secret of SECRETS) expect(JSON.stringify(ticket)).not.toContain(secret);
  });
});
