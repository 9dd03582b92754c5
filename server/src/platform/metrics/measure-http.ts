import type { FastifyInstance } from 'fastify';

import type { Metrics } from './metrics.js';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** What leads nowhere: a path of our own making is no label. */
const NO_ROUTE = '(none)';

/** RED: how many requests, how many of them failed, how long they took; by the route's pattern, never the URL (R13). */
export function measureHttp(fastify: FastifyInstance, metrics: Metrics): void {
  // Also those that are refused in a later hook, or leave before their answer.
  fastify.addHook('onRequest', async (_request, reply) => {
    metrics.requestsUnderWay.inc();
    reply.raw.once('close', () => metrics.requestsUnderWay.dec());
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const method = METHODS.has(request.method) ? request.method : 'other';
    const route = request.routeOptions.url ?? NO_ROUTE;
    metrics.requests.inc({ method, route, status: `${Math.trunc(reply.statusCode / 100)}xx` });
    metrics.requestSeconds.observe({ method, route }, reply.elapsedTime / 1_000);
  });
}
