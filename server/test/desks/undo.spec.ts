import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { newPerson, signIn, type Answer, type TestClient } from '../support/client.js';
import { broken } from '../support/invariants.js';
import { advisorRow, rows, ticketRow, versions, type Row } from '../support/rows.js';

const TABLES = ['ticket', 'advisor', 'branch', 'mensaje', 'audit_log', 'queue_day', 'advisor_day'];
const SECOND = 1_000;

describe('undo', () => {
  let branch: TestBranch;
  let luis: TestClient;

  beforeEach(async () => {
    branch = await openBranch();
    luis = await branch.ready('luis.perez');
  });
  afterEach(async () => {
    try {
      expect(await broken(branch.test)).toEqual({});
    } finally {
      await branch.test.close();
    }
  });

  const post = (path: string, body?: object, who = luis): Promise<Answer> =>
    who.send('POST', `/api/advisor/${path}`, body);
  const status = (body: object, who = luis): Promise<Answer> => who.send('PUT', '/api/advisor/status', body);
  const desk = async (who = luis): Promise<Row> => (await who.send('GET', '/api/advisor/desk')).body;
  const later = (ms: number): void => branch.test.clock.advance(ms);

  /** All that a branch is to people: tickets, desks and figures, without what only says when a row was written. */
  const present = async (): Promise<unknown> => {
    const ofTicket = ['updated_at', 'position_in_queue', 'estimated_wait_minutes', 'estimated_low', 'estimated_high'];
    const without = (table: string, columns: string[]) =>
      rows(branch.test, `select to_jsonb(x) - $1::text[] as row from ${table} x order by 1`, [columns]);
    return {
      tickets: await without('ticket', [...ofTicket, 'last_recalled_at']),
      desks: await without('advisor', ['updated_at', 'last_command', 'last_command_at']),
      // A row that was begun stays, with zeros.
      queues: await rows(branch.test, 'select * from queue_day where issued <> 0 order by queue_type'),
      days: await rows(
        branch.test,
        'select * from advisor_day where served + no_show + service_ms <> 0 order by advisor_id',
      ),
    };
  };
  const refused = async (who = luis): Promise<string> => {
    const before = await versions(branch.test, TABLES);
    const answer = await post('undo', undefined, who);
    expect([answer.status, answer.body.error]).toEqual([409, 'TRANSICION_INVALIDA']);
    expect(await versions(branch.test, TABLES)).toEqual(before);
    return answer.body.mensaje;
  };
  /** C01 on Luis's desk since a minute, C02 and C03 waiting. */
  const atWork = async (): Promise<Row[]> => {
    const made: Row[] = [];
    for (let i = 0; i < 3; i++) {
      made.push(await branch.issue());
      later(MINUTE);
    }
    return made;
  };
  const idOf = async (user: string): Promise<number> => Number((await advisorRow(branch.test, user))['id']);

  it.each<[command: string, numero: string | null, act: () => Promise<Answer>]>([
    ['start', 'C01', () => post('current/start')],
    ['recall', 'C01', () => post('current/recall')],
    ['complete', 'C01', () => post('current/complete', { note: 'sin querer' })],
    ['noShow', 'C01', () => post('current/no-show')],
    ['callNext', 'C02', () => post('call-next', { finish: 'COMPLETADO' })],
    ['callNext', 'C02', () => post('call-next', { finish: 'NO_ATENDIDO' })],
    ['return', 'C01', () => post('current/return')],
    ['return', 'C01', () => post('current/return', { afterPlaces: 2 })],
    ['return', 'C01', () => post('current/return', { afterMinutes: 9 })],
    ['transfer', 'C01', () => post('current/transfer', { queueType: 'EMPRESAS' })],
    ['status', null, () => status({ status: 'OFFLINE', reason: 'ALMUERZO', afterCurrent: true })],
  ])('R4: %s of %s is taken back: everything is as before', async (command, numero, act) => {
    await atWork();
    const before = await present();
    expect((await act()).status).toBe(200);
    expect(await present()).not.toEqual(before);
    later(4 * SECOND);
    const until = new Date(branch.test.clock.now() + 6 * SECOND).toISOString();
    expect((await desk())['undo']).toEqual({ command, numero, until });
    const { status: code, body } = await post('undo');
    expect([code, body.undone, body.numero, body.current?.numero]).toEqual([200, command, numero, 'C01']);
    expect(body.current.nationalId).toMatch(/^•+/);
    expect(await present()).toEqual(before);
    expect((await desk())['undo']).toBeNull();
    expect(await refused()).toBe('No hay nada que deshacer');
  });

  it('R4: greeted, then completed by mistake: still greeted; "transfer" to a colleague; a reinstated ticket', async () => {
    await atWork();
    const ana = await branch.ready('ana.martinez');
    await branch.issue('EMPRESAS'); // on Ana's desk
    await post('current/start');
    const started = await present();
    for (const act of [
      () => post('current/complete'),
      async () => post('current/transfer', { advisorId: await idOf('ana.martinez') }),
      () => post('current/return'),
    ]) {
      expect((await act()).status).toBe(200);
      expect((await post('undo')).status).toBe(200);
      expect(await present()).toEqual(started);
    }
    expect((await desk(ana))['reserved']).toEqual([]);
    later(MINUTE);
    await post('call-next', { finish: 'COMPLETADO' });
    await post('current/no-show'); // C02; C03 is on the desk
    later(MINUTE);
    const ended = await present();
    const { codigo_referencia: codigoReferencia } = await ticketRow(branch.test, 'C02');
    expect((await post('reinstate', { codigoReferencia })).body.status).toBe('EN_ESPERA');
    expect((await post('undo')).body).toMatchObject({ undone: 'reinstate', numero: 'C02', current: { numero: 'C03' } });
    expect(await present()).toEqual(ended);
  });

  it('R4: status: OFFLINE by mistake; AVAILABLE by mistake, and the customer called waits again; a ticket reserved', async () => {
    const before = await present();
    expect((await status({ status: 'OFFLINE', reason: 'ALMUERZO' })).status).toBe(200);
    expect((await post('undo')).body).toEqual({ undone: 'status', numero: null, current: null });
    expect(await present()).toEqual(before);
    await status({ status: 'OFFLINE', reason: 'ALMUERZO' });
    later(MINUTE);
    await branch.issue();
    const waiting = await present();
    expect((await status({ status: 'AVAILABLE' })).body.currentTicket).toBe('C01');
    expect((await post('undo')).status).toBe(200);
    expect(await present()).toEqual(waiting);
  });

  it('R4: whoever came to the desk since waits again, in the old place; a colleague who is free gets them', async () => {
    await branch.issue();
    later(MINUTE);
    await post('current/complete');
    later(2 * SECOND);
    await branch.issue(); // called to the free desk at once
    await branch.issue();
    expect((await desk())['current']).toMatchObject({ numero: 'C02' });
    expect((await post('undo')).body.current.numero).toBe('C01');
    const line = await rows(branch.test, "select numero from ticket where status = 'EN_ESPERA' order by order_at, id");
    expect(line.map(({ numero }) => String(numero))).toEqual(['C02', 'C03']);
    const carlos = await branch.ready('carlos.rodriguez');
    expect((await desk(carlos))['current']).toMatchObject({ numero: 'C02' });
  });

  it('R7: going OFFLINE gave a reserved ticket back; taken back, it waits for the same advisor again', async () => {
    const supervisor = await signIn(branch.test.url, 'supervisor');
    const ana = await branch.ready('ana.martinez');
    await branch.issue('EMPRESAS');
    const [mine] = await atWork();
    const advisorId = await idOf('ana.martinez');
    const drain = { status: 'OFFLINE', reason: 'ALMUERZO', afterCurrent: true };
    await status(drain, ana);
    const path = `/api/admin/tickets/${String(mine!['codigoReferencia'])}/transfer`;
    await supervisor.send('POST', path, { advisorId });
    await status({ status: 'OFFLINE', reason: 'ALMUERZO', afterCurrent: true }); // nobody takes it while it is released
    const before = await present();
    await post('current/complete', undefined, ana);
    expect(await ticketRow(branch.test, 'C01')).toMatchObject({ reserved_advisor_id: null });
    expect((await post('undo', undefined, ana)).status).toBe(200);
    expect(await present()).toEqual(before);
  });

  it('R4: too late, and nothing there', async () => {
    await atWork();
    await post('current/start');
    later(10 * SECOND);
    expect((await desk())['undo']).not.toBeNull();
    later(1);
    expect((await desk())['undo']).toBeNull();
    expect(await refused()).toBe('Ya pasaron más de 10 segundos: no se puede deshacer');
    later(MINUTE);
    expect(await refused()).toBe('No hay nada que deshacer');
    expect(await refused(await signIn(branch.test.url, 'carmen.silva'))).toBe('No hay nada que deshacer');
  });

  it('R4: refused when something rests on it: called by somebody else, cancelled, moved on, the module taken', async () => {
    const supervisor = await signIn(branch.test.url, 'supervisor');
    const [first] = await atWork();
    const CHANGED = 'El ticket cambió después: no se puede deshacer';
    const carlos = await signIn(branch.test.url, 'carlos.rodriguez');

    await post('current/return', { afterPlaces: 1 });
    expect((await status({ status: 'AVAILABLE' }, carlos)).body.currentTicket).toBe('C01');
    expect((await desk())['undo']).toBeNull();
    expect(await refused()).toBe(CHANGED);

    await post('current/transfer', { queueType: 'EMPRESAS' }); // C02
    const path = `/api/admin/tickets/${String((await ticketRow(branch.test, 'C02'))['codigo_referencia'])}`;
    await supervisor.send('POST', `${path}/transfer`, { queueType: 'GERENCIA' });
    expect(await refused()).toBe(CHANGED);

    await post('current/return', { afterMinutes: 5 }, carlos);
    await supervisor.send('POST', `/api/admin/tickets/${String(first!['codigoReferencia'])}/cancel`, { reason: 'x' });
    expect(await refused(carlos)).toBe(CHANGED);

    await post('current/complete');
    await status({ status: 'OFFLINE', reason: 'ALMUERZO' });
    await status({ status: 'OFFLINE', reason: 'ALMUERZO' }, carlos);
    expect((await status({ status: 'AVAILABLE', moduleNumber: 2 }, carlos)).status).toBe(200);
    expect(await refused()).toBe('Alguien ocupó el módulo: no se puede deshacer');
  });

  it('R3: refused when the person has taken another number since', async () => {
    const nationalId = newPerson();
    await branch.kiosk.send('POST', '/api/tickets', { nationalId, queueType: 'CAJA' });
    await post('current/no-show');
    await branch.kiosk.send('POST', '/api/tickets', { nationalId, queueType: 'EMPRESAS' });
    expect(await refused()).toBe('La persona ya tiene otro ticket activo: no se puede deshacer');
  });

  it('R4: refused when the day was closed in between; a supervisor’s word ends it too', async () => {
    const supervisor = await signIn(branch.test.url, 'supervisor');
    await atWork();
    await post('current/start');
    const path = `/api/admin/advisors/${await idOf('luis.perez')}/status`;
    await supervisor.send('PUT', path, { status: 'OFFLINE', reason: 'REUNION', afterCurrent: true });
    expect(await refused()).toBe('No hay nada que deshacer');
    await post('current/complete');
    await rows(branch.test, 'update branch set day_closed = true');
    expect(await refused()).toBe('La jornada se cerró: no se puede deshacer');
    await rows(branch.test, 'update branch set day_closed = false');
    expect((await post('undo')).status).toBe(200);
  });

  it('R4: a recall taken back gives one more, and the lobby its pause all the same', async () => {
    await atWork();
    await post('current/recall');
    later(4 * SECOND);
    await post('undo');
    expect((await desk())['current']).toMatchObject({ recallCount: 0 });
    expect((await post('current/recall')).body.mensaje).toBe('Espera 6 segundos antes de volver a llamar');
    later(6 * SECOND);
    expect((await post('current/recall')).body.recallCount).toBe(1);
  });
});
