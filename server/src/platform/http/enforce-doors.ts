import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

import type { FastifyInstance } from 'fastify';

import { ProblemError } from '../errors/problem.js';
import { TOO_LARGE, UNREADABLE } from '../errors/unreadable.js';
import { underTheCeiling } from '../rate-limit.guard.js';
import type { RateLimiter } from '../rate-limiter.js';
import { networkOf, tidyForwardedFor, type Trust } from './client-address.js';
import type { Doors } from './doors.js';

/** Before anything looks at a request: who really sent it, is it small enough, are they too many. */
export function enforceDoors(fastify: FastifyInstance, doors: Doors, trust: Trust, limiter: RateLimiter): void {
  // One more than is allowed: Node drops the rest without a word, and we want to know that there was one.
  fastify.server.maxHeadersCount = doors.headersMax + 1;
  fastify.addHook('onRequest', async ({ raw }) => {
    const forwarded = raw.headers['x-forwarded-for'];
    if (forwarded !== undefined) raw.headers['x-forwarded-for'] = tidyForwardedFor(String(forwarded));
  });
  fastify.addHook('onRequest', async ({ raw, url }) => {
    if (!hasOneHost(raw)) throw new ProblemError('VALIDACION_FALLIDA', UNREADABLE);
    if (raw.rawHeaders.length > 2 * doors.headersMax) throw tooLarge(431);
    if (url.length > doors.urlBytes) throw tooLarge(414);
    if (url.split('&').length > doors.queryParametersMax) {
      throw new ProblemError('VALIDACION_FALLIDA', {
        mensaje: 'La consulta tiene demasiados parámetros',
        detail: 'The query has too many parameters',
      });
    }
  });
  fastify.addHook('onRequest', async (request) => {
    // With a token: the guard counts it, unless the token is somebody's.
    const comesToTheGuard = request.url.startsWith('/api/') && !request.is404;
    if (!comesToTheGuard || request.headers.authorization === undefined) await underTheCeiling(limiter, request);
  });
  limitConnections(fastify.server, limiter.allowed(doors.connectionsPerAddress), trust);
}

/** Two hosts: a proxy may have looked at the other one. HTTP/1.0 knew none. */
function hasOneHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((text, i) => i % 2 === 0 && text.toLowerCase() === 'host');
  return hosts.length === 1 || (hosts.length === 0 && httpVersion === '1.0');
}

const tooLarge = (status: number): ProblemError => new ProblemError('VALIDACION_FALLIDA', TOO_LARGE, {}, status);

/** A proxy of ours is not counted: its connections are everybody's, and how many of each is the proxy's to say. */
function limitConnections(server: Server, connectionsMax: number, trust: Trust): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    if (trust(address, 0)) return;
    const network = networkOf(address);
    const count = (open.get(network) ?? 0) + 1;
    if (count > connectionsMax) {
      socket.destroy();
      return;
    }
    open.set(network, count);
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1;
      if (left > 0) open.set(network, left);
      else open.delete(network);
    });
  });
}
