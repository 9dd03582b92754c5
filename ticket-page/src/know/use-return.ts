import { HEARTBEAT_MS } from '@ticketero/contract';
import { useEffect, useRef, useState } from 'react';

const SLACK_MS = 1_000;

interface Returning {
  /** When the server was last heard, by Date.now(). */
  heardAt: number;
  /** What is shown may be old from now on, whatever the link believes: its socket can be dead and not know it. */
  onDoubt: () => void;
  /** The page is looked at again, or the network is back, after a silence of so many milliseconds. */
  onBack: (silenceMs: number) => void;
}

/** A telephone in a pocket sleeps and loses its network. Returns whether anybody can see the page. */
export function useReturn(returning: Returning): boolean {
  const [visible, setVisible] = useState(!document.hidden);
  const latest = useRef(returning);
  latest.current = returning;

  useEffect(() => {
    const doubt = () => latest.current.onDoubt();
    const back = () => {
      setVisible(!document.hidden);
      const { heardAt, onBack } = latest.current;
      const silenceMs = Date.now() - heardAt;
      if (document.hidden || silenceMs <= HEARTBEAT_MS + SLACK_MS) return;
      doubt();
      onBack(silenceMs);
    };
    // It is told of each page when it has loaded, too.
    const shown = (event: PageTransitionEvent) => {
      if (event.persisted) back();
    };
    addEventListener('offline', doubt);
    addEventListener('online', back);
    addEventListener('pageshow', shown);
    document.addEventListener('visibilitychange', back);
    return () => {
      removeEventListener('offline', doubt);
      removeEventListener('online', back);
      removeEventListener('pageshow', shown);
      document.removeEventListener('visibilitychange', back);
    };
  }, []);
  return visible;
}
