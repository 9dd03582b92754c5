import { useCallback, useEffect, useRef, useState } from 'react';

import { useSession } from '../session/use-session';

const REFRESH_MS = 5_000;

export interface Polled<T> {
  answer: T | null;
  /** What is shown answers another query than the one asked for. */
  behind: boolean;
  /** The last request had no good answer; `answer` is what was known before. */
  failed: boolean;
  /** When `answer` came, on this machine's clock. */
  heardAt: number;
  refresh: () => Promise<void>;
}

/** What `path` answers, asked for again every 5 s while somebody can see it, and at once when the path changes. */
export function usePolled<T>(path: string): Polled<T> {
  const { session } = useSession();
  const [heard, setHeard] = useState<{ path: string; answer: T; at: number } | null>(null);
  const [failed, setFailed] = useState(false);
  const asked = useRef(0);

  const refresh = useCallback(async () => {
    const mine = ++asked.current;
    try {
      const answer = await session.api.call<T>('GET', path);
      if (mine !== asked.current) return; // an older answer that comes later is forgotten
      setHeard({ path, answer, at: Date.now() });
      setFailed(false);
    } catch {
      if (mine === asked.current) setFailed(true);
    }
  }, [session, path]);

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void refresh();
    };
    look();
    const timer = setInterval(look, REFRESH_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [refresh]);

  return {
    answer: heard?.answer ?? null,
    behind: heard !== null && heard.path !== path,
    failed,
    heardAt: heard?.at ?? 0,
    refresh,
  };
}
