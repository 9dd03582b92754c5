import type * as Api from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';

import { factsOf } from '../http/request-log.js';
import { isTracing } from './tracing.js';

/** Where traces are sent: the span of a request is told its route, its id and whose branch it is. */
export function nameRequests(fastify: FastifyInstance): void {
  if (!isTracing()) return;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded already, where it is asked for
  const { trace } = require('@opentelemetry/api') as typeof Api;
  fastify.addHook('onSend', async (request) => {
    const span = trace.getActiveSpan();
    if (!span) return;
    const route = request.routeOptions.url ?? '(none)';
    const { requestId, branchId } = factsOf(request);
    span.updateName(`${request.method} ${route}`);
    span.setAttributes({ 'http.route': route, 'ticketero.request_id': `${requestId}` });
    if (branchId !== undefined && branchId !== null) span.setAttribute('ticketero.branch_id', branchId);
  });
}
