import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from './button';
import styles from './ending.module.css';
import { useCountdown } from './use-countdown';
import { useSignOfLife } from './use-sign-of-life';

interface EndingProps {
  seconds: number;
  label: string;
  onEnd: () => void;
  /** What there is to read; when it becomes another thing the time begins again, and the focus stays where it is. */
  news?: string;
  /** Other things to do before leaving. */
  children?: ReactNode;
}

/** The foot of a last screen: it leaves by itself, and says when; who reads slowly holds it with any touch. */
export function Ending(props: EndingProps) {
  const { t } = useTranslation();
  const { left, restart } = useCountdown(props.seconds, props.onEnd, props.news);
  useSignOfLife(restart);
  return (
    <footer className={styles.ending}>
      <div className={styles.buttons}>
        {props.children}
        <Button look="primary" onPress={props.onEnd}>
          {props.label}
        </Button>
      </div>
      <div className={styles.track} aria-hidden="true">
        <span style={{ '--left': left / props.seconds } as CSSProperties} />
      </div>
      <div className={styles.time}>
        <p className={styles.left} role="timer">
          {t('common.endsIn', { seconds: left })}
        </p>
        <Button look="quiet" onPress={restart}>
          {t('common.moreTime')}
        </Button>
      </div>
    </footer>
  );
}
