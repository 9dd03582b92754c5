import { useCallback, useEffect, useState } from 'react';

import {
  ApiError,
  createApi,
  forgetDevice,
  keptDevice,
  pairDemoDevice,
  type DeviceIdentity,
} from '@ticketero/realtime-client';

const DEMO_RETRY_MS = 3_000;

export interface Device {
  identity: DeviceIdentity | null;
  /** The demo's own device is being fetched: nobody has to type a code. */
  demo: boolean;
  unreachable: boolean;
  /** The token that this screen had was refused. */
  revoked: boolean;
  paired: (identity: DeviceIdentity) => void;
  /** For the link: asks whether the token is really dead, and forgets it if so. */
  refused: () => Promise<boolean>;
}

/**
 * A refused connection alone proves little (a proxy, a restart), and a screen that forgets its token has to be paired by
 * hand (LESSONS 9): only the server's own 401 or 403 counts.
 */
async function tokenIsDead(token: string): Promise<boolean> {
  try {
    await createApi({ token: () => token }).call('GET', '/api/board');
    return false;
  } catch (error) {
    return error instanceof ApiError && [401, 403].includes(error.problem.status);
  }
}

export function useDevice(): Device {
  const [identity, setIdentity] = useState(() => keptDevice('DISPLAY'));
  const [demo, setDemo] = useState(() => new URLSearchParams(location.search).has('demo'));
  const [unreachable, setUnreachable] = useState(false);
  const [revoked, setRevoked] = useState(false);
  const wantsDemo = demo && identity === null;

  useEffect(() => {
    if (!wantsDemo) return;
    let timer: ReturnType<typeof setTimeout>;
    let gone = false;
    const pair = async () => {
      try {
        const answer = await pairDemoDevice('DISPLAY');
        if (gone) return;
        setUnreachable(false);
        setIdentity(answer);
      } catch (error) {
        if (gone) return;
        if (error instanceof ApiError && error.problem.status === 404) {
          setDemo(false); // no demo branch here: a code is needed after all
          return;
        }
        setUnreachable(true);
        timer = setTimeout(() => void pair(), DEMO_RETRY_MS);
      }
    };
    // After a refusal not at once: a server that refuses each new token is not asked in a loop.
    timer = setTimeout(() => void pair(), revoked ? DEMO_RETRY_MS : 0);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [wantsDemo, revoked]);

  const paired = useCallback((answer: DeviceIdentity) => {
    setUnreachable(false);
    setRevoked(false);
    setIdentity(answer);
  }, []);

  const token = identity?.deviceToken;
  const refused = useCallback(async () => {
    if (token !== undefined && (await tokenIsDead(token))) {
      forgetDevice('DISPLAY');
      setRevoked(true);
      setIdentity(null);
    }
    return false;
  }, [token]);

  return { identity, demo: wantsDemo, unreachable, revoked, paired, refused };
}
