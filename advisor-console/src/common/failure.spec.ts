import type { Problem } from '@ticketero/contract';
import { ApiError, NetworkError } from '@ticketero/realtime-client';

import { mayHaveArrived } from './failure';

const refused = (status: number, error: string): ApiError => new ApiError({ status, error } as Problem, null);

describe('whether a command may have been carried out', () => {
  it.each([
    ['no answer', new NetworkError(), true],
    ['a failure of the server', refused(500, 'ERROR_INTERNO'), true],
    ['a database that is away', refused(503, 'SERVICIO_NO_DISPONIBLE'), true],
    ['too many at the same time', refused(503, 'SERVICIO_SATURADO'), false],
    ['a rule', refused(409, 'TRANSICION_INVALIDA'), false],
  ])('R14: %s: %p', (_what, error, expected) => expect(mayHaveArrived(error)).toBe(expected));
});
