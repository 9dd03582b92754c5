import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Config } from '../config.js';
import { LogLine, type LogFacts } from '../logger.js';

/** What a proxy that numbers requests sends along, as nginx's $request_id or a UUID. Nothing shorter: it could be a person's number. */
const GIVEN = /^[0-9a-f]{32}$|^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Two seconds are what a person takes for an answer. */
const SLOW_MS = 2_000;

/** Names each request, in every process another way: `4f1c09a2-k3`. */
export function requestIds(): (request: IncomingMessage) => string {
  const own = randomBytes(4).toString('hex');
  let count = 0;
  return ({ headers }) => {
    const given = headers['x-request-id'];
    return typeof given === 'string' && GIVEN.test(given) ? given : `${own}-${(++count).toString(36)}`;
  };
}

/** Which request it is, and whose branch: the caller's own, where the caller is of one. */
export const factsOf = (request: FastifyRequest): LogFacts => ({
  requestId: request.id,
  branchId: (request as { principal?: { branchId: number | null } }).principal?.branchId ?? undefined,
});

/**
 * Each answer carries the id of its request (`X-Request-Id`), and so does its line in the log: by the route's pattern, since
 * an address can hold a national id. What is slow is a warning, all else is told to those who ask for it (LOG_LEVEL=debug).
 */
export function logRequests(fastify: FastifyInstance, { logLevel }: Pick<Config, 'logLevel'>): void {
  const logger = new Logger('Http');
  const tellAll = logLevel === 'debug' || logLevel === 'trace';
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const slow = reply.elapsedTime > SLOW_MS;
    if (!slow && !tellAll) return;
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const route = request.routeOptions.url ?? '(none)';
    const facts = { ...factsOf(request), method: request.method, route, status: reply.statusCode, ms };
    const line = new LogLine(`${request.method} ${route} ${reply.statusCode}`, facts);
    if (slow) logger.warn(line);
    else logger.debug(line);
  });
}
