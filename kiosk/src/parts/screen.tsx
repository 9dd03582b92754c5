import { useEffect, useState, type ReactNode } from 'react';

import type { Flow } from '../flow/screens';
import styles from './screen.module.css';

export type ScreenName = Flow['screen'] | 'closed' | 'pairing';

/** A second tap on what was there before must not press what has just appeared. */
const SETTLE_MS = 450;

interface ScreenProps {
  name: ScreenName;
  /** How the parts lie on a screen of this kind. */
  className?: string | undefined;
  /** What is read. */
  summary: ReactNode;
  /** What is touched, but for the field, which the keypad types into: in the lower half for who asked for it. */
  controls: ReactNode;
}

export function Screen({ name, className, summary, controls }: ScreenProps) {
  const [settling, setSettling] = useState(true);
  useEffect(() => {
    window.scrollTo(0, 0);
    const timer = setTimeout(() => setSettling(false), SETTLE_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <main
      data-screen={name}
      className={[styles.screen, className, settling && styles.settling].filter(Boolean).join(' ')}
    >
      <div className={styles.summary}>{summary}</div>
      <div className={styles.controls}>{controls}</div>
    </main>
  );
}
