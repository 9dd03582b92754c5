import { useEffect } from 'react';

/** Keeps the screen lit while `wanted`, where the browser can. The lock is lost with each look away, and taken again. */
export function useWakeLock(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    let over = false;
    let lock: WakeLockSentinel | undefined;
    const take = async () => {
      if (document.hidden) return;
      // A convenience: with a low battery the phone says no.
      lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
      if (over) await lock?.release();
    };
    const look = () => void take();
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', look);
      void lock?.release();
    };
  }, [wanted]);
}
