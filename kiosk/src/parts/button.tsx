import type { ReactNode } from 'react';

import styles from './button.module.css';
import { Icon, type IconName } from './icons';

export function Button(props: {
  look: 'primary' | 'secondary' | 'back' | 'quiet';
  onPress: () => void;
  icon?: IconName | undefined;
  disabled?: boolean;
  children: ReactNode;
}) {
  const { look, onPress, icon, disabled, children } = props;
  return (
    <button type="button" className={`${styles.button} ${styles[look]}`} onClick={onPress} disabled={disabled}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}
