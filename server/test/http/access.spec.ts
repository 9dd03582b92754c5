import { randomUUID } from 'node:crypto';

import { startApp, type TestApp } from '../support/app.js';
import { client, newPerson, pairDevice, signIn, type Answer } from '../support/client.js';
import { documentOf, routesOf, type Method } from '../support/contract.js';
import { claimsOf, forgedToken } from '../support/jwt.js';
import { row } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';

const ROLES = ['KIOSK', 'DISPLAY', 'ADVISOR', 'SUPERVISOR', 'ADMIN'] as const;
type Role = (typeof ROLES)[number];

const STAFF: Role[] = ['ADVISOR', 'SUPERVISOR', 'ADMIN'];
const SUPERVISION: Role[] = ['SUPERVISOR', 'ADMIN'];
const ADMIN: Role[] = ['ADMIN'];

/** What of CENTRO somebody of NORTE asks for. */
interface Foreign {
  query?: string;
  params?: Record<string, string>;
  body?: object;
}
interface Expectation {
  /** Null: everybody, without any token. */
  may: Role[] | null;
  /** How a caller from another branch reaches for this one; absent where there is only the caller's own to reach. */
  foreign?: Foreign;
}

const NAMED: Foreign = { query: '?branchOffice=CENTRO' };

const ANOTHER_QUEUE = {
  ...{ queueType: 'CAJA', displayName: 'x', prefix: 'X', priority: 1 },
  ...{ averageTimeMinutes: 5, targetWaitMinutes: 5 },
};
const EMPTY_FILE = {
  ...{ ticketero: 1, code: 'CENTRO', name: 'Sucursal Centro', timeZone: 'America/Santiago', moduleCount: 5 },
  ...{ openingHours: null, holidays: [], settings: {}, texts: {}, queues: [] },
};

