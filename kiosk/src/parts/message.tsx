import type { ReactNode } from 'react';

import { Heading } from './heading';
import { Icon, type IconName } from './icons';
import styles from './message.module.css';

/** `busy` is the turning ring. */
export type MessageIcon = IconName | 'busy';

export function Message(props: {
  icon: MessageIcon;
  heading: string;
  hint: string | null;
  /** Read at once, whatever has the focus. */
  urgent?: boolean;
  children?: ReactNode;
}) {
  const { icon, heading, hint } = props;
  return (
    <div className={styles.message}>
      <span className={styles.mark} aria-hidden="true">
        {icon === 'busy' ? <span className={styles.ring} /> : <Icon name={icon} />}
      </span>
      <div role={props.urgent ? 'alert' : undefined} className={styles.words}>
        <Heading>{heading}</Heading>
        {hint && <p className="lead">{hint}</p>}
      </div>
      {props.children}
    </div>
  );
}
