import { useLayoutEffect, type RefObject } from 'react';

/** The height of a capital or a digit, in the letter size of the family's font. */
const CAPITAL = 0.727;
/** How much of its place the text may fill. */
const FILL = { width: 0.92, height: 0.86 };

/** Gives `text` the largest letters with which it fits into its parent; again when the place or the font changes. */
export function useFitted(text: RefObject<HTMLElement | null>, content: string): void {
  useLayoutEffect(() => {
    const element = text.current;
    const place = element?.parentElement;
    if (!element || !place) return;
    const fit = () => {
      // As it stands: other letters to measure with would lay the place out anew, and its size would be a passing one.
      const perPx = element.offsetWidth / Number.parseFloat(getComputedStyle(element).fontSize);
      if (!(perPx > 0) || place.clientHeight === 0) return;
      const byWidth = (place.clientWidth * FILL.width) / perPx;
      const byHeight = (place.clientHeight * FILL.height) / CAPITAL;
      element.style.fontSize = `${Math.floor(Math.min(byWidth, byHeight))}px`;
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(place);
    void document.fonts.ready.then(fit);
    return () => observer.disconnect();
  }, [text, content]);
}
