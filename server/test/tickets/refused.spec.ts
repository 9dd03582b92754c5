import { openBranch, type TestBranch } from '../support/branch.js';
import { newPerson, type Answer } from '../support/client.js';
import { row, rows, setSettings, ticketRow, versions } from '../support/rows.js';

const WRITTEN = ['branch', 'queue', 'ticket', 'ticket_counter', 'queue_day', 'mensaje', 'audit_log', 'idempotency_key'];
/** Wednesday the 18th of November, Santiago: three hours behind UTC. */
const at = (time: string): number => Date.parse(`2026-11-18T${time}:00-03:00`);

describe('a number that is refused', () => {
  let branch: TestBranch;

  beforeEach(async () => {
    branch = await openBranch();
    await branch.issue();
  });
  afterEach(() => branch.test.close());

  const ask = (more: object = {}): Promise<Answer> =>
    branch.kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA', ...more });

  /** R14: a refusal says what is wrong and changes nothing. */
  async function expectRefused(more: object, status: number, body: object): Promise<void> {
    const before = await versions(branch.test, WRITTEN);
    const answer = await ask(more);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, ...body });
    expect(await versions(branch.test, WRITTEN)).toEqual(before);
  }

  it('R1: a disabled queue gives no numbers, and who waits in it is still served', async () => {
    await rows(branch.test, "update queue set enabled = false where queue_type = 'CAJA'");
    await expectRefused({}, 404, {
      error: 'COLA_NO_ENCONTRADA',
      colasDisponibles: ['PERSONAL_BANKER', 'EMPRESAS', 'GERENCIA'],
    });
    await branch.ready('luis.perez');
    expect((await ticketRow(branch.test, 'C01'))['status']).toBe('ATENDIENDO');
  });

  it('R1: a queue that does not exist names those that do', () =>
    expectRefused({ queueType: 'MASCOTAS' }, 404, {
      error: 'COLA_NO_ENCONTRADA',
      mensaje: 'No existe cola con tipo MASCOTAS',
      colasDisponibles: ['CAJA', 'PERSONAL_BANKER', 'EMPRESAS', 'GERENCIA'],
    }));

  it('R1: the daily cap counts what was given, not what still waits, and begins anew the next day', async () => {
    await rows(branch.test, "update queue set daily_cap = 2 where queue_type = 'CAJA'");
    const { codigoReferencia } = await branch.issue();
    await branch.kiosk.send('DELETE', `/api/tickets/${codigoReferencia}`);
    await expectRefused({}, 409, { error: 'CUPO_AGOTADO' });
    expect((await ask({ queueType: 'EMPRESAS' })).status).toBe(201);
    branch.test.clock.set(at('10:00') + 86_400_000);
    expect((await branch.issue()).numero).toBe('C01');
  });

  it('R1: a cap of 0 gives none', async () => {
    await rows(branch.test, "update queue set daily_cap = 0 where queue_type = 'GERENCIA'");
    await expectRefused({ queueType: 'GERENCIA' }, 409, { error: 'CUPO_AGOTADO' });
  });

  it('R4: outside the opening hours of the branch, to the minute', async () => {
    const hours = { week: { 3: [{ from: '09:00', to: '14:00' }] }, days: { '2026-11-25': [] } };
    await rows(branch.test, 'update branch set opening_hours = $1', [JSON.stringify(hours)]);
    branch.test.clock.set(at('13:59'));
    expect((await ask()).status).toBe(201);
    for (const closed of [at('14:00'), at('08:59'), at('10:00') + 7 * 86_400_000]) {
      branch.test.clock.set(closed);
      await expectRefused({}, 409, { error: 'SUCURSAL_CERRADA' });
    }
    branch.test.clock.set(at('09:00'));
    expect((await ask()).status).toBe(201);
  });

  it.each(['CLOSED', 'PAUSED'])('R4: a branch that is %s by hand', async (status) => {
    await rows(branch.test, 'update branch set status = $1', [status]);
    await expectRefused({}, 409, { error: 'SUCURSAL_CERRADA' });
    await rows(branch.test, "update branch set status = 'OPEN'");
    expect((await ask()).status).toBe(201);
  });

  it('R3: with rutCheck the check digit must be right, without it any id will do', async () => {
    expect((await ask({ nationalId: '12.345.678-9' })).status).toBe(201);
    await setSettings(branch.test, { rutCheck: true });
    await expectRefused({ nationalId: '12.345.679-9' }, 400, {
      error: 'VALIDACION_FALLIDA',
      campos: { nationalId: 'El RUT no es válido' },
    });
    await expectRefused({ nationalId: 'PA123456' }, 400, { error: 'VALIDACION_FALLIDA' });
    expect((await ask({ nationalId: '12.345.678-5' })).status).toBe(201);
    expect((await ask({ nationalId: '10.000.013-k' })).status).toBe(201);
  });

  it('R14: a phone must be Chilean where the branch says so, and international where it does not', async () => {
    const abroad = '+4915112345678';
    await expectRefused({ telefono: abroad }, 400, {
      campos: { telefono: 'El teléfono debe tener el formato +56XXXXXXXXX' },
    });
    await setSettings(branch.test, { phoneFormat: 'INTL' });
    expect((await ask({ telefono: abroad })).status).toBe(201);
  });
});

describe('a preferential customer', () => {
  let branch: TestBranch;
  beforeAll(async () => {
    branch = await openBranch();
  });
  afterAll(() => branch.test.close());

  it('R5: goes before who came in the last 30 minutes, and behind who came earlier', async () => {
    const { test } = branch;
    await branch.issue(); // C01, half an hour and a second ago
    test.clock.advance(1_000);
    await branch.issue(); // C02, exactly half an hour ago
    test.clock.advance(10 * 60_000);
    await branch.issue(); // C03
    test.clock.advance(20 * 60_000);
    const preferential = await branch.issue('CAJA', { preferential: true });
    // At the same moment as C02 the smaller id goes first: the credit does not overtake it.
    expect(preferential).toMatchObject({ numero: 'C04', preferential: true, positionInQueue: 3 });
    const stored = await ticketRow(test, 'C04');
    expect(stored['created_at'].getTime() - stored['order_at'].getTime()).toBe(30 * 60_000);

    const order: string[] = [];
    const advisor = await branch.ready('carlos.rodriguez');
    for (let i = 0; i < 4; i++) {
      const { body } = await advisor.send('GET', '/api/advisor/desk');
      order.push(body.current.numero);
      await advisor.send('POST', '/api/advisor/current/complete');
    }
    expect(order).toEqual(['C01', 'C02', 'C04', 'C03']);
    expect(await row(test, "select count(*)::int as n from ticket where status = 'COMPLETADO'")).toEqual({ n: 4 });
  });
});
