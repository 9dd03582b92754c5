import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { errorInShort } from '../database/what-is-wrong.js';
import { factsOf } from '../http/request-log.js';
import { LogLine } from '../logger.js';
import type { ProblemError } from './problem.js';
import { toProblem } from './to-problem.js';

export function sendProblem(reply: FastifyReply, problem: ProblemError): void {
  const { retryAfter } = problem.extra;
  const waits = problem.status === 429 ? (retryAfter ?? 60) : retryAfter;
  if (waits !== undefined && !reply.hasHeader('retry-after')) void reply.header('retry-after', waits);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  void reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem.toProblem()));
}

/** Every error of every route leaves as `application/problem+json` (R14), without a stack or SQL in it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error);
    // Refusing must stay cheap: what is refused for its number is counted (Metrics.refused) and not written down.
    if (problem.status >= 500 && problem.code !== 'SERVICIO_SATURADO') {
      const request = http.getRequest<FastifyRequest>();
      const route = `${request.method} ${request.routeOptions.url ?? '?'}`; // the pattern: a URL can hold a national id
      const line = new LogLine(`${route} ${describe(error)}`, { ...factsOf(request), error: problem.code });
      this.logger.error(line, error instanceof Error ? error.stack : undefined);
    }
    if (!reply.sent) sendProblem(reply, problem);
  }
}

/** A database's message can quote a value; ours, and those of what has no code, cannot. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error ? errorInShort(error) : `${error.name} ${error.message}`;
}
