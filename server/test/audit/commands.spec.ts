import { client, newPerson, signIn, type TestClient } from '../support/client.js';
import { documentOf, routesOf } from '../support/contract.js';
import { advisorRow, type Row } from '../support/rows.js';
import { openTelegramBranch, type TelegramBranch } from '../support/telegram.js';
import { configuring } from './configuring.js';
import { AGENT, assigned, BUSY, FREE, freed, nobody, serving, tells, waiting, type Command } from './told.js';

const CARLOS = 'carlos.rodriguez';
const MAIL = `${CARLOS}@banco.com`;
const BOSS = 'supervisor@banco.com';
const MINUTE = 60_000;

/** What somebody else's tests prove: the events of sessions, accounts and devices are identity's. */
const ELSEWHERE = [/^\w+ \/api\/auth\//, /^\w+ \/api\/devices\//, /^\w+ \/api\/admin\/(devices|users|roles)\b/];
/** Configuration of people, told by identity too; the status of an advisor is told here. */
const PEOPLE = [/^\w+ \/api\/admin\/advisors(\/\{id\})?$/];
/** What a supervisor changes of the day: stepping-in.spec.ts. */
const STEPPING_IN = [/\/call-back$/, /\/release$/, /\/queues\/\{type\}\/open$/, /\/branch\/status$/];

describe('every command of a route tells of itself, once and completely', () => {
  let branch: TelegramBranch;
  let carlos: TestClient;
  let supervisor: TestClient;
  let admin: TestClient;

  /** With a name of its own, so that the log must have it from the request. */
  const named = (caller: TestClient): TestClient => ({
    token: caller.token,
    send: (method, path, body, headers) => caller.send(method, path, body, { 'user-agent': AGENT, ...headers }),
  });
  const good = async (answer: ReturnType<TestClient['send']>): Promise<Row> => {
    const { status, body } = await answer;
    expect([status, status < 300 ? '' : body]).toEqual([status, '']);
    return body;
  };
  const desk = (path: string, body?: object) => good(carlos.send('POST', `/api/advisor/${path}`, body));
  const ready = () => good(carlos.send('PUT', '/api/advisor/status', { status: 'AVAILABLE' }));
  const called = async (): Promise<Row> => {
    await ready();
    const ticket = await branch.issue();
    branch.test.clock.advance(MINUTE);
    return ticket;
  };
  /** Another desk that is free, so that nobody has to wait for one. */
  const elsewhere = () => branch.ready('ana.martinez');

  beforeEach(async () => {
    branch = await openTelegramBranch({}, { recallCooldownSeconds: 0 });
    const { url } = branch.test;
    carlos = named(await signIn(url, CARLOS));
    supervisor = named(await signIn(url, 'supervisor'));
    admin = named(await signIn(url, 'admin'));
  });
  afterEach(() => branch.close());

  const kiosk = (): TestClient => named(branch.kiosk);
  const KIOSK = 'KIOSK:KIOSK de prueba';

  const ROUTES: Record<string, () => Promise<Command>> = {
    'POST /api/tickets': async () => ({
      act: () => good(kiosk().send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' })),
      told: [
        {
          event: 'TICKET_CREADO',
          by: KIOSK,
          old: null,
          new: waiting,
          data: { positionInQueue: 1, preferential: false },
        },
        nobody,
      ],
    }),
    'POST /api/tickets/by-rut': async () => ({
      act: () => good(kiosk().send('POST', '/api/tickets/by-rut', { nationalId: newPerson() })),
      told: 'it only looks',
    }),
    'POST /api/tickets/{codigoReferencia}/print': async () => {
      const { codigoReferencia } = await branch.issue();
      return {
        act: () => good(kiosk().send('POST', `/api/tickets/${codigoReferencia}/print`)),
        told: 'paper: the ticket stays as it is',
      };
    },
    'DELETE /api/tickets/{codigoReferencia}': async () => {
      const { codigoReferencia } = await branch.issue();
      return {
        act: () => good(named(client(branch.test.url)).send('DELETE', `/api/tickets/${codigoReferencia}`)),
        told: [
          {
            ...{ event: 'TICKET_CANCELADO', by: 'CLIENTE', old: { status: 'EN_ESPERA', positionInQueue: 1 } },
            ...{ new: { ...waiting, status: 'CANCELADO' }, data: { reason: 'CLIENTE' } },
          },
        ],
      };
    },
    'PUT /api/advisor/status': async () => {
      await ready();
      return {
        act: () => good(carlos.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'almuerzo' })),
        told: [
          {
            ...{ event: 'ADVISOR_STATUS_CHANGED', by: MAIL, old: { ...FREE, reason: null, moduleNumber: 1 } },
            new: { status: 'OFFLINE', reason: 'almuerzo', moduleNumber: 1 },
          },
        ],
      };
    },
    'POST /api/advisor/call-next': async () => {
      await called();
      await elsewhere();
      await branch.issue();
      return {
        act: () => desk('call-next', { finish: 'COMPLETADO' }),
        told: [
          {
            event: 'TICKET_COMPLETADO',
            by: MAIL,
            old: { status: 'ATENDIENDO' },
            new: { ...serving, status: 'COMPLETADO' },
          },
          freed,
          ...assigned(),
        ],
      };
    },
    'POST /api/advisor/current/start': async () => {
      await called();
      const told = { event: 'TICKET_INICIADO', by: MAIL, old: { status: 'ATENDIENDO', startedAt: null }, new: serving };
      return { act: () => desk('current/start'), told: [told] };
    },
    'POST /api/advisor/current/recall': async () => {
      await called();
      const told = { event: 'TICKET_RELLAMADO', by: MAIL, old: { recallCount: 0 }, data: { recallCount: 1 } };
      return { act: () => desk('current/recall'), told: [told] };
    },
    'POST /api/advisor/current/complete': async () => {
      await called();
      const said = { outcome: 'OK', note: 'sin novedad' };
      return {
        act: () => desk('current/complete', said),
        told: [
          {
            ...{ event: 'TICKET_COMPLETADO', by: MAIL, old: { status: 'ATENDIENDO', startedAt: null } },
            ...{ new: { ...serving, status: 'COMPLETADO' }, data: { ...said, actualServiceTimeMinutes: 1 } },
          },
          freed,
        ],
      };
    },
    'POST /api/advisor/current/no-show': async () => {
      await called();
      return {
        act: () => desk('current/no-show'),
        told: [
          {
            event: 'TICKET_NO_ATENDIDO',
            by: MAIL,
            old: { status: 'ATENDIENDO' },
            new: { ...serving, status: 'NO_ATENDIDO' },
          },
          freed,
        ],
      };
    },
    'POST /api/advisor/current/return': async () => {
      await called();
      return {
        act: () => desk('current/return', { afterMinutes: 5 }),
        told: [
          {
            ...{ event: 'TICKET_DEVUELTO', by: MAIL, old: { status: 'ATENDIENDO' } },
            ...{ new: waiting, data: { afterMinutes: 5, positionInQueue: 1 } },
          },
          freed,
        ],
      };
    },
    'POST /api/advisor/current/transfer': async () => {
      await called();
      return {
        act: () => desk('current/transfer', { queueType: 'EMPRESAS', note: 'crédito' }),
        told: [
          {
            ...{ event: 'TICKET_TRANSFERIDO', by: MAIL, old: { status: 'ATENDIENDO', queueType: 'CAJA' } },
            ...{ new: { ...waiting, queueType: 'EMPRESAS' }, data: { note: 'crédito', reservedFor: null } },
          },
          freed,
        ],
      };
    },
    'POST /api/advisor/reinstate': async () => {
      const { codigoReferencia } = await called();
      await desk('current/no-show');
      const back = { event: 'TICKET_REACTIVADO', by: MAIL, old: { status: 'NO_ATENDIDO' }, new: waiting };
      return { act: () => desk('reinstate', { codigoReferencia }), told: [back, ...assigned()] };
    },
    'POST /api/advisor/undo': async () => {
      await called();
      await desk('current/start');
      const data = { command: 'start', numero: 'C01' };
      const undone = { event: 'COMANDO_DESHECHO', by: MAIL, data };
      return {
        act: () => desk('undo'),
        told: [
          { ...undone, old: { status: 'ATENDIENDO' }, new: serving },
          { ...undone, old: BUSY, new: BUSY },
        ],
      };
    },
    'POST /api/admin/tickets/{codigoReferencia}/transfer': async () => {
      await called();
      const { codigoReferencia } = await branch.issue(); // Carlos has somebody else
      const { id, name } = await advisorRow(branch.test, CARLOS);
      const target = { advisorId: id, note: 'lo conoce', reason: 'lo pide' };
      return {
        act: () => good(supervisor.send('POST', `/api/admin/tickets/${codigoReferencia}/transfer`, target)),
        told: [
          {
            ...{ event: 'TICKET_TRANSFERIDO', by: BOSS, old: { status: 'EN_ESPERA', reservedAdvisorId: null } },
            ...{
              new: { ...waiting, reservedAdvisorId: id },
              data: { note: 'lo conoce', reason: 'lo pide', reservedFor: name },
            },
          },
        ],
      };
    },
    'POST /api/admin/tickets/{codigoReferencia}/reinstate': async () => {
      const { codigoReferencia } = await branch.issue();
      const path = `/api/admin/tickets/${codigoReferencia}`;
      await good(supervisor.send('POST', `${path}/cancel`, { reason: 'se retira' }));
      return {
        act: () => good(supervisor.send('POST', `${path}/reinstate`, { reason: 'volvió' })),
        told: [
          {
            ...{ event: 'TICKET_REACTIVADO', by: BOSS, old: { status: 'CANCELADO', cancelReason: 'se retira' } },
            ...{ new: waiting, data: { reason: 'volvió' } },
          },
          nobody,
        ],
      };
    },
    'POST /api/admin/tickets/{codigoReferencia}/cancel': async () => {
      const { codigoReferencia } = await called();
      return {
        act: () =>
          good(supervisor.send('POST', `/api/admin/tickets/${codigoReferencia}/cancel`, { reason: 'se retira' })),
        told: [
          {
            ...{ event: 'TICKET_CANCELADO', by: BOSS, old: { status: 'ATENDIENDO' } },
            ...{ new: { ...serving, status: 'CANCELADO' }, data: { reason: 'se retira' } },
          },
          freed,
        ],
      };
    },
    'PUT /api/admin/advisors/{id}/status': async () => {
      await called();
      const { id } = await advisorRow(branch.test, CARLOS);
      const drain = { status: 'OFFLINE', reason: 'capacitación', afterCurrent: true };
      return {
        act: () => good(supervisor.send('PUT', `/api/admin/advisors/${id}/status`, drain)),
        told: [
          {
            ...{ event: 'ADVISOR_STATUS_CHANGED', by: BOSS, old: { ...BUSY, reason: null } },
            new: { ...BUSY, reason: 'capacitación', offlineAfterCurrent: true },
          },
        ],
      };
    },
    'POST /api/admin/alerts/{id}/acknowledge': async () => {
      await branch.issue();
      await branch.test.turn('alerts');
      const { records } = await good(supervisor.send('GET', '/api/admin/alerts'));
      const data = { alertId: records[0].id, alertType: 'SIN_ASESORES', severity: 'CRITICAL', waiting: 1 };
      return {
        act: () => good(supervisor.send('POST', `/api/admin/alerts/${records[0].id}/acknowledge`)),
        told: [{ event: 'ALERTA_RECONOCIDA', by: BOSS, data }],
      };
    },
    ...configuring(() => admin, good),
    'POST /api/admin/messages/{id}/retry': async () => {
      const ticket = await branch.issue();
      const refused = { status: 400, description: 'Bad Request: no' };
      branch.api.on(({ payload }) => (String(payload['text']).includes('Ticket Creado') ? refused : undefined));
      await branch.scan(ticket);
      branch.api.calm();
      const id = (await branch.messagesOf(ticket['numero']))['totem_ticket_creado']?.['id'];
      return {
        act: () => good(supervisor.send('POST', `/api/admin/messages/${id}/retry`, {})),
        told: [
          {
            ...{ event: 'MENSAJE_REINTENTADO', by: BOSS, old: { estadoEnvio: 'FALLIDO', intentos: 1 } },
            ...{ new: { estadoEnvio: 'PENDIENTE', intentos: 0 }, data: { plantilla: 'totem_ticket_creado' } },
          },
        ],
      };
    },
    'POST /api/admin/what-if': async () => ({
      act: () => good(supervisor.send('POST', '/api/admin/what-if', { changes: [{ kind: 'POLICY', policy: 'fifo' }] })),
      told: 'it only asks',
    }),
    'POST /api/demo/devices': async () => ({
      act: () => good(client(branch.test.url).send('POST', '/api/demo/devices', { kind: 'KIOSK' })),
      told: 'the demo’s own device gets the token that it always had',
    }),
  };

  it.each(Object.keys(ROUTES))('R10: %s', async (name) => tells(branch.test, await ROUTES[name]!()));

  it('R10: no route of the document changes anything without a line in this table', () => {
    const changing = routesOf(documentOf(branch.test.app))
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('GET '));
    expect(changing.length).toBeGreaterThan(20);
    const untold = changing.filter(
      (name) => !ROUTES[name] && ![...ELSEWHERE, ...PEOPLE, ...STEPPING_IN].some((part) => part.test(name)),
    );
    expect(untold).toEqual([]);
    expect(Object.keys(ROUTES).filter((name) => !changing.includes(name))).toEqual([]);
  });
});
