import { useCallback, useEffect, useRef, useState } from 'react';

import type { Desk, SignedInUser } from '@ticketero/contract';
import { useLink } from '@ticketero/realtime-client';

import type { LinkHealth } from '../common/link-chip';
import { useSession } from '../session/use-session';
import { linkShown, type Reach } from './reach';
import { truth, type Fetched } from './truth';
import { useReach } from './use-reach';

export interface LiveDesk {
  desk: Desk | null;
  health: LinkHealth;
  reach: Reach;
  serverNow: () => number;
  /** The last state of the socket, to tell whether it has brought another. */
  seen: () => unknown;
  /** What is on the screen. */
  shown: () => Desk | null;
  reread: () => Promise<boolean>;
}

/** Shorter than for a command: what only looks can look again. */
const REREAD_TIMEOUT_MS = 4_000;

/** The desk as the server sees it: by the socket, and fetched where that alone is not sure enough. */
export function useDesk(user: SignedInUser): LiveDesk {
  const { session } = useSession();
  const [fetched, setFetched] = useState<Fetched<Desk> | null>(null);

  const live = useLink(`advisor:${String(user.id)}`, {
    namespace: 'advisor',
    auth: () => ({ token: session.token() ?? '' }),
    onRefused: session.renew,
  });
  const desk = truth(live.state, fetched);
  const state = useRef(live.state);
  const onScreen = useRef(desk);
  useEffect(() => {
    state.current = live.state;
    onScreen.current = desk;
  });

  const reread = useCallback(async () => {
    const over = state.current;
    try {
      const found = await session.api.call<Desk>('GET', '/api/advisor/desk', { timeoutMs: REREAD_TIMEOUT_MS });
      setFetched({ desk: found, over });
      if (over === state.current) onScreen.current = found;
      return true;
    } catch {
      return false; // what is shown stays, and the socket brings the truth when it can
    }
  }, [session]);

  const reach = useReach(live.link, reread);
  return {
    desk,
    health: { link: linkShown(live.link, reach), silentMs: live.silentMs },
    reach,
    serverNow: live.serverNow,
    seen: useCallback(() => state.current, []),
    shown: useCallback(() => onScreen.current, []),
    reread,
  };
}
