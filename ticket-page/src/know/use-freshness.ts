import type { LinkState } from '@ticketero/contract';
import { useEffect, useRef, useState } from 'react';

import { ageOf, freshnessOf, type Freshness } from './freshness';
import type { Knowledge } from './knowledge';

const TICK_MS = 1_000;
/** A question that the link asks and has answered in a moment is nobody's business. */
const HICCUP_MS = 400;

export interface Certainty {
  freshness: Freshness;
  /** Whole seconds since the server was last heard; 0 while live, so that nothing is drawn each second for nothing. */
  seconds: number;
}

/** How much the page may be believed, looked at each second and whenever something changes. */
export function useFreshness(link: LinkState, silentMs: number, known: Knowledge): Certainty {
  const [certainty, setCertainty] = useState<Certainty>({ freshness: 'checking', seconds: 0 });
  const openedAt = useRef(Date.now());
  const wasLive = useRef(false);

  useEffect(() => {
    if (link === 'live') wasLive.current = true;
    const look = () => {
      const now = Date.now();
      const moment = { link, known, silentMs, now, online: navigator.onLine };
      const freshness = freshnessOf({ ...moment, wasLive: wasLive.current, openedAt: openedAt.current });
      const seconds = freshness === 'live' ? 0 : Math.floor(ageOf(moment) / 1_000);
      setCertainty((before) =>
        before.freshness === freshness && before.seconds === seconds ? before : { freshness, seconds },
      );
    };
    const hiccup = link !== 'live' && navigator.onLine && known.doubtedAt <= known.heardAt;
    const first = setTimeout(look, hiccup ? HICCUP_MS : 0);
    const timer = setInterval(look, TICK_MS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [link, silentMs, known]);

  return certainty;
}
