import { ApiError } from '@ticketero/realtime-client';

import type { NoticeText } from './notices';

/**
 * What to say about a command that did not go through. The server's own words when it gave any; otherwise that nobody
 * knows yet whether it was carried out, and that the truth will be shown.
 */
export function failureNotice(error: unknown): NoticeText {
  if (error instanceof ApiError) {
    const { mensaje, detail } = error.problem;
    if (mensaje) return { tone: 'bad', text: mensaje, lang: 'es' };
    if (detail) return { tone: 'bad', text: detail };
    return { tone: 'bad', key: 'notice.refused' };
  }
  return { tone: 'bad', key: 'notice.noAnswer' };
}