/** CONTRACT.md, Who may call, route by route. */
const EXPECTED: Record<string, Expectation> = {
  'GET /api/health': { may: null },
  'GET /api/health/live': { may: null },
  'GET /api/health/ready': { may: null },
  'GET /api/demo': { may: null },
  'GET /brand/brand.json': { may: null },
  'POST /api/demo/devices': { may: null },
  'POST /api/auth/login': { may: null },
  'POST /api/auth/refresh': { may: null },
  'POST /api/auth/logout': { may: null },
  'POST /api/auth/setup': { may: null },
  'POST /api/auth/logout-everywhere': { may: STAFF },
  'GET /api/auth/sessions': { may: STAFF },
  'GET /api/auth/telegram': { may: SUPERVISION },
  'POST /api/auth/telegram': { may: SUPERVISION },
  'DELETE /api/auth/telegram': { may: SUPERVISION },
  'DELETE /api/auth/sessions/{id}': { may: STAFF },
  'POST /api/devices/pair': { may: null },
  'POST /api/devices/report': { may: ['KIOSK', 'DISPLAY'] },
  'GET /api/tickets/{codigoReferencia}': { may: null },
  'DELETE /api/tickets/{codigoReferencia}': { may: null },
  'POST /api/auth/change-password': { may: STAFF },
  'GET /api/auth/me': { may: STAFF },
  'POST /api/tickets': {
    may: ['KIOSK', ...STAFF],
    foreign: { body: { nationalId: '11222333-4', queueType: 'CAJA', branchOffice: 'CENTRO' } },
  },
  // Whoever has the reference sees the ticket anyway; the printer of another branch: server/test/printing.
  'POST /api/tickets/{codigoReferencia}/print': { may: ['KIOSK', ...STAFF] },
  'GET /api/tickets/by-rut/{nationalId}': { may: ['KIOSK', ...STAFF] },
  'POST /api/tickets/by-rut': { may: ['KIOSK', ...STAFF] },
  'GET /api/tickets/{numero}/position': { may: ['KIOSK', 'DISPLAY', ...STAFF], foreign: NAMED },
  'GET /api/board': { may: ['DISPLAY', ...STAFF], foreign: NAMED },
  'GET /api/advisor/desk': { may: STAFF },
  'PUT /api/advisor/status': { may: STAFF },
  'POST /api/advisor/call-next': { may: STAFF },
  'POST /api/advisor/current/start': { may: STAFF },
  'POST /api/advisor/current/recall': { may: STAFF },
  'POST /api/advisor/current/complete': { may: STAFF },
  'POST /api/advisor/current/no-show': { may: STAFF },
  'POST /api/advisor/current/return': { may: STAFF },
  'POST /api/advisor/current/transfer': { may: STAFF },
  'POST /api/advisor/reinstate': { may: STAFF },
  'POST /api/advisor/undo': { may: STAFF },
  'GET /api/admin/tickets': { may: SUPERVISION, foreign: NAMED },
  'POST /api/admin/tickets/{codigoReferencia}/cancel': {
    may: SUPERVISION,
    foreign: { params: { codigoReferencia: 'of CENTRO' }, body: { reason: 'x' } },
  },
  'POST /api/admin/tickets/{codigoReferencia}/transfer': {
    may: SUPERVISION,
    foreign: { params: { codigoReferencia: 'of CENTRO' }, body: { queueType: 'EMPRESAS' } },
  },
  'POST /api/admin/tickets/{codigoReferencia}/reinstate': {
    may: SUPERVISION,
    foreign: { params: { codigoReferencia: 'of CENTRO' }, body: {} },
  },
  'POST /api/admin/tickets/{codigoReferencia}/call-back': {
    may: SUPERVISION,
    foreign: { params: { codigoReferencia: 'of CENTRO' }, body: {} },
  },
  'PUT /api/admin/queues/{type}/open': { may: SUPERVISION, foreign: { ...NAMED, body: { open: true } } },
  'PUT /api/admin/branch/status': { may: SUPERVISION, foreign: { ...NAMED, body: { status: 'OPEN' } } },
  'POST /api/admin/advisors/{id}/release': {
    may: SUPERVISION,
    foreign: {
      params: { id: 'advisor of CENTRO' },
      body: { numero: 'C01', ticket: 'COMPLETADO', reason: 'x' },
    },
  },
  'GET /api/admin/dashboard': { may: SUPERVISION, foreign: NAMED },
  // Whoever belongs to a branch sees that one alone: server/test/supervision.
  'GET /api/admin/branches/overview': { may: SUPERVISION },
  'GET /api/admin/summary': { may: SUPERVISION, foreign: NAMED },
  'POST /api/admin/what-if': { may: SUPERVISION, foreign: { ...NAMED, body: { changes: [] } } },
  'GET /api/admin/queues': { may: SUPERVISION, foreign: NAMED },
  'GET /api/admin/queues/{type}': { may: SUPERVISION, foreign: NAMED },
  'GET /api/admin/queues/{type}/stats': { may: SUPERVISION, foreign: NAMED },
  'PUT /api/admin/queues/{type}': { may: ADMIN, foreign: { ...NAMED, body: { alertWaiting: 1 } } },
  'POST /api/admin/queues': { may: ADMIN, foreign: { ...NAMED, body: ANOTHER_QUEUE } },
  'DELETE /api/admin/queues/{type}': { may: ADMIN, foreign: NAMED },
  'GET /api/admin/branches': { may: ADMIN },
  'GET /api/admin/branches/{code}': { may: ADMIN, foreign: { params: { code: 'CENTRO' } } },
  'PUT /api/admin/branches/{code}': { may: ADMIN, foreign: { params: { code: 'CENTRO' }, body: {} } },
  'DELETE /api/admin/branches/{code}': { may: ADMIN, foreign: { params: { code: 'CENTRO' } } },
  'GET /api/admin/branches/{code}/export': { may: ADMIN, foreign: { params: { code: 'CENTRO' } } },
  // Only the whole bank's ADMIN makes branches; a code that there is makes none.
  'POST /api/admin/branches': { may: ADMIN, foreign: { body: { code: 'CENTRO', name: 'x' } } },
  'POST /api/admin/branches/{code}/copy': {
    may: ADMIN,
    foreign: { params: { code: 'CENTRO' }, body: { code: 'CENTRO', name: 'x' } },
  },
  'POST /api/admin/branches/import': { may: ADMIN, foreign: { body: { dryRun: true, file: EMPTY_FILE } } },
  // Only the whole bank's ADMIN.
  'GET /api/admin/database': { may: ADMIN, foreign: {} },
  'GET /api/admin/telegram': { may: ADMIN },
  'POST /api/admin/telegram/test': { may: ADMIN },
  'GET /api/admin/advisors': { may: SUPERVISION, foreign: NAMED },
  'PUT /api/admin/advisors/{id}/status': {
    may: SUPERVISION,
    foreign: { params: { id: 'advisor of CENTRO' }, body: { status: 'AVAILABLE', moduleNumber: 1 } },
  },
  'GET /api/admin/alerts': { may: SUPERVISION, foreign: NAMED },
  'POST /api/admin/alerts/{id}/acknowledge': { may: SUPERVISION, foreign: { ...NAMED, body: {} } },
  'GET /api/admin/messages': { may: SUPERVISION, foreign: NAMED },
  'POST /api/admin/messages/{id}/retry': { may: SUPERVISION, foreign: { ...NAMED, body: {} } },
  'GET /api/admin/audit': { may: SUPERVISION, foreign: NAMED },
  'GET /api/admin/audit/verify': { may: SUPERVISION, foreign: NAMED },
  'GET /api/admin/audit/head': { may: SUPERVISION, foreign: NAMED },
  'GET /api/admin/audit/export': { may: SUPERVISION, foreign: NAMED },
  'GET /api/admin/audit/ticket/{numero}': { may: SUPERVISION, foreign: NAMED },
  'GET /api/admin/audit/advisor/{id}': { may: SUPERVISION, foreign: NAMED },
  'GET /api/admin/reports': { may: SUPERVISION, foreign: NAMED },
  'GET /api/admin/reports/csv': { may: SUPERVISION, foreign: NAMED },
  'GET /api/admin/reports/xlsx': { may: SUPERVISION, foreign: NAMED },
  'GET /api/admin/reports/arrivals': { may: SUPERVISION, foreign: NAMED },
  'GET /api/admin/reports/arrivals/csv': { may: SUPERVISION, foreign: NAMED },
  'GET /api/admin/reports/arrivals/xlsx': { may: SUPERVISION, foreign: NAMED },
  'POST /api/admin/advisors': {
    may: ADMIN,
    foreign: { body: { email: 'x@banco.com', name: 'x', queueTypes: ['NADA'], branchOffice: 'CENTRO' } },
  },
  'PUT /api/admin/advisors/{id}': { may: ADMIN, foreign: { params: { id: 'advisor of CENTRO' }, body: {} } },
  'DELETE /api/admin/advisors/{id}': { may: ADMIN, foreign: { params: { id: 'idle advisor of CENTRO' } } },
  'GET /api/admin/users': { may: ADMIN, foreign: NAMED },
  'GET /api/admin/users/{id}': { may: ADMIN, foreign: { params: { id: 'user of CENTRO' } } },
  'POST /api/admin/users': {
    may: ADMIN,
    foreign: { body: { email: 'admin@banco.com', name: 'x', role: 'SUPERVISOR', branchOffice: 'CENTRO' } },
  },
  'PUT /api/admin/users/{id}': { may: ADMIN, foreign: { params: { id: 'user of CENTRO' }, body: {} } },
  'DELETE /api/admin/users/{id}': { may: ADMIN, foreign: { params: { id: 'user of CENTRO' } } },
  'POST /api/admin/users/{id}/reset-password': {
    may: ADMIN,
    foreign: { params: { id: 'user of CENTRO' }, body: {} },
  },
  'POST /api/admin/users/{id}/sign-out': { may: ADMIN, foreign: { params: { id: 'user of CENTRO' }, body: {} } },
  'GET /api/admin/users/{id}/sessions': { may: ADMIN, foreign: { params: { id: 'user of CENTRO' } } },
  'GET /api/admin/roles': { may: ADMIN },
  // Roles are the whole bank's: a branch's ADMIN reads them.
  'PUT /api/admin/roles/{name}': { may: ADMIN, foreign: { params: { name: 'a role' }, body: { permissions: [] } } },
  'GET /api/admin/devices': { may: ADMIN, foreign: NAMED },
  'POST /api/admin/devices': {
    may: ADMIN,
    foreign: { body: { kind: 'KIOSK', name: 'x', branchOffice: 'CENTRO' } },
  },
  'PUT /api/admin/devices/{id}': { may: ADMIN, foreign: { params: { id: 'device of CENTRO' }, body: { name: 'x' } } },
  'POST /api/admin/devices/{id}/test-page': { may: ADMIN, foreign: { params: { id: 'device of CENTRO' }, body: {} } },
  'POST /api/admin/devices/{id}/pairing-code': {
    may: ADMIN,
    foreign: { params: { id: 'device of CENTRO' }, body: {} },
  },
  'DELETE /api/admin/devices/{id}': { may: ADMIN, foreign: { params: { id: 'device of CENTRO' } } },
};

