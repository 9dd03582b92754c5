import { ApiError } from '@ticketero/realtime-client';

import { saidBy, type Said } from '../common/said';

/** What a form says when the server did not take it; `until` (ms since the epoch) closes it for a while. */
export type FormFailure =
  | { kind: 'fields'; fields: Record<string, string> }
  | { kind: 'tooMany'; until: number }
  | { kind: 'words'; said: Said }
  | { kind: 'silent' };

const WITHOUT_RETRY_AFTER_SECONDS = 60;

/** `fields`: those that the form has; what is wrong with another is said below it, and never lost. */
export function formFailure(error: unknown, fields: readonly string[], now: number): FormFailure {
  if (!(error instanceof ApiError)) return { kind: 'silent' };
  const { status, campos, retryAfter } = error.problem;
  if (status === 429) {
    const seconds = error.retryAfterSeconds ?? retryAfter ?? WITHOUT_RETRY_AFTER_SECONDS;
    return { kind: 'tooMany', until: now + seconds * 1_000 };
  }
  const known = Object.entries(campos ?? {}).filter(([name]) => fields.includes(name));
  if (known.length > 0) return { kind: 'fields', fields: Object.fromEntries(known) };
  return { kind: 'words', said: saidBy(error.problem) };
}
