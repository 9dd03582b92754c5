import { useState } from 'react';

import { ApiError } from '@ticketero/realtime-client';

import { useNow } from '../common/use-now';
import { signInFailure, type SignInFailure } from './sign-in-failure';
import { useSession } from './use-session';

export interface SignInState {
  pending: boolean;
  failure: SignInFailure | null;
  /** Seconds until the server takes another attempt. */
  closedFor: number;
  /** False when it failed: then the form is still there. */
  send: (email: string, password: string) => Promise<boolean>;
}

export function useSignIn(): SignInState {
  const { session } = useSession();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const now = useNow(Date.now);
  const closedFor = failure?.kind === 'tooMany' ? Math.max(0, Math.ceil((failure.until - now) / 1_000)) : 0;

  async function send(email: string, password: string): Promise<boolean> {
    setPending(true);
    setFailure(null);
    try {
      await session.signIn(email, password);
      return true;
    } catch (error) {
      const refusal =
        error instanceof ApiError
          ? { ...error.problem, retryAfterSeconds: error.retryAfterSeconds ?? error.problem.retryAfter ?? null }
          : null;
      setFailure(signInFailure(refusal, Date.now()));
      setPending(false);
      return false;
    }
  }

  return { pending, failure, closedFor, send };
}
