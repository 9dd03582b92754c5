import { useState } from 'react';

import type { AuditVerification } from '@ticketero/contract';
import { ApiError } from '@ticketero/realtime-client';

import { saidBy, type Said } from '../common/said';
import { useSession } from '../session/use-session';

export type VerifyState =
  | { phase: 'idle' }
  | { phase: 'running'; since: number }
  /** `at`: when it ended, by the server's clock; `tookMs`: as the reader waited for it. */
  | { phase: 'done'; result: AuditVerification; at: number; tookMs: number }
  | { phase: 'busy'; until: number }
  | { phase: 'silent' }
  | { phase: 'refused'; said: Said };

/** The walk reads every event of the branch: seconds for a million. */
const PATIENCE_MS = 10 * 60_000;
const WITHOUT_RETRY_AFTER_SECONDS = 60;

export function useVerify(serverNow: () => number): { state: VerifyState; start: () => void; dismiss: () => void } {
  const { session } = useSession();
  const [state, setState] = useState<VerifyState>({ phase: 'idle' });

  async function run(): Promise<void> {
    const since = Date.now();
    setState({ phase: 'running', since });
    try {
      const options = { timeoutMs: PATIENCE_MS };
      const result = await session.api.call<AuditVerification>('GET', '/api/admin/audit/verify', options);
      setState({ phase: 'done', result, at: serverNow(), tookMs: Date.now() - since });
    } catch (error) {
      setState(failed(error));
    }
  }

  return {
    state,
    start: () => {
      if (state.phase !== 'running') void run();
    },
    dismiss: () => {
      if (state.phase !== 'running') setState({ phase: 'idle' });
    },
  };
}

function failed(error: unknown): VerifyState {
  if (!(error instanceof ApiError)) return { phase: 'silent' };
  const { status, retryAfter } = error.problem;
  if (status === 429) {
    const seconds = error.retryAfterSeconds ?? retryAfter ?? WITHOUT_RETRY_AFTER_SECONDS;
    return { phase: 'busy', until: Date.now() + seconds * 1_000 };
  }
  return { phase: 'refused', said: saidBy(error.problem) };
}
