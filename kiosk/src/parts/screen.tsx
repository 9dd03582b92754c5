import { useEffect, useState, type ReactNode } from 'react';

import styles from './screen.module.css';

import type { Flow } from '../flow/flow';

export type ScreenName = Flow['screen'] | 'closed' | 'pairing';

/** A second tap on what was there before must not press what has just appeared. */
const SETTLE_MS = 450;

export function Screen({
  name,
  layout,
  children,
}: {
  name: ScreenName;
  layout: 'steps' | 'centre';
  children: ReactNode;
}) {
  const [settling, setSettling] = useState(true);
  useEffect(() => {
    window.scrollTo(0, 0);
    const timer = setTimeout(() => setSettling(false), SETTLE_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <main
      data-screen={name}
      className={[styles.screen, styles[layout], settling && styles.settling].filter(Boolean).join(' ')}
    >
      {children}
    </main>
  );
}
