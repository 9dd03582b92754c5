import { Agent } from 'node:http';

import { Controller, Get, Post, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';

import { ACCESS_KEY } from '../../../src/platform/http/public-access.js';
import { startApp, type TestApp } from '../../support/app.js';
import { client, pairDevice, signIn, type TestClient } from '../../support/client.js';
import { documentOf, routesOf, type Route } from '../../support/contract.js';
import { rows } from '../../support/rows.js';
import { sendRaw } from '../../support/wire.js';

@Controller('api/forgotten')
class ForgottenController {
  @Get()
  read(): object {
    return { secret: true };
  }
}

@ApiExcludeController()
@Controller('api/hidden')
class HiddenController {
  @Post()
  write(): object {
    return { secret: true };
  }
}

/** Every route of every controller, in the document or not, and whether it says who may call it. */
function handlersOf({ app }: TestApp): { name: string; access: unknown }[] {
  const reflector = app.get(Reflector);
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    if (!metatype) return [];
    const prototype = metatype.prototype as Record<string, unknown>;
    return Object.getOwnPropertyNames(prototype).flatMap((method) => {
      const handler = prototype[method] as () => unknown;
      const verb =
        typeof handler === 'function' ? reflector.get<number | undefined>(METHOD_METADATA, handler) : undefined;
      if (verb === undefined) return [];
      const paths = [reflector.get<string>(PATH_METADATA, metatype), reflector.get<string>(PATH_METADATA, handler)];
      const path = paths
        .join('/')
        .replace(/\/+/g, '/')
        .replace(/:(\w+)/g, '{$1}');
      const access: unknown = reflector.getAllAndOverride(ACCESS_KEY, [handler, metatype]);
      return [{ name: `${RequestMethod[verb]} /${path.replace(/^\/|\/$/g, '')}`, access }];
    });
  });
}

const silent = ({ access }: { access: unknown }): boolean => access === undefined;
const names = (list: { name: string }[]): string[] => list.map(({ name }) => name).sort();

