import { useEffect } from 'react';

/** `afterprint`: the print dialog of a desktop browser holds the page still while somebody reads it. */
const SIGNS = ['pointerdown', 'keydown', 'afterprint'];

/** Any touch and any key, wherever on the screen: somebody is there. Null hears nothing. */
export function useSignOfLife(onSign: (() => void) | null): void {
  useEffect(() => {
    if (!onSign) return;
    for (const sign of SIGNS) window.addEventListener(sign, onSign, true);
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, onSign, true);
    };
  }, [onSign]);
}
