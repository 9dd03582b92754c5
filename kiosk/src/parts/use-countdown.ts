import { useCallback, useEffect, useRef, useState } from 'react';

const TICK_MS = 200;

/**
 * Whole seconds left, by the clock and not by the ticks, which a busy machine skips. Calls `onEnd` once at zero. With other
 * `news` on the screen the time begins again, for whoever has to read them.
 */
export function useCountdown(seconds: number, onEnd: () => void, news?: string): { left: number; restart: () => void } {
  const [left, setLeft] = useState(seconds);
  const deadline = useRef(0);
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });

  const restart = useCallback(() => {
    deadline.current = performance.now() + seconds * 1_000;
    setLeft(seconds);
  }, [seconds]);

  useEffect(() => {
    restart();
    const timer = setInterval(() => {
      const now = Math.max(0, Math.ceil((deadline.current - performance.now()) / 1_000));
      setLeft(now);
      if (now > 0) return;
      clearInterval(timer);
      end.current();
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [restart, news]);

  return { left, restart };
}
