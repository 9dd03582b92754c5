import { useEffect, useRef, type ReactNode } from 'react';

import { Header } from './header';
import styles from './frame.module.css';

/** Somebody has touched this page: from then on the focus is worth moving. At rest a focus ring looks like a fault. */
let touched = false;
for (const sign of ['pointerdown', 'keydown']) {
  addEventListener(sign, () => (touched = true), { capture: true, once: true });
}

/** A view was drawn before: only the first one is where the reader begins by themselves. */
let begun = false;

interface FrameProps {
  /** Names the view. */
  screen: string;
  branchName: string | null;
  /** Under the header: how true the page is. */
  status?: ReactNode;
  tone?: 'call';
  children: ReactNode;
}

/** What all views share: the header, and that a new view is begun at its top, also by who reads with the ears. */
export function Frame({ screen, branchName, status, tone, children }: FrameProps) {
  const main = useRef<HTMLElement>(null);

  useEffect(() => {
    if (begun) {
      window.scrollTo(0, 0);
      // Only a focus that went with the last view: whoever holds the language switch keeps it.
      if (touched && (document.activeElement === null || document.activeElement === document.body)) {
        main.current?.querySelector('h1')?.focus({ preventScroll: true });
      }
    }
    begun = true;
  }, [screen]);

  return (
    <div data-screen={screen} className={`${styles.frame} ${tone ? styles[tone] : ''}`}>
      <Header branchName={branchName} />
      {status}
      <main ref={main} className={styles.main}>
        {children}
      </main>
    </div>
  );
}
