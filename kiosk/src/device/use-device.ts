import {
  ApiError,
  createApi,
  forgetDevice,
  keptDevice,
  pairDemoDevice,
  type DeviceIdentity,
} from '@ticketero/realtime-client';
import { useMemo, useRef, useState } from 'react';

export interface Device {
  paired: boolean;
  /** The page was opened for the demo: it pairs by itself. */
  demo: boolean;
  /** The token it had is no longer good. */
  refused: boolean;
  token: () => string | null;
  adopt: (identity: DeviceIdentity) => void;
  /** The HTTP side answered 401. True: there is a new token. */
  renew: () => Promise<boolean>;
  /** The socket was refused. True: there is a new token. */
  socketRefused: () => Promise<boolean>;
}

const demo = new URLSearchParams(location.search).has('demo');

/**
 * A socket can also be refused by a server that is starting or in trouble, and a lost pairing costs a visit of staff:
 * only a 401 or 403 over HTTP proves that the token itself is bad. The number asked for does not matter.
 */
async function tokenIsBad(token: string | null): Promise<boolean> {
  try {
    await createApi({ token: () => token }).call('GET', '/api/tickets/C01/position');
    return false;
  } catch (error) {
    return error instanceof ApiError && (error.problem.status === 401 || error.problem.status === 403);
  }
}

export function useDevice(): Device {
  const [identity, setIdentity] = useState(() => keptDevice('KIOSK'));
  const [refused, setRefused] = useState(false);
  const kept = useRef(identity);

  const actions = useMemo(() => {
    const adopt = (next: DeviceIdentity | null) => {
      kept.current = next;
      setIdentity(next);
    };
    const renew = async (): Promise<boolean> => {
      if (demo) {
        try {
          adopt(await pairDemoDevice('KIOSK'));
          return true;
        } catch {
          return false;
        }
      }
      forgetDevice('KIOSK');
      // After the answer below was heard: a link is closed only once it has settled what comes next.
      setTimeout(() => {
        setRefused(true);
        adopt(null);
      });
      return false;
    };
    return {
      token: () => kept.current?.deviceToken ?? null,
      adopt,
      renew,
      socketRefused: async () => (await tokenIsBad(kept.current?.deviceToken ?? null)) && renew(),
    };
  }, []);

  return { ...actions, paired: identity !== null, demo, refused };
}
