import { Controller, Get, Header, Inject, Req, SetMetadata } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { CONFIG, type Config } from '../config.js';
import { ProblemError } from '../errors/problem.js';
import { PUBLIC_ACCESS } from '../http/public-access.js';
import { Metrics } from './metrics.js';
import { sameSecret } from '../same-secret.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** For Prometheus: from this machine, or with METRICS_TOKEN. */
@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Pick<Config, 'metricsToken'>,
  ) {}

  @Get()
  @SetMetadata(...PUBLIC_ACCESS)
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async read(@Req() request: FastifyRequest): Promise<string> {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const known =
      token !== undefined && this.config.metricsToken !== null && sameSecret(token, this.config.metricsToken);
    if (!known && !isLocal(request)) throw new ProblemError('NO_AUTENTICADO');
    return this.metrics.text();
  }
}

/** A proxy on this machine speaks for others: what it forwards is not local, whoever it says that asked. */
function isLocal({ raw, headers }: FastifyRequest): boolean {
  const forwarded = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];
  return LOOPBACK.has(raw.socket.remoteAddress ?? '') && forwarded.every((name) => headers[name] === undefined);
}
