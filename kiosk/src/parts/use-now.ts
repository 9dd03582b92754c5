import { useEffect, useState } from 'react';

const EVERY_MS = 10_000;

/** The server's time, often enough for what is told in days and hours: "tomorrow" becomes "today" at midnight. */
export function useNow(serverNow: () => number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    setNow(serverNow());
    const timer = setInterval(() => setNow(serverNow()), EVERY_MS);
    return () => clearInterval(timer);
  }, [serverNow]);
  return now;
}
