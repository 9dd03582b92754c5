import { useEffect, useState } from 'react';

import { createApi } from '@ticketero/realtime-client';

const EVERY_MS = 5_000;

/** Whether the server answers at all, asked while the screen has no token with which to connect. */
export function useServerReachable(): boolean {
  const [reachable, setReachable] = useState(true);
  useEffect(() => {
    const api = createApi({ token: () => null, timeoutMs: EVERY_MS });
    let gone = false;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const answered = await api.call('GET', '/api/health').then(
        () => true,
        () => false,
      );
      if (gone) return;
      setReachable(answered);
      timer = setTimeout(() => void ask(), EVERY_MS);
    };
    void ask();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, []);
  return reachable;
}
