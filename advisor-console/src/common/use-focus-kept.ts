import { useEffect, useRef, type RefObject } from 'react';

interface FocusKept<E> {
  /** What is gone on from. */
  heading: RefObject<E | null>;
  pressed: () => void;
}

/** A button goes with what it was for: who pressed it by keyboard goes on from the head of what it stood in. */
export function useFocusKept<E extends HTMLElement>(there: boolean): FocusKept<E> {
  const heading = useRef<E>(null);
  const wanted = useRef(false);
  useEffect(() => {
    if (there || !wanted.current) return;
    wanted.current = false;
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [there]);
  return {
    heading,
    pressed: () => {
      wanted.current = true;
    },
  };
}