describe('closed unless it is opened', () => {
  let test: TestApp;
  let closed: Route[];
  const agent = new Agent({ keepAlive: true });

  beforeAll(async () => {
    test = await startApp();
    closed = routesOf(documentOf(test.app)).filter(({ operation }) => operation.security);
  });
  afterAll(async () => {
    agent.destroy();
    await test.close();
  });

  it('CONTRACT: every route says who may call it, and all but two are in the document that access.spec.ts tries', () => {
    const handlers = handlersOf(test);
    expect(names(handlers.filter(silent))).toEqual([]);
    const document = routesOf(documentOf(test.app));
    const beside = ['GET /metrics', 'POST /api/telegram/webhook'];
    expect(names(handlers)).toEqual([...names(document), ...beside].sort());
    expect(closed.length).toBeGreaterThan(25);
  });

  it('CONTRACT: a new route that forgot to say is found, and is closed to everybody meanwhile', async () => {
    const app = await startApp({ controllers: [ForgottenController, HiddenController], database: test.database });
    try {
      expect(names(handlersOf(app).filter(silent))).toEqual(['GET /api/forgotten', 'POST /api/hidden']);
      // So access.spec.ts fails too: its list and the document are no longer the same.
      expect(names(routesOf(documentOf(app.app)))).toContain('GET /api/forgotten');
      const callers: [string, TestClient][] = [
        ['nobody', client(app.url)],
        ['kiosk', await pairDevice(app.url, 'KIOSK')],
        ['display', await pairDevice(app.url, 'DISPLAY')],
        ['advisor', await signIn(app.url, 'maria.gonzalez')],
        ['supervisor', await signIn(app.url, 'supervisor')],
        ['admin', await signIn(app.url, 'admin')],
      ];
      for (const [who, caller] of callers) {
        const answers = [await caller.send('GET', '/api/forgotten'), await caller.send('POST', '/api/hidden', {})];
        const expected = who === 'nobody' ? 401 : 403;
        expect([who, ...answers.map(({ status }) => status)]).toEqual([who, expected, expected]);
        for (const { body } of answers) expect(body).not.toHaveProperty('secret');
      }
    } finally {
      await app.close();
    }
  });

  /** With parameters that name nothing. */
  const pathOf = (route: Route): string => route.path.replace(/\{.+?\}/g, '999999999');
  const send = (method: string, path: string, headers: Record<string, string>) =>
    sendRaw(test.url, { method, path, headers, body: null }, agent);

  it('CONTRACT: a device that was revoked, a session that was left: 401 on every route', async () => {
    const admin = await signIn(test.url, 'admin');
    const gone: string[] = [];
    for (const kind of ['KIOSK', 'DISPLAY'] as const) {
      const device = await pairDevice(test.url, kind);
      const [{ id } = { id: 0 }] = await rows(test, 'select id from device order by id desc limit 1');
      expect((await admin.send('DELETE', `/api/admin/devices/${id}`)).status).toBe(204);
      gone.push(device.token);
    }
    const login = await client(test.url).send('POST', '/api/auth/login', {
      email: 'supervisor@banco.com',
      password: 'ticketero',
    });
    const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await client(test.url).send('POST', '/api/auth/logout', undefined, { cookie });
    gone.push(login.body.accessToken);
    for (const token of gone) {
      for (const route of closed) {
        const { status } = await send(route.method, pathOf(route), { authorization: `Bearer ${token}` });
        expect([route.name, status]).toEqual([route.name, 401]);
      }
    }
  });

  it('CONTRACT: a good token counts in its header alone', async () => {
    const { token } = await signIn(test.url, 'admin');
    expect(
      (await send('GET', '/api/admin/dashboard?branchOffice=CENTRO', { authorization: `bearer ${token}` })).status,
    ).toBe(200);
    const elsewhere: [string, Record<string, string>][] = [
      [`?access_token=${token}`, {}],
      [`?token=${token}`, {}],
      ['', { cookie: `token=${token}; access_token=${token}; ticketero_refresh=${token}` }],
      ['', { authorization: token }],
      ['', { authorization: `Token ${token}` }],
      ['', { authorization: `Basic ${Buffer.from(`admin:${token}`).toString('base64')}` }],
      ['', { authorization: `Bearer ${token} ${token}` }],
      ['', { 'x-authorization': `Bearer ${token}`, 'proxy-authorization': `Bearer ${token}` }],
    ];
    for (const [query, headers] of elsewhere) {
      const { status } = await send('GET', `/api/admin/dashboard${query}`, headers);
      expect([query, headers, status]).toEqual([query, headers, 401]);
    }
  });

  it('CONTRACT: no way round by another spelling of the path or the method', async () => {
    let tried = 0;
    for (const route of closed) {
      const path = pathOf(route);
      const last = path.split('/').at(-1) ?? '';
      const encoded = `%${last.charCodeAt(0).toString(16)}${last.slice(1)}`;
      const spellings = [
        `${path}/`,
        `/${path}`,
        path.replace('/api/', '/api//'),
        path.replace('/api/', '/API/'),
        path.replace('/api/', '/api/health/../'),
        path.replace('/api/', '/api/%2e%2e/api/'),
        path.replace(last, encoded),
        `${path};x=1`,
        `${path}%00`,
        `${path}.json`,
        `http://127.0.0.1${path}`,
      ];
      for (const spelling of spellings) {
        const { status } = await send(route.method, spelling, {});
        expect([route.method, spelling, status < 400]).toEqual([route.method, spelling, false]);
        tried += 1;
      }
      const { status } = await send('HEAD', path, {});
      expect([route.name, status < 400]).toEqual([route.name, false]);
    }
    expect(tried).toBeGreaterThan(300);
    for (const header of ['x-http-method-override', 'x-original-url', 'x-rewrite-url']) {
      const value = header.includes('url') ? '/api/admin/dashboard' : 'DELETE';
      const { status, text } = await send('GET', '/api/health', { [header]: value });
      expect([header, status, text.includes('ticketsSummary')]).toEqual([header, 200, false]);
    }
  });
});
