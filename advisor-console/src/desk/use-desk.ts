import { useCallback, useEffect, useRef, useState } from 'react';

import type { Desk, LinkState, SignedInUser } from '@ticketero/contract';
import { useLink } from '@ticketero/realtime-client';

import { useSession } from '../session/use-session';
import { truth, type Fetched } from './truth';

export interface LiveDesk {
  desk: Desk | null;
  health: { link: LinkState; silentMs: number };
  serverNow: () => number;
  /** The last state of the socket, to tell whether it has brought another. */
  seen: () => unknown;
  reread: () => Promise<boolean>;
}

/** The desk as the server sees it: by the socket, and fetched where that alone is not sure enough. */
export function useDesk(user: SignedInUser, onAssigned: () => void): LiveDesk {
  const { session } = useSession();
  const [fetched, setFetched] = useState<Fetched<Desk> | null>(null);
  const assigned = useRef(onAssigned);

  const live = useLink(`advisor:${String(user.id)}`, {
    namespace: 'advisor',
    auth: () => ({ token: session.token() ?? '' }),
    onRefused: session.renew,
    events: {
      'ticket:assigned': () => {
        assigned.current();
      },
    },
  });
  const state = useRef(live.state);
  useEffect(() => {
    state.current = live.state;
    assigned.current = onAssigned;
  });

  const reread = useCallback(async () => {
    const over = state.current;
    try {
      setFetched({ desk: await session.api.call<Desk>('GET', '/api/advisor/desk'), over });
      return true;
    } catch {
      return false; // what is shown stays, and the socket brings the truth when it can
    }
  }, [session]);

  useEffect(() => {
    void reread();
  }, [reread]);

  return {
    desk: truth(live.state, fetched),
    health: { link: live.link, silentMs: live.silentMs },
    serverNow: live.serverNow,
    seen: useCallback(() => state.current, []),
    reread,
  };
}
