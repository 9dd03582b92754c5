import { useEffect, useState } from 'react';

import { dayOf } from './time';

const LOOK_EVERY_MS = 1_000;

/** The branch's calendar day: drawn anew when it turns, not each second. */
export function useToday(serverNow: () => number, timeZone: string): string {
  const [today, setToday] = useState(() => dayOf(serverNow(), timeZone));
  useEffect(() => {
    const look = () => {
      setToday(dayOf(serverNow(), timeZone));
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [serverNow, timeZone]);
  return today;
}
