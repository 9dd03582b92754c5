import {
  Inject,
  Injectable,
  SetMetadata,
  type CanActivate,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ThrottlerStorageService } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { CONFIG, type Config } from './config.js';
import { ProblemError } from './errors/problem.js';

export interface RateLimitRule {
  /** Names the counter; routes with the same name share it. */
  name: string;
  perMinute: number;
  /** Whose counter it is. */
  by: (request: FastifyRequest) => string;
}

const RULE = 'ticketero:rate-limit';
const WINDOW_MS = 60_000;

export const RateLimit = (rule: RateLimitRule): CustomDecorator => SetMetadata(RULE, rule);

export const byAddress = (request: FastifyRequest): string => request.ip;
/** By who is signed in, or the address when nobody is: the token itself never becomes a key. */
export const byCaller = (request: FastifyRequest): string =>
  (request as { principal?: { key: string } }).principal?.key ?? request.ip;

/** The limits of CONTRACT.md: beyond them 429 with Retry-After, and nothing else happens. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly storage: ThrottlerStorageService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.config.rateLimitFactor === 0 || context.getType() !== 'http') return true;
    const rule = this.reflector.get<RateLimitRule | undefined>(RULE, context.getHandler());
    if (!rule) return true;
    const http = context.switchToHttp();
    const limit = Math.max(1, Math.round(rule.perMinute * this.config.rateLimitFactor));
    const key = `${rule.name} ${rule.by(http.getRequest<FastifyRequest>())}`;
    const record = await this.storage.increment(key, WINDOW_MS, limit, 0, rule.name);
    if (record.totalHits <= limit) return true;
    const retryAfter = Math.max(1, Math.ceil(record.timeToExpire));
    void http.getResponse<FastifyReply>().header('retry-after', retryAfter);
    throw new ProblemError('DEMASIADAS_SOLICITUDES', undefined, { retryAfter });
  }
}
