import { useEffect, useRef } from 'react';

import type { DeskAction } from './actions';
import { actionKey } from './keys';

/** The browser's own meaning of these keys (help, search …) never comes up here, not even when a key does nothing now. */
export function useKeys(actions: DeskAction[], press: (action: DeskAction) => void): void {
  const latest = useRef({ actions, press });
  useEffect(() => {
    latest.current = { actions, press };
  });

  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const key = actionKey(event);
      if (!key) return;
      event.preventDefault();
      if (event.repeat) return;
      const action = latest.current.actions.find((candidate) => candidate.key === key);
      if (action) latest.current.press(action);
    };
    window.addEventListener('keydown', down);
    return () => {
      window.removeEventListener('keydown', down);
    };
  }, []);
}
