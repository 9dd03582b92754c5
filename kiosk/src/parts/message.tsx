import type { ReactNode } from 'react';

import { Heading } from './heading';
import { Icon, type IconName } from './icons';
import styles from './message.module.css';

/** `busy` is the turning ring. */
export type MessageIcon = IconName | 'busy';

interface MessageProps {
  icon: MessageIcon;
  heading: string;
  hint: string | null;
  /** Read at once, whatever has the focus. */
  urgent?: boolean;
  /** What changes while one reads. */
  children?: ReactNode;
}

/** One calm sentence in the middle of a screen, and what can be done about it. */
export function Message({ icon, heading, hint, urgent, children }: MessageProps) {
  return (
    <div className={styles.message}>
      <span className={styles.mark} aria-hidden="true">
        {icon === 'busy' ? <span className={styles.ring} /> : <Icon name={icon} />}
      </span>
      <div role={urgent ? 'alert' : undefined} className={styles.words}>
        <Heading>{heading}</Heading>
        {hint && <p className="lead">{hint}</p>}
        {children}
      </div>
    </div>
  );
}
