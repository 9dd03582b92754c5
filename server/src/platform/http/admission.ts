import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { saturated } from '../errors/problem.js';
import type { Metrics } from '../metrics/metrics.js';
import { MovingMean } from '../moving-mean.js';
import type { UnderWayDoors } from './doors.js';

/** Who waits for the answer; it decides who is refused first. */
export type Rank = keyof UnderWayDoors;

/** Whoever watches the server must see it most when it is busiest. */
const WATCHED = new Set(['/api/health', '/api/health/live', '/api/health/ready']);
const DESK = /^\/api\/(advisor|auth|telegram)\//;

/** Null: never refused; files cost next to nothing. */
export function rankOf(method: string, path: string): Rank | null {
  if (!path.startsWith('/api/') || WATCHED.has(path)) return null;
  if (DESK.test(path)) return 'staff';
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return path.startsWith('/api/admin/') ? 'staff' : 'customers';
}

/** How much one more answer counts in how long they take, and the most that it can say. */
const SHARE = 0.05;
const TOOK_MOST_MS = 15_000;
/** While fewer are under way one is always let in, however slow it is: what they take says when it is over. Customers are
 *  twice as many as the pool has connections, so that it is never idle; the rest is kept for the desks, since whoever comes
 *  again and again for a number would take all. */
export const ALWAYS: Record<Rank, number> = { reads: 16, customers: 32, staff: 128 };

/** How many requests are under way, how long they take at present, and whether one more is let in. */
export class Admission {
  underWay = 0;
  private readonly typical = new MovingMean(SHARE, TOOK_MOST_MS);

  /** `now`: real ms. */
  constructor(
    private readonly limits: UnderWayDoors,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** What to call when it is over; null: refused. */
  enter(rank: Rank): (() => void) | null {
    const { most, slowMs } = this.limits[rank];
    if (this.underWay >= most || (this.underWay >= ALWAYS[rank] && this.typical.value > slowMs)) return null;
    this.underWay += 1;
    const came = this.now();
    return () => {
      this.underWay -= 1;
      this.typical.add(this.now() - came);
    };
  }
}

/** Without a refusal for so long, the next one is told in the log again. */
const QUIET_MS = 60_000;

/**
 * Bounds what is under way: a request beyond is answered 503 SERVICIO_SATURADO with Retry-After before anything is done
 * for it. Without a bound a queue grows until everybody has given up waiting for what is still being worked on (adr/0023).
 */
export function admitRequests(fastify: FastifyInstance, limits: UnderWayDoors, metrics: Metrics): void {
  const logger = new Logger('Admission');
  const admission = new Admission(limits);
  let refusedAt = -Infinity;

  const refuse = (rank: Rank): never => {
    metrics.refused.inc({ what: rank });
    const now = performance.now();
    if (now - refusedAt > QUIET_MS) logger.warn(`saturated: ${admission.underWay} under way, refusing ${rank}`);
    refusedAt = now;
    throw saturated();
  };
  fastify.addHook('onRequest', async (request: FastifyRequest, reply) => {
    const rank = rankOf(request.method, request.url.split('?', 1)[0] ?? '');
    if (rank === null) return;
    const leave = admission.enter(rank) ?? refuse(rank);
    // Also when the client leaves before it has its answer.
    reply.raw.once('close', leave);
  });
}
