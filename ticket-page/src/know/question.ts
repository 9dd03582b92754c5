import type { PublicTicket } from '@ticketero/contract';
import { ApiError, createApi } from '@ticketero/realtime-client';

import type { Word } from './knowledge';

const BUSY_SECONDS = 10;
const api = createApi({ token: () => null });

async function send(method: 'GET' | 'DELETE', code: string): Promise<Word> {
  const askedAt = Date.now();
  const ticket = await api.call<PublicTicket>(method, `/api/tickets/${code}`);
  return { type: 'answered', ticket, askedAt, at: Date.now() };
}

/** What an error of the server, or its silence, tells about the ticket. */
export function wordOf(error: unknown): Word {
  if (!(error instanceof ApiError)) return { type: 'failed' };
  const { status, retryAfter, error: code } = error.problem;
  if (status === 404) return { type: 'missing' };
  if (status !== 429 && code !== 'SERVICIO_SATURADO') return { type: 'failed' };
  return { type: 'busy', seconds: retryAfter ?? error.retryAfterSeconds ?? BUSY_SECONDS };
}

export const askFor = (code: string): Promise<Word> => send('GET', code).catch(wordOf);

export type Cancelled = Word | { type: 'changed' };

/** R4: refused with 409 when the ticket is called, or over, by now. */
export const cancel = (code: string): Promise<Cancelled> =>
  send('DELETE', code).catch((error: unknown) =>
    error instanceof ApiError && error.problem.status === 409 ? { type: 'changed' } : wordOf(error),
  );
