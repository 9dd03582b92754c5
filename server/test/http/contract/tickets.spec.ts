import { randomUUID } from 'node:crypto';

import { MINUTE, openBranch, PHONE, type TestBranch } from '../../support/branch.js';
import { client, newPerson, pairDevice, signIn, type TestClient } from '../../support/client.js';
import { checked, documentOf } from '../../support/contract.js';
import { rows } from '../../support/rows.js';

/** CONTRACT.md, a ticket in JSON; and what its answer adds: names of codes, the chat, what a page has to say, the customer's page. */
const TICKET =
  `codigoReferencia identificador numero nationalId branchOffice queueType status positionInQueue ticketsAhead
  estimatedWaitMinutes estimatedWaitRange preferential assignedAdvisor assignedModuleNumber createdAt assignedAt startedAt
  completedAt cancelledAt actualServiceTimeMinutes recallCount message telegramLink telegramLinked pageLink lastUpdated branchName queueName language
  timeZone expectedBy expectedByRaised onDuty reservedFor waitsAgain cancelledBy branchClosed`
    .split(/\s+/)
    .sort();
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('tickets', () => {
  let branch: TestBranch;
  let kiosk: TestClient;
  let anybody: TestClient;
  let display: TestClient;
  let supervisor: TestClient;

  beforeAll(async () => {
    branch = await openBranch();
    const document = documentOf(branch.test.app);
    kiosk = checked(branch.kiosk, document);
    anybody = checked(client(branch.test.url), document);
    display = checked(await pairDevice(branch.test.url, 'DISPLAY'), document);
    supervisor = checked(await signIn(branch.test.url, 'supervisor'), document);
  });
  afterAll(() => branch.test.close());

  const issue = (more: object = {}, key?: string) =>
    kiosk.send(
      'POST',
      '/api/tickets',
      { nationalId: newPerson(), queueType: 'CAJA', ...more },
      key === undefined ? {} : { 'idempotency-key': key },
    );

  it('CONTRACT: POST /api/tickets answers 201 with the whole ticket', async () => {
    const { status, body } = await issue({ nationalId: '12.345.678-9', telefono: PHONE, language: 'en' });
    expect(status).toBe(201);
    expect(Object.keys(body).sort()).toEqual(TICKET);
    const now = new Date(branch.test.clock.now()).toISOString();
    expect(body).toEqual({
      codigoReferencia: expect.stringMatching(UUID),
      identificador: body.codigoReferencia,
      numero: 'C01',
      nationalId: '•••••678-9',
      branchOffice: 'CENTRO',
      branchName: 'Sucursal Centro',
      queueType: 'CAJA',
      queueName: 'Caja',
      status: 'EN_ESPERA',
      positionInQueue: 1,
      ticketsAhead: 0,
      estimatedWaitMinutes: 5,
      estimatedWaitRange: { low: expect.any(Number), high: expect.any(Number) },
      expectedBy: expect.stringMatching(/:00\.000Z$/), // whole minutes
      expectedByRaised: null,
      timeZone: 'America/Santiago',
      ...{ onDuty: false, reservedFor: null, waitsAgain: null, cancelledBy: null, branchClosed: null },
      preferential: false,
      language: 'en',
      assignedAdvisor: null,
      assignedModuleNumber: null,
      createdAt: now,
      assignedAt: null,
      startedAt: null,
      completedAt: null,
      cancelledAt: null,
      actualServiceTimeMinutes: null,
      recallCount: 0,
      message: 'Tu ticket está en espera. Posición: 1',
      telegramLink: null,
      telegramLinked: false,
      pageLink: `/t/${body.codigoReferencia}`,
      lastUpdated: now,
    });
    expect(body.estimatedWaitRange.low).toBeLessThanOrEqual(5);
    expect(body.estimatedWaitRange.high).toBeGreaterThanOrEqual(5);
  });

  it('CONTRACT: the same Idempotency-Key gives the same ticket, 201, and no second one', async () => {
    const key = randomUUID();
    const person = { nationalId: newPerson() };
    const first = await issue(person, key);
    const again = await issue(person, key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    const other = await issue(person, randomUUID());
    expect(other.status).toBe(409);
  });

  it('CONTRACT: a branch may be named by its code or its name, in any case', async () => {
    for (const branchOffice of ['CENTRO', 'centro', 'Sucursal Centro', ' sucursal centro ']) {
      expect((await issue({ branchOffice })).body.branchOffice).toBe('CENTRO');
    }
    const unknown = await issue({ branchOffice: 'LUNA' });
    expect([unknown.status, unknown.body.error]).toEqual([404, 'SUCURSAL_NO_ENCONTRADA']);
  });

  it('R13: a public read has no national id at all, and shows this moment', async () => {
    const ahead = await issue({ queueType: 'EMPRESAS' });
    const { body: mine } = await issue({ queueType: 'EMPRESAS' });
    const path = `/api/tickets/${mine.codigoReferencia}`;
    const read = await anybody.send('GET', path);
    expect(Object.keys(read.body).sort()).toEqual(TICKET.filter((name) => name !== 'nationalId'));
    expect(read.body).toMatchObject({ numero: mine.numero, positionInQueue: 2, ticketsAhead: 1 });
    expect(read.body.estimatedWaitMinutes).toBe(40);
    await anybody.send('DELETE', `/api/tickets/${ahead.body.codigoReferencia}`);
    const later = await anybody.send('GET', path.toUpperCase().replace('/API/TICKETS', '/api/tickets'));
    expect(later.body).toMatchObject({ positionInQueue: 1, ticketsAhead: 0, estimatedWaitMinutes: 20 });
    expect(JSON.stringify([read.body, later.body])).not.toContain('•');
  });

  it('CONTRACT: DELETE cancels for the customer, once', async () => {
    const { body: mine } = await issue();
    branch.test.clock.advance(MINUTE);
    const gone = await anybody.send('DELETE', `/api/tickets/${mine.codigoReferencia}`);
    const now = new Date(branch.test.clock.now()).toISOString();
    const end = { status: 'CANCELADO', cancelledAt: now, lastUpdated: now, completedAt: null };
    const none = {
      positionInQueue: 0,
      ticketsAhead: 0,
      estimatedWaitMinutes: 0,
      estimatedWaitRange: { low: 0, high: 0 },
    };
    expect(gone.status).toBe(200);
    expect(gone.body).toMatchObject({ ...end, ...none, message: 'Este ticket ha sido cancelado' });
    expect((await anybody.send('GET', `/api/tickets/${mine.codigoReferencia}`)).body).toEqual(gone.body);
    const twice = await anybody.send('DELETE', `/api/tickets/${mine.codigoReferencia}`);
    expect([twice.status, twice.body.error]).toEqual([409, 'TRANSICION_INVALIDA']);
  });

  it('CONTRACT: {numero}/position is today’s ticket of the branch, for kiosk, screen and staff', async () => {
    const { body: mine } = await issue({ queueType: 'GERENCIA' });
    for (const caller of [kiosk, display, supervisor]) {
      const { status, body } = await caller.send('GET', `/api/tickets/${mine.numero.toLowerCase()}/position`);
      expect(status).toBe(200);
      // Who has the reference may cancel: a screen on the wall is not told.
      const codigoReferencia = caller === display ? null : mine.codigoReferencia;
      expect(body).toMatchObject({ numero: mine.numero, codigoReferencia, positionInQueue: 1 });
      if (caller === display) expect(JSON.stringify(body)).not.toContain(mine.codigoReferencia);
      expect(body).not.toHaveProperty('nationalId');
    }
    const named = await kiosk.send('GET', `/api/tickets/${mine.numero}/position?branchOffice=CENTRO`);
    expect(named.status).toBe(200);
    // Yesterday's number is nobody's today.
    await rows(branch.test, "update ticket set numero = 'G77' where numero = $1", [mine.numero]);
    const none = await kiosk.send('GET', `/api/tickets/${mine.numero}/position`);
    expect([none.status, none.body.error]).toEqual([404, 'TICKET_NO_ENCONTRADO']);
  });

  it('CONTRACT: by-rut tells of the active ticket and of the last one today', async () => {
    const nationalId = '15.151.515-K';
    const lookUp = async (typed = nationalId) => (await kiosk.send('GET', `/api/tickets/by-rut/${typed}`)).body;
    const masked = '•••••515-K';
    const nothing = { activeTicket: null, message: 'No tienes un ticket activo' };
    expect(await lookUp()).toEqual({ nationalId: masked, ...nothing, lastTicketToday: null });
    const { body: mine } = await issue({ nationalId });
    const found = { activeTicket: mine, message: `Ya tienes un ticket activo: ${mine.numero}`, lastTicketToday: mine };
    for (const typed of [nationalId, '15151515-k', '15151515K']) {
      expect(await lookUp(typed)).toEqual({ nationalId: masked, ...found });
    }
    const gone = await anybody.send('DELETE', `/api/tickets/${mine.codigoReferencia}`);
    const last = { ...gone.body, nationalId: masked };
    expect(await lookUp()).toEqual({ nationalId: masked, ...nothing, lastTicketToday: last });
    branch.test.clock.advance(24 * 60 * MINUTE);
    expect(await lookUp()).toEqual({ nationalId: masked, ...nothing, lastTicketToday: null });
    const wrong = await kiosk.send('GET', '/api/tickets/by-rut/123');
    expect([wrong.status, Object.keys(wrong.body.campos)]).toEqual([400, ['nationalId']]);
  });
});
