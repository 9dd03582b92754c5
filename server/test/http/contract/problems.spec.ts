import { randomUUID } from 'node:crypto';

import { LANGUAGES } from '@ticketero/contract';

import { openBranch, type TestBranch } from '../../support/branch.js';
import { client, newPerson, signIn, type Answer, type TestClient } from '../../support/client.js';
import { checked, documentOf } from '../../support/contract.js';
import { row, rows } from '../../support/rows.js';

describe('problems', () => {
  let branch: TestBranch;
  let kiosk: TestClient;
  let anybody: TestClient;

  beforeAll(async () => {
    branch = await openBranch();
    kiosk = checked(branch.kiosk, documentOf(branch.test.app));
    anybody = checked(client(branch.test.url), documentOf(branch.test.app));
  });
  afterAll(() => branch.test.close());

  const issue = (body: unknown): Promise<Answer> => kiosk.send('POST', '/api/tickets', body);
  const expectInvalid = (answer: Answer, campos: Record<string, unknown>): void => {
    expect([answer.status, answer.body.error]).toEqual([400, 'VALIDACION_FALLIDA']);
    expect(answer.body.campos).toEqual(campos);
    expect(answer.body.mensaje).toBe(Object.values(answer.body.campos as object)[0]);
  };

  it('R14: RFC 9457, with the code and a text for people', async () => {
    const answer = await anybody.send('GET', `/api/tickets/${randomUUID()}`);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json(; charset=utf-8)?$/);
    expect(answer.body).toEqual({
      type: 'urn:ticketero:error:TICKET_NO_ENCONTRADO',
      title: 'Ticket not found',
      status: 404,
      detail: 'There is no such number',
      error: 'TICKET_NO_ENCONTRADO',
      mensaje: 'El ticket solicitado no existe',
    });
  });

  it('R14: an empty national id', async () => {
    const text = 'El RUT/ID es obligatorio';
    for (const nationalId of ['', '   ', undefined, null]) {
      expectInvalid(await issue({ nationalId, queueType: 'CAJA' }), { nationalId: text });
    }
    for (const nationalId of ['1234567', '1234567890123', 'ñandú-12345', '........-']) {
      expectInvalid(await issue({ nationalId, queueType: 'CAJA' }), { nationalId: expect.stringContaining('8 a 12') });
    }
  });

  it('R14: a bad phone names the format', async () => {
    for (const telefono of ['123', '912345678', '+5691234567', '+569123456789', '+56 912345678', '+1234567890']) {
      const answer = await issue({ nationalId: newPerson(), queueType: 'CAJA', telefono });
      expectInvalid(answer, { telefono: 'El teléfono debe tener el formato +56XXXXXXXXX' });
    }
  });

  it('R14: in a branch of the world a phone is E.164, and the check digit counts where it is asked for', async () => {
    const settings = { phoneFormat: 'INTL', rutCheck: true };
    await rows(branch.test, 'update branch set settings = $1', [JSON.stringify(settings)]);
    try {
      const known = { nationalId: '11.111.111-1', queueType: 'EMPRESAS' };
      const both = await issue({ nationalId: '12345678-9', queueType: 'CAJA', telefono: '+1234567' });
      expectInvalid(both, { nationalId: 'El RUT no es válido' });
      expect((await issue({ ...known, telefono: '+441632960961' })).status).toBe(201);
    } finally {
      await rows(branch.test, "update branch set settings = '{}'");
    }
  });

  it('R14: an unknown field, a wrong type and a missing one are named, all at once', async () => {
    const answer = await issue({ nationalId: 7, queueType: ['CAJA'], preferential: 'si', language: 'fr', edad: 3 });
    expectInvalid(answer, {
      nationalId: expect.any(String),
      queueType: expect.any(String),
      preferential: 'Debe ser verdadero o falso',
      language: `Debe ser uno de: ${LANGUAGES.join(', ')}`,
      edad: 'Campo desconocido',
    });
    expectInvalid(await issue({ nationalId: newPerson() }), { queueType: 'El tipo de cola es obligatorio' });
  });

  it('R14: an active ticket is named, and comes with the answer', async () => {
    const nationalId = '20.202.020-2';
    const first = await issue({ nationalId, queueType: 'PERSONAL_BANKER' });
    const second = await issue({ nationalId: '20202020-2', queueType: 'CAJA' });
    expect([second.status, second.body.error]).toEqual([409, 'TICKET_ACTIVO_EXISTENTE']);
    expect(second.body.mensaje).toBe(`Ya tienes un ticket activo: ${first.body.numero}`);
    expect(second.body.ticket).toEqual(first.body);
    expect(first.body.numero).toBe('P01');
  });

  it('R14: no queue of that type, and which there are', async () => {
    const queues = ['CAJA', 'PERSONAL_BANKER', 'EMPRESAS', 'GERENCIA'];
    const supervisor = checked(await signIn(branch.test.url, 'supervisor'), documentOf(branch.test.app));
    const admin = checked(await signIn(branch.test.url, 'admin'), documentOf(branch.test.app));
    const answers = [
      await issue({ nationalId: newPerson(), queueType: 'VIP' }),
      await supervisor.send('GET', '/api/admin/queues/VIP'),
      await supervisor.send('GET', '/api/admin/queues/VIP/stats'),
      await admin.send('PUT', '/api/admin/queues/VIP', { alertWaiting: 3 }),
    ];
    for (const { status, body } of answers) {
      expect([status, body.error, body.mensaje]).toEqual([404, 'COLA_NO_ENCONTRADA', 'No existe cola con tipo VIP']);
      expect(body.colasDisponibles).toEqual(queues);
    }
    await rows(branch.test, "update queue set enabled = false where queue_type = 'GERENCIA'");
    const disabled = await issue({ nationalId: newPerson(), queueType: 'GERENCIA' });
    expect([disabled.status, disabled.body.error]).toEqual([404, 'COLA_NO_ENCONTRADA']);
    expect(disabled.body.colasDisponibles).toEqual(queues.slice(0, 3));
  });

  it('R14: the daily cap and a closed branch are conflicts with a reason', async () => {
    await rows(branch.test, "update queue set daily_cap = 0 where queue_type = 'EMPRESAS'");
    const capped = await issue({ nationalId: newPerson(), queueType: 'EMPRESAS' });
    expect([capped.status, capped.body.error]).toEqual([409, 'CUPO_AGOTADO']);
    await rows(branch.test, "update branch set status = 'CLOSED'");
    const closed = await issue({ nationalId: newPerson(), queueType: 'CAJA' });
    expect([closed.status, closed.body.error]).toEqual([409, 'SUCURSAL_CERRADA']);
    await rows(branch.test, "update branch set status = 'OPEN'");
  });

  it('R14: a malformed UUID or id is a 404 too', async () => {
    const admin = checked(await signIn(branch.test.url, 'admin'), documentOf(branch.test.app));
    const malformed = ['C01', '123', 'null', '00000000-0000-0000-0000-00000000000g', `${randomUUID()}0`, '%00'];
    for (const wrong of malformed) {
      for (const method of ['GET', 'DELETE'] as const) {
        const { status, body } = await anybody.send(method, `/api/tickets/${wrong}`);
        expect([wrong, status, body.error]).toEqual([wrong, 404, 'TICKET_NO_ENCONTRADO']);
      }
      const cancelled = await admin.send('POST', `/api/admin/tickets/${wrong}/cancel`, { reason: 'x' });
      expect([cancelled.status, cancelled.body.error]).toEqual([404, 'TICKET_NO_ENCONTRADO']);
    }
    for (const wrong of ['abc', '0', '-1', '1.5', '99999999999999999999', '1e3', '999999999']) {
      const device = await admin.send('DELETE', `/api/admin/devices/${wrong}`);
      expect([wrong, device.status, device.body.error]).toEqual([wrong, 404, 'RECURSO_NO_ENCONTRADO']);
      const advisor = await admin.send('PUT', `/api/admin/advisors/${wrong}/status`, { status: 'BUSY' });
      expect([wrong, advisor.status, advisor.body.error]).toEqual([wrong, 404, 'ASESOR_NO_ENCONTRADO']);
    }
  });

  it('CONTRACT: 100 kB, broken JSON, another content type and an unknown path', async () => {
    const { url } = branch.test;
    const send = (body: string, type = 'application/json') =>
      client(url, branch.kiosk.token).send('POST', '/api/tickets', body, { 'content-type': type });
    const before = await row(branch.test, 'select count(*)::int as n, max(id) from ticket');
    const answers: [number, string][] = [];
    for (const answer of [
      await send(JSON.stringify({ nationalId: 'x'.repeat(100_000) })),
      await send('{"nationalId":'),
      await send('[]'),
      await send('<a/>', 'application/xml'),
      await client(url, branch.kiosk.token).send('GET', '/api/nothing'),
    ]) {
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      answers.push([answer.status, answer.body.error]);
    }
    expect(answers).toEqual([
      [413, 'VALIDACION_FALLIDA'],
      [400, 'VALIDACION_FALLIDA'],
      [400, 'VALIDACION_FALLIDA'],
      [415, 'VALIDACION_FALLIDA'],
      [404, 'RECURSO_NO_ENCONTRADO'],
    ]);
    expect(await row(branch.test, 'select count(*)::int as n, max(id) from ticket')).toEqual(before);
  });

  it('R14: what nobody foresaw is a 500 that tells nothing', async () => {
    await rows(branch.test, 'alter table queue rename to queue_elsewhere');
    try {
      const answer = await client(branch.test.url, branch.kiosk.token).send('POST', '/api/tickets', {
        nationalId: newPerson(),
        queueType: 'CAJA',
      });
      expect(answer.body).toEqual({
        type: 'urn:ticketero:error:ERROR_INTERNO',
        title: 'Internal error',
        status: 500,
        detail: 'An unexpected error happened',
        error: 'ERROR_INTERNO',
        mensaje: 'Ocurrió un error inesperado',
      });
    } finally {
      await rows(branch.test, 'alter table queue_elsewhere rename to queue');
    }
  });
});
