import { useEffect, useState } from 'react';

import { ApiError } from '@ticketero/realtime-client';

import { useSession } from '../session/use-session';
import { saidBy, type Said } from './said';

const AGAIN_MS = 5_000;

/** `refused`: asking again would not help; the words are the server's. `silent`: it may pass, and is tried again. */
export type AnswerFailure = { kind: 'silent' } | { kind: 'refused'; said: Said };

export interface Answer<Wanted, T> {
  /** The last good answer, and the question it was given to. */
  heard: { wanted: Wanted; answer: T } | null;
  /** What is shown answers another question than the one asked. */
  behind: boolean;
  failure: AnswerFailure | null;
}

/**
 * The answer to a question, which is asked once for each `wanted` (an object that stays the same as long as the question
 * does; null: none yet). One that is overtaken by the next is called off, and what was known stays meanwhile. Silence is asked again
 * every 5 s.
 */
export function useAnswer<T, Wanted extends { path: string }>(wanted: Wanted | null): Answer<Wanted, T> {
  const { session } = useSession();
  const [heard, setHeard] = useState<{ wanted: Wanted; answer: T } | null>(null);
  const [failure, setFailure] = useState<{ wanted: Wanted; failure: AnswerFailure } | null>(null);

  useEffect(() => {
    if (wanted === null) return;
    const calledOff = new AbortController();
    const { signal } = calledOff;
    let again: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      try {
        const answer = await session.api.call<T>('GET', wanted.path, { signal });
        if (signal.aborted) return;
        setHeard({ wanted, answer });
        setFailure(null);
      } catch (error) {
        if (signal.aborted) return;
        const said = refusalOf(error);
        setFailure({ wanted, failure: said === null ? { kind: 'silent' } : { kind: 'refused', said } });
        if (said === null) again = setTimeout(() => void look(), AGAIN_MS);
      }
    };
    void look();
    return () => {
      calledOff.abort();
      clearTimeout(again);
    };
  }, [session, wanted]);

  return {
    heard,
    behind: heard !== null && heard.wanted !== wanted,
    failure: failure?.wanted === wanted ? failure.failure : null,
  };
}

/** In the server's words; null for silence, which may pass. */
function refusalOf(error: unknown): Said | null {
  if (!(error instanceof ApiError)) return null;
  const { status } = error.problem;
  return status >= 500 || status === 429 ? null : saidBy(error.problem);
}
