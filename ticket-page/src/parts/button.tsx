import type { ReactNode } from 'react';

import styles from './button.module.css';
import { Icon, type IconName } from './icons';

export type Look = 'primary' | 'secondary' | 'danger' | 'quiet';

interface ButtonProps {
  look: Look;
  onPress: () => void;
  icon?: IconName;
  /** It does nothing now, and says why by its text; it keeps the focus. */
  waiting?: boolean;
  children: ReactNode;
}

export function Button({ look, onPress, icon, waiting = false, children }: ButtonProps) {
  return (
    <button
      type="button"
      className={`${styles.button} ${styles[look]}`}
      aria-disabled={waiting}
      onClick={() => !waiting && onPress()}
    >
      <span>
        {icon && <Icon name={icon} />} {children}
      </span>
    </button>
  );
}

/** Looks like a button and leads away from this page. */
export function ButtonLink({ href, icon, children }: { href: string; icon: IconName; children: ReactNode }) {
  return (
    <a className={`${styles.button} ${styles.secondary}`} href={href} target="_blank" rel="noopener noreferrer">
      <span>
        <Icon name={icon} /> {children}
      </span>
    </a>
  );
}
