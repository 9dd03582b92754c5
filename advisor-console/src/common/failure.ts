import { ApiError } from '@ticketero/realtime-client';

import type { NoticeText } from './notices';
import { saidBy } from './said';

/**
 * What to say about a command that did not go through. The server's own words when it gave any; otherwise that nobody
 * knows yet whether it was carried out, and that the truth will be shown.
 */
export function failureNotice(error: unknown): NoticeText {
  if (!(error instanceof ApiError)) return { tone: 'bad', key: 'notice.noAnswer' };
  return error.problem.mensaje ? { tone: 'bad', said: saidBy(error.problem) } : { tone: 'bad', key: 'notice.refused' };
}

/** No answer at all, or one that does not say what was done. Whom there were too many of was refused before anything began. */
export const mayHaveArrived = (error: unknown): boolean =>
  !(error instanceof ApiError) || (error.problem.status >= 500 && error.problem.error !== 'SERVICIO_SATURADO');
