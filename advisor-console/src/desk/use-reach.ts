import { useEffect, useState } from 'react';

import type { LinkState } from '@ticketero/contract';

import { reachOf, type Reach } from './reach';

const EVERY_MS = 3_000;
/** A short gap mends itself by the socket. */
const PATIENCE_MS = 300;

/** Looks after the desk while the socket does not: by `reread`, every few seconds, until it is live again. */
export function useReach(link: LinkState, reread: () => Promise<boolean>): Reach {
  const [answered, setAnswered] = useState<boolean | null>(null);

  useEffect(() => {
    if (link === 'live') {
      setAnswered(null);
      return;
    }
    if (link === 'incompatible') return; // about to reload
    let over = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const worked = await reread();
      if (over) return;
      setAnswered(worked);
      timer = setTimeout(() => void look(), EVERY_MS);
    };
    timer = setTimeout(() => void look(), link === 'connecting' ? 0 : PATIENCE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [link, reread]);

  return reachOf(link, answered);
}
