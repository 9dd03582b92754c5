import type { Problem } from '@ticketero/contract';
import { ApiError, NetworkError } from '@ticketero/realtime-client';

import { wordOf } from './question';

const refused = (problem: Partial<Problem>, retryAfter: number | null = null): ApiError =>
  new ApiError(problem as Problem, retryAfter);

describe('what an error tells about the ticket', () => {
  it.each([
    ['no answer', new NetworkError(), { type: 'failed' }],
    ['no such ticket', refused({ status: 404, error: 'TICKET_NO_ENCONTRADO' }), { type: 'missing' }],
    ['a database that is away', refused({ status: 503, error: 'SERVICIO_NO_DISPONIBLE' }), { type: 'failed' }],
    [
      'too many of one address',
      refused({ status: 429, error: 'DEMASIADAS_SOLICITUDES' }, 7),
      { type: 'busy', seconds: 7 },
    ],
    [
      'too many in all',
      refused({ status: 503, error: 'SERVICIO_SATURADO', retryAfter: 2 }),
      { type: 'busy', seconds: 2 },
    ],
  ])('R14: %s', (_what, error, word) => expect(wordOf(error)).toEqual(word));
});
