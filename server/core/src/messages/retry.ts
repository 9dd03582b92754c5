/** Waits before the second, third and fourth attempt, seconds (R9). */
export const RETRY_SECONDS = [30, 60, 120] as const;

export type SendFailure =
  | { kind: 'blocked' } // 403: the person stopped the bot
  | { kind: 'no-chat' } // 400: chat not found
  | { kind: 'refused' } // 400: what was sent is wrong, and will be so the next time
  | { kind: 'too-many'; retryAfterSeconds: number } // 429
  | { kind: 'other' }; // 5xx, reset, no answer, nonsense

export type RetryDecision =
  { outcome: 'again'; failures: number; afterSeconds: number } | { outcome: 'FALLIDO'; failures: number };

/** What to do after an attempt failed (R9). `failures`: those counted before this one. */
export function afterFailure(failures: number, failure: SendFailure): RetryDecision {
  switch (failure.kind) {
    case 'too-many':
      return { outcome: 'again', failures, afterSeconds: failure.retryAfterSeconds };
    case 'blocked':
    case 'no-chat':
    case 'refused':
      return { outcome: 'FALLIDO', failures: failures + 1 };
    case 'other': {
      const wait = RETRY_SECONDS[failures];
      if (wait === undefined) return { outcome: 'FALLIDO', failures: failures + 1 };
      return { outcome: 'again', failures: failures + 1, afterSeconds: wait };
    }
  }
}