/** Well formed and naming nothing: whoever gets past the doors finds nothing, and changes nothing. */
const NOTHING: Record<string, string> = {
  codigoReferencia: randomUUID(),
  numero: 'Z99',
  nationalId: '99888777-6',
  type: 'NADA',
  id: '999999999',
  name: 'NADA',
  code: 'NADA',
};

describe('who may call', () => {
  let test: TestApp;
  const tokens = {} as Record<Role, string>;
  const strangers: Record<string, string> = {};
  const neighbours: Record<string, string> = {};
  const centro: Record<string, string> = {};

  beforeAll(async () => {
    test = await startApp();
    const { url } = test;
    tokens.KIOSK = (await pairDevice(url, 'KIOSK')).token;
    tokens.DISPLAY = (await pairDevice(url, 'DISPLAY')).token;
    tokens.ADVISOR = (await signIn(url, 'maria.gonzalez')).token;
    tokens.SUPERVISOR = (await signIn(url, 'supervisor')).token;
    tokens.ADMIN = (await signIn(url, 'admin')).token;

    const ticket = { nationalId: newPerson(), queueType: 'CAJA' };
    const made = await client(url, tokens.KIOSK).send('POST', '/api/tickets', ticket);
    centro['CENTRO'] = 'CENTRO';
    centro['of CENTRO'] = made.body.codigoReferencia;
    centro['advisor of CENTRO'] = (await row(test, "select id from advisor where email like 'luis%'"))['id'];
    centro['idle advisor of CENTRO'] = (await row(test, "select id from advisor where email like 'ana%'"))['id'];
    centro['user of CENTRO'] = (await row(test, "select id from app_user where email like 'carmen%'"))['id'];
    centro['a role'] = 'DISPLAY_';
    centro['device of CENTRO'] = (await row(test, "select id from device where demo and kind = 'KIOSK'"))['id'];

    const claims = claimsOf(tokens.ADMIN);
    const key = Buffer.alloc(32, 'jwt'); // the server's own: what is wrong is something else
    const past = { iat: 1_700_000_000, exp: 1_700_000_900 };
    Object.assign(strangers, {
      'no token': '',
      garbage: 'garbage',
      'a device nobody paired': 'dev_' + 'x'.repeat(43),
      expired: forgedToken({ ...claims, ...past }, key),
      'alg none': forgedToken(claims, null, { alg: 'none', typ: 'JWT' }),
      'alg None': forgedToken(claims, null, { alg: 'None', typ: 'JWT' }),
      'another key': forgedToken(claims, Buffer.alloc(32, 'x')),
      'another issuer': forgedToken({ ...claims, iss: 'somebody' }, key),
      'a session that never was': forgedToken({ ...claims, sid: randomUUID() }, key),
      'another algorithm': forgedToken(claims, key, { alg: 'HS512', typ: 'JWT' }),
    });
    // The forger is good: the same token, unexpired and of a session that is, would be let in.
    expect((await client(url, forgedToken(claims, key)).send('GET', '/api/auth/me')).status).toBe(200);

    await addSecondBranch(test);
    neighbours['a supervisor of NORTE'] = (await signIn(url, 'supervisor.norte')).token;
    neighbours['an admin of NORTE'] = (await signIn(url, 'admin.norte')).token;
  });
  afterAll(() => test.close());

  const call = (name: string, token: string, reach: Foreign = {}): Promise<Answer> => {
    const [method, path] = name.split(' ') as [Method, string];
    const filled = path.replace(/\{(.+?)\}/g, (_, param: string) => {
      const wanted = reach.params?.[param];
      return String(wanted ? centro[wanted] : NOTHING[param]);
    });
    // A field that no body has: past the doors it is a 400, and nothing happens.
    const body = reach.body ?? (method === 'GET' ? undefined : { nobodyAskedForThis: 1 });
    return client(test.url, token).send(method, filled + (reach.query ?? ''), body);
  };

  it('CONTRACT: every route of the document says who may call it', () => {
    const routes = routesOf(documentOf(test.app)).map((route) => route.name);
    expect(Object.keys(EXPECTED).sort()).toEqual(routes.sort());
  });

  it('CONTRACT: the document marks the routes that need a token', () => {
    const open = routesOf(documentOf(test.app)).filter((route) => !route.operation.security);
    const expected = Object.keys(EXPECTED).filter((name) => EXPECTED[name]!.may === null);
    expect(open.map((route) => route.name).sort()).toEqual(expected.sort());
  });

  describe.each(Object.entries(EXPECTED))('%s', (name, { may, foreign }) => {
    it('CONTRACT: no token, or none of ours: 401', async () => {
      for (const [who, token] of Object.entries(strangers)) {
        const { status, body, headers } = await call(name, token);
        // A refresh without its cookie is a 401 of its own, and a sign-in without a password a 400.
        if (may === null) expect([who, status]).not.toEqual([who, name.endsWith('refresh') ? 403 : 401]);
        else {
          expect([who, status, body.error]).toEqual([who, 401, 'NO_AUTENTICADO']);
          expect(headers.get('www-authenticate')).toBe('Bearer');
        }
      }
    });

    it('CONTRACT: wrong role: 403, right role: in', async () => {
      for (const role of ROLES) {
        const { status, body } = await call(name, tokens[role]);
        if (may !== null && !may.includes(role)) expect([role, status, body.error]).toEqual([role, 403, 'SIN_PERMISO']);
        else expect([role, status]).not.toEqual([role, name.endsWith('refresh') ? 403 : 401]);
        if (may === null || may.includes(role)) expect([role, status]).not.toEqual([role, 403]);
      }
    });

    if (foreign) {
      it('CONTRACT: another branch: 403', async () => {
        for (const [who, token] of Object.entries(neighbours)) {
          const { status, body } = await call(name, token, foreign);
          expect([who, status, body.error]).toEqual([who, 403, 'SIN_PERMISO']);
        }
        // What was asked for is there: the bank-wide admin is not refused.
        expect((await call(name, tokens.ADMIN, foreign)).status).not.toBe(403);
      });
    }
  });

  it('CONTRACT: a kiosk gives no numbers of another branch', async () => {
    const kiosk = await pairDevice(test.url, 'KIOSK', 'NORTE');
    const ticket = { nationalId: newPerson(), queueType: 'CAJA', branchOffice: 'CENTRO' };
    expect((await kiosk.send('POST', '/api/tickets', ticket)).status).toBe(403);
  });

  it('CONTRACT: a person who is no longer active is out', async () => {
    const luis = await signIn(test.url, 'luis.perez');
    await test.dataSource.query("update app_user set active = false where email = 'luis.perez@banco.com'");
    expect((await luis.send('GET', '/api/auth/me')).status).toBe(401);
  });
});
