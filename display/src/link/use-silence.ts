import { useEffect, useRef, useState } from 'react';

import type { LinkState } from '@ticketero/contract';

/**
 * The age of the data. The link counts its own silence except while it is refused or its protocol is outdated, when no
 * new state can come either: then the seconds since are added here.
 */
export function useSilence(link: LinkState, silentMs: number): number {
  const mute = link === 'refused' || link === 'incompatible';
  const base = useRef(silentMs);
  const [extra, setExtra] = useState(0);
  if (!mute) base.current = silentMs;

  useEffect(() => {
    if (!mute) return;
    const since = performance.now();
    const timer = setInterval(() => setExtra(performance.now() - since), 1_000);
    return () => {
      clearInterval(timer);
      setExtra(0);
    };
  }, [mute]);

  return mute ? base.current + extra : silentMs;
}
