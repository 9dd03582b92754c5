import { useEffect, useRef } from 'react';

import type { ActionKey } from './actions';
import { actionKey } from './keys';

export interface KeyBinding {
  key: ActionKey;
  press: () => void;
}

/**
 * The browser's own meaning of these keys (help, search …) never comes up here, not even when a key does nothing now.
 * Only Ctrl+Z stays what it is in a text, and where there is nothing to undo.
 */
export function useKeys(bindings: KeyBinding[]): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });

  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const key = actionKey(event);
      if (!key) return;
      // A dialog is answered first: it must not be left standing over another customer.
      const binding = isAsked() ? undefined : latest.current.find((candidate) => candidate.key === key);
      if (key === 'Control+Z' && (!binding || isText(event.target))) return;
      event.preventDefault();
      if (!event.repeat) binding?.press();
    };
    window.addEventListener('keydown', down);
    return () => {
      window.removeEventListener('keydown', down);
    };
  }, []);
}

const isAsked = (): boolean => document.querySelector('dialog[open]') !== null;

const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
