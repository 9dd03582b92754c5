import { useEffect, useState } from 'react';

/** The server's time, anew each second: only the leaf that shows it is drawn again. */
export function useNow(serverNow: () => number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    setNow(serverNow());
    const timer = setInterval(() => {
      setNow(serverNow());
    }, 1_000);
    return () => {
      clearInterval(timer);
    };
  }, [serverNow]);
  return now;
}
