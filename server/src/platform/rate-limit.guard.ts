import { Injectable, SetMetadata, type CanActivate, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';

import { ProblemError } from './errors/problem.js';
import { networkOf } from './http/client-address.js';
import { PUBLIC_PER_MINUTE } from './http/doors.js';
import { RateLimiter } from './rate-limiter.js';

export interface RateLimitRule {
  /** Names the counter; routes with the same name share it. */
  name: string;
  perMinute: number;
  /** Whose counter it is. */
  by: (request: FastifyRequest) => string;
}

const RULE = 'ticketero:rate-limit';

export const RateLimit = (rule: RateLimitRule): CustomDecorator => SetMetadata(RULE, rule);

export const byAddress = (request: FastifyRequest): string => networkOf(request.ip);
/** By who is signed in, or the address when nobody is: the token itself never becomes a key. */
export const byCaller = (request: FastifyRequest): string =>
  (request as { principal?: { key: string } }).principal?.key ?? byAddress(request);

const isKnown = (request: FastifyRequest): boolean => 'principal' in request && request.principal !== undefined;

/** Refuses whoever is over the ceiling of everything that needs no token. Throws 429. */
export async function underTheCeiling(limiter: RateLimiter, request: FastifyRequest): Promise<void> {
  refuse(await limiter.take(`public ${byAddress(request)}`, PUBLIC_PER_MINUTE));
}

function refuse(retryAfter: number): void {
  if (retryAfter > 0) throw new ProblemError('DEMASIADAS_SOLICITUDES', undefined, { retryAfter });
}

/** The limits of CONTRACT.md: beyond them 429 with Retry-After, and nothing else happens. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly limiter: RateLimiter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    // Without a token it was counted at the door (see http/enforce-doors.ts); one that nobody read opens nothing.
    if (request.headers.authorization !== undefined && !isKnown(request)) await underTheCeiling(this.limiter, request);
    const rule = this.reflector.get<RateLimitRule | undefined>(RULE, context.getHandler());
    if (rule) refuse(await this.limiter.take(`${rule.name} ${rule.by(request)}`, rule.perMinute));
    return true;
  }
}
