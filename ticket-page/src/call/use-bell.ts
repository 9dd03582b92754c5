import { useEffect, useState, useSyncExternalStore } from 'react';

import { createBell, type Bell, type BellState } from './bell';

/** The page's bell. Wanted before a reload, or held back while the phone slept, it starts with the next touch anywhere. */
export function useBell(): { bell: Bell; state: BellState } {
  const [bell] = useState(createBell);
  const state = useSyncExternalStore(bell.subscribe, bell.state);

  useEffect(() => {
    if (state !== 'blocked') return;
    const gestures = ['pointerup', 'keydown'] as const;
    const wake = ({ target }: Event) => {
      // The switch does it itself: done here, its own click would come second and switch off again.
      if (!(target instanceof Element && target.closest('[role="switch"]'))) bell.switchOn();
    };
    for (const gesture of gestures) addEventListener(gesture, wake);
    return () => {
      for (const gesture of gestures) removeEventListener(gesture, wake);
    };
  }, [bell, state]);

  return { bell, state };
}
