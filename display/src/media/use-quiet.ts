import { useEffect, useState } from 'react';

/** So long after the last call the hero's place may show something else. */
export const QUIET_AFTER_MS = 12_000;

/** Whether nothing has been announced for a while. */
export function useQuiet(announcing: boolean): boolean {
  const [quiet, setQuiet] = useState(false);
  useEffect(() => {
    if (announcing) {
      setQuiet(false);
      return;
    }
    const timer = setTimeout(() => setQuiet(true), QUIET_AFTER_MS);
    return () => clearTimeout(timer);
  }, [announcing]);
  return quiet && !announcing;
}
