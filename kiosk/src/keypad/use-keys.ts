import { useEffect, useRef } from 'react';

interface Keys {
  /** The field, bare; null where there is nothing to type. */
  value: string | null;
  onType: (value: string) => void;
  onEnter: () => void;
  onEscape: () => void;
}

/** A physical keyboard works alone, wherever the focus is: characters type, Enter goes on, Escape goes back. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const { target, key } = event;
      const { value, onType, onEnter, onEscape } = latest.current;
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      // A key that is held down came from the screen before: it must not run through the next one.
      if (event.repeat && (key === 'Enter' || key === 'Escape')) return;
      if (!(target instanceof Element) || target.closest('dialog')) return;
      if (key === 'Escape') return onEscape();
      // A focused button is pressed by Enter, and a focused field types, as everywhere.
      if (key === 'Enter' && !target.closest('button, a')) {
        event.preventDefault();
        return onEnter();
      }
      if (value === null || target instanceof HTMLInputElement) return;
      if (key === 'Backspace') onType(value.slice(0, -1));
      else if (/^[0-9a-z]$/i.test(key)) onType(value + key);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
