import { useCallback, useEffect, useRef, useState } from 'react';

import type { SessionsAnswer, SessionView } from '@ticketero/contract';
import { ApiError } from '@ticketero/realtime-client';

import { failureNotice } from '../common/failure';
import { useSay } from '../common/notices';
import { useSession } from '../session/use-session';

const AGAIN_MS = 5_000;
const GONE = 404;

export interface Sessions {
  sessions: SessionView[] | null;
  /** The last request had no good answer. */
  failed: boolean;
  /** The session that is being ended. */
  pending: string | null;
  refresh: () => void;
  end: (session: SessionView) => Promise<void>;
}

/** Where this person is signed in. */
export function useSessions(): Sessions {
  const { session } = useSession();
  const say = useSay();
  const [sessions, setSessions] = useState<SessionView[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [pending, setPending] = useState<string | null>(null);
  const asked = useRef(0);

  const refresh = useCallback(async () => {
    const mine = ++asked.current;
    try {
      const answer = await session.api.call<SessionsAnswer>('GET', '/api/auth/sessions');
      if (mine !== asked.current) return;
      setSessions(answer.sessions);
      setFailed(false);
    } catch {
      if (mine === asked.current) setFailed(true);
    }
  }, [session]);

  useEffect(() => {
    void refresh();
  }, [refresh]);
  useEffect(() => {
    if (!failed) return;
    const again = setInterval(() => void refresh(), AGAIN_MS);
    return () => {
      clearInterval(again);
    };
  }, [failed, refresh]);

  async function end({ id }: SessionView): Promise<void> {
    if (pending !== null) return;
    setPending(id);
    try {
      await session.api.call('DELETE', `/api/auth/sessions/${id}`);
      say({ tone: 'info', key: 'sessions.ended' });
    } catch (error) {
      // Ended already, by itself or in another tab: that is what was wanted.
      const gone = error instanceof ApiError && error.problem.status === GONE;
      say(gone ? { tone: 'info', key: 'sessions.ended' } : failureNotice(error));
    }
    await refresh();
    setPending(null);
  }

  return { sessions, failed, pending, refresh: () => void refresh(), end };
}
