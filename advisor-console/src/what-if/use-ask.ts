import { useCallback, useRef, useState } from 'react';

import type { WhatIfAnswer, WhatIfRequest } from '@ticketero/contract';
import { ApiError } from '@ticketero/realtime-client';

import { saidBy, type Said } from '../common/said';
import { useSession } from '../session/use-session';

/** Why there is no answer: the server's words, or that there were none. */
export type Failure = { said: Said } | 'no-answer';

export interface Asking<Q> {
  busy: boolean;
  /** The last answer, and what was asked for it. */
  heard: { question: Q; answer: WhatIfAnswer } | null;
  failure: Failure | null;
  ask: (question: Q, request: WhatIfRequest) => Promise<void>;
}

/** Asks what would be. Only the answer to the last question counts. */
export function useAsk<Q>(): Asking<Q> {
  const { session } = useSession();
  const [heard, setHeard] = useState<Asking<Q>['heard']>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const asked = useRef(0);

  const ask = useCallback(
    async (question: Q, request: WhatIfRequest) => {
      const mine = ++asked.current;
      setBusy(true);
      let failed: Failure | null = null;
      try {
        const answer = await session.api.call<WhatIfAnswer>('POST', '/api/admin/what-if', { body: request });
        if (mine === asked.current) setHeard({ question, answer });
      } catch (error) {
        failed = error instanceof ApiError && error.problem.mensaje ? { said: saidBy(error.problem) } : 'no-answer';
      }
      if (mine !== asked.current) return;
      setFailure(failed);
      setBusy(false);
    },
    [session],
  );
  return { busy, heard, failure, ask };
}
