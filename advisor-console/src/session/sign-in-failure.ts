import type { Said } from '../common/said';

/** What the form says; `until` (ms since the epoch) closes it for a while. */
export type SignInFailure =
  { kind: 'wrong' | 'noAnswer' } | { kind: 'tooMany'; until: number } | { kind: 'words'; said: Said };

interface Refusal extends Said {
  status: number;
  retryAfterSeconds: number | null;
}

const WITHOUT_RETRY_AFTER_SECONDS = 60;

/** `refusal` is null when nobody answered. */
export function signInFailure(refusal: Refusal | null, now: number): SignInFailure {
  if (refusal === null) return { kind: 'noAnswer' };
  if (refusal.status === 401) return { kind: 'wrong' };
  if (refusal.status === 429) {
    return { kind: 'tooMany', until: now + (refusal.retryAfterSeconds ?? WITHOUT_RETRY_AFTER_SECONDS) * 1_000 };
  }
  return { kind: 'words', said: { mensaje: refusal.mensaje, detail: refusal.detail } };
}
