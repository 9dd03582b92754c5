import type { ReactNode } from 'react';

import { Icon, type IconName } from './icons';
import styles from './message.module.css';

interface MessageProps {
  /** `busy` is the turning ring. */
  icon: IconName | 'busy';
  tone?: 'good' | 'plain';
  heading: string;
  hint?: string;
  children?: ReactNode;
}

/** One calm sentence, and what to do next if anything is to be done. */
export function Message({ icon, tone = 'plain', heading, hint, children }: MessageProps) {
  return (
    <div className={styles.message}>
      <span className={`${styles.mark} ${styles[tone]}`} aria-hidden="true">
        {icon === 'busy' ? <span className={styles.ring} /> : <Icon name={icon} />}
      </span>
      <h1 tabIndex={-1}>{heading}</h1>
      {children}
      {hint && <p className={styles.hint}>{hint}</p>}
    </div>
  );
}
