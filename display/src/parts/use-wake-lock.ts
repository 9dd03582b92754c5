import { useEffect } from 'react';

/** Keeps the panel lit where the browser allows it. The lock is lost whenever the page is hidden, and taken again. */
export function useWakeLock(): void {
  useEffect(() => {
    const take = () => {
      if (document.visibilityState !== 'visible') return;
      void navigator.wakeLock?.request('screen').catch(() => undefined); // a convenience: the board works without it
    };
    take();
    document.addEventListener('visibilitychange', take);
    return () => document.removeEventListener('visibilitychange', take);
  }, []);
}
