import { useEffect, useRef, type ReactNode } from 'react';

/** Somebody has touched this page: from then on the focus is worth moving. At rest a focus ring looks like a fault. */
let touched = false;
for (const sign of ['pointerdown', 'keydown']) {
  addEventListener(sign, () => (touched = true), { capture: true, once: true });
}

/** The one thing a screen is about. Focus goes to it with the screen, so a reader starts there and Tab goes on from it. */
export function Heading({ children, describedBy }: { children: ReactNode; describedBy?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (touched) heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <h1 ref={heading} tabIndex={-1} className="heading" aria-describedby={describedBy}>
      {children}
    </h1>
  );
}
