import { useEffect, useState } from 'react';

import { msToNextMinute } from './clock';

/** A clock that is corrected by the server's may jump: it is read at least so often. */
const AT_MOST_MS = 5_000;

/** The server's time, renewed on each minute. */
export function useNow(serverNow: () => number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const read = () => {
      const time = serverNow();
      setNow(time);
      timer = setTimeout(read, Math.min(AT_MOST_MS, msToNextMinute(time)));
    };
    read();
    return () => clearTimeout(timer);
  }, [serverNow]);
  return now;
}
