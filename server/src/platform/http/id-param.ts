import type { ErrorCode } from '@ticketero/contract';

import { ProblemError } from '../errors/problem.js';

/** A numeric id in a path. Anything else names nothing: `notFound`, not a 400 (R14). */
export function idParam(text: string, notFound: ErrorCode): number {
  const id = Number(text);
  if (!/^\d{1,15}$/.test(text) || id < 1) throw new ProblemError(notFound);
  return id;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => UUID.test(text);

/** A ticket's reference in a path. A malformed one is a 404 too (R14). */
export function referenceParam(text: string): string {
  if (!isUuid(text)) throw new ProblemError('TICKET_NO_ENCONTRADO');
  return text.toLowerCase();
}
