import { useCallback, useEffect, useState } from 'react';

/** The key that opens it, on a keyboard or a remote control. */
const KEY = 's';
/** Staff who walk away leave no panel on the screen. */
const CLOSES_AFTER_MS = 60_000;

export interface PanelState {
  open: boolean;
  show: () => void;
  close: () => void;
}

export function useSoundPanel(): PanelState {
  const [open, setOpen] = useState(false);
  const show = useCallback(() => setOpen(true), []);
  const close = useCallback(() => setOpen(false), []);

  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.toLowerCase() === KEY) setOpen((before) => !before);
      if (event.key === 'Escape') setOpen(false);
    };
    addEventListener('keydown', typed);
    return () => removeEventListener('keydown', typed);
  }, []);

  useEffect(() => {
    if (!open) return;
    let timer = setTimeout(close, CLOSES_AFTER_MS);
    const used = () => {
      clearTimeout(timer);
      timer = setTimeout(close, CLOSES_AFTER_MS);
    };
    addEventListener('pointerdown', used);
    addEventListener('keydown', used);
    return () => {
      clearTimeout(timer);
      removeEventListener('pointerdown', used);
      removeEventListener('keydown', used);
    };
  }, [open, close]);

  return { open, show, close };
}
