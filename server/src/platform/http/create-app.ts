import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import cookie from '@fastify/cookie';
import fastifyStatic, { type FastifyStaticOptions } from '@fastify/static';
import { Logger, type DynamicModule, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { Config } from '../config.js';
import { ProblemError } from '../errors/problem.js';
import { sendProblem } from '../errors/problem.filter.js';
import { toProblem } from '../errors/to-problem.js';
import { UNREADABLE } from '../errors/unreadable.js';
import { measureHttp } from '../metrics/measure-http.js';
import { Metrics } from '../metrics/metrics.js';
import { RateLimiter } from '../rate-limiter.js';
import { Readiness } from '../readiness.js';
import { Neighbours } from '../redis/neighbours.js';
import { SocketAdapter } from '../realtime/socket.adapter.js';
import { SocketLimits } from '../realtime/socket-limits.js';
import { nameRequests } from '../tracing/name-requests.js';
import { admitRequests } from './admission.js';
import { trustOf } from './client-address.js';
import { refuseUnreadable } from './client-error.js';
import { DOORS, type Doors } from './doors.js';
import { enforceDoors } from './enforce-doors.js';
import { serveDocs } from './openapi.js';
import { logRequests, requestIds } from './request-log.js';
import { secureHeaders } from './security-headers.js';

const WORKSPACE = resolve(__dirname, '../../../..');

/** Path → folder of the web clients (CONTRACT.md, web). */
const CLIENTS = {
  '/kiosk/': 'kiosk/dist',
  '/display/': 'display/dist',
  '/console/': 'advisor-console/dist',
  '/t/': 'ticket-page/dist',
  '/': 'server/public',
};

/** Of a client: folders of many files, and nothing else. A route for each file would be a third of what a start takes. */
const FOLDERS = ['assets', 'voice'];

/** The HTTP side: Fastify under Nest, its parsers, doors and files. Does not listen yet. */
export async function createApp(
  module: DynamicModule,
  config: Config,
  logger: LoggerService | false,
  doors: Doors = DOORS,
): Promise<NestFastifyApplication> {
  const trust = trustOf(config.trustProxy);
  const adapter = new FastifyAdapter({
    http: {
      maxHeaderSize: doors.headerBytes,
      headersTimeout: doors.headersMs,
      connectionsCheckingInterval: doors.lookEveryMs,
      requireHostHeader: false, // refused by us, with a problem: see enforce-doors.ts
    },
    genReqId: requestIds(),
    requestIdHeader: false,
    bodyLimit: doors.bodyBytes,
    trustProxy: trust,
    requestTimeout: doors.requestMs,
    keepAliveTimeout: doors.idleMs,
    connectionTimeout: doors.silenceMs,
    forceCloseConnections: 'idle', // requests under way end
    return503OnClosing: false, // what was accepted before is served: the database is closed after it
    clientErrorHandler: refuseUnreadable,
    // Errors before routing, such as a malformed URL.
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, toProblem(error)),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const limiter = app.get(RateLimiter);
  parseJson(fastify, doors.jsonDepthMax);
  await app.register(cookie as never);
  await secureHeaders(app, config.publicUrl);
  const metrics = app.get(Metrics);
  measureHttp(fastify, metrics);
  logRequests(fastify, config);
  nameRequests(fastify);
  enforceDoors(fastify, doors, trust, limiter);
  admitRequests(fastify, doors.underWay, metrics);
  allowLongBodies(fastify, doors);
  closeAfterLastAnswer(fastify, app.get(Readiness));
  const limits = new SocketLimits(doors.sockets, config, trust, limiter);
  app.useWebSocketAdapter(new SocketAdapter(app, limits, app.get(Neighbours), metrics));
  await serveClients(app);
  serveTicketPage(fastify);
  serveDocs(app);
  if (config.publicUrl?.startsWith('https:') && config.trustProxy === false) {
    new Logger('Doors').warn(
      'PUBLIC_URL is https and TRUST_PROXY is off: everybody counts as one address, the proxy’s',
    );
  }
  return app;
}

/** JSON only. A body that is announced and empty is an empty object: many clients send it with a bare POST. */
function parseJson(fastify: FastifyInstance, depthMax: number): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, {});
    else {
      void parse(request, body as string, (error, parsed) => {
        if (error) done(error);
        else if (isTooDeep(parsed, depthMax)) done(new ProblemError('VALIDACION_FALLIDA', UNREADABLE));
        else done(null, parsed);
      });
    }
  });
}

/** What looks at a body later does so by recursion: 16 kB of brackets would end it. */
function isTooDeep(parsed: unknown, depthMax: number): boolean {
  let level = [parsed];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > depthMax) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

/** Telegram delivers again and again what is refused, and holds back what comes after it; a file is longer than a form. */
function allowLongBodies(fastify: FastifyInstance, { updateBytes, fileBytes }: Doors): void {
  fastify.addHook('onRoute', (route) => {
    if (route.url === '/api/telegram/webhook') route.bodyLimit = updateBytes;
    if (route.url === '/api/admin/branches/import') route.bodyLimit = fileBytes;
  });
}

/**
 * A connection that was answered after the close began is idle too late to be closed by it, and would keep us for minutes.
 * And who keeps connections for many, as a proxy does, should have none left when it begins: what is sent on one that is
 * closed in the same moment has no answer, and a command that was sent once is not sent again.
 */
function closeAfterLastAnswer(fastify: FastifyInstance, readiness: Readiness): void {
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  fastify.addHook('onSend', async (_request, reply) => {
    if (closing || readiness.leaving) void reply.header('connection', 'close');
  });
  fastify.addHook('onResponse', async () => {
    if (closing) setImmediate(() => fastify.server.closeIdleConnections());
  });
}

/** The customer's page is the same file for every ticket: it reads the reference from its own address. */
function serveTicketPage(fastify: FastifyInstance): void {
  const page = resolve(WORKSPACE, CLIENTS['/t/'], 'index.html');
  fastify.get('/t/:codigoReferencia', async (_request, reply) => {
    const html = await readFile(page).catch(() => {
      throw new ProblemError('RECURSO_NO_ENCONTRADO');
    });
    // The address names the ticket: it is told to nobody and kept in no cache or index.
    return reply
      .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' })
      .type('text/html; charset=utf-8')
      .send(html);
  });
}

async function serveClients(app: NestFastifyApplication): Promise<void> {
  const register = (options: FastifyStaticOptions): Promise<unknown> =>
    app.register(fastifyStatic as never, { ...STATIC, ...options } as never);
  for (const [prefix, client] of Object.entries(CLIENTS)) {
    const root = resolve(WORKSPACE, client);
    const globIgnore = FOLDERS.map((folder) => `${folder}/**`);
    await register({ root, prefix, redirect: prefix !== '/', wildcard: false, globIgnore });
    for (const folder of FOLDERS.filter((one) => existsSync(resolve(root, one))))
      await register({ root: resolve(root, folder), prefix: `${prefix}${folder}/` });
  }
}

const STATIC: Partial<FastifyStaticOptions> = {
  decorateReply: false,
  preCompressed: true,
  cacheControl: false,
  setHeaders: (response, path) => {
    // Built files carry their hash in the name; the page that names them must always be fresh.
    const immutable = path.includes('/assets/');
    void response.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  },
};
