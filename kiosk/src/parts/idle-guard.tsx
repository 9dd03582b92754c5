import { useEffect, useRef, type CSSProperties, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from './button';
import styles from './idle-guard.module.css';
import { useCountdown } from './use-countdown';
import { useSignOfLife } from './use-sign-of-life';

const WARN_SECONDS = 10;
/** Keys that move around or press the dialog's own buttons; any other key means that somebody is there. */
const DIALOG_KEYS = new Set(['Tab', 'Shift', 'Enter', ' ']);

/** The time that is left runs out along the lower edge. Nobody there: asks for ten seconds, then clears what the customer left behind. Any touch means yes. */
export function IdleGuard({ seconds, onEnd }: { seconds: number; onEnd: () => void }) {
  const { left, restart } = useCountdown(seconds, onEnd);
  const asking = left <= WARN_SECONDS;

  // Asked, the dialog hears by itself, so that its second button can be pressed.
  useSignOfLife(asking ? null : restart);

  return (
    <>
      <div className={styles.track} aria-hidden="true">
        <span style={{ '--left': left / seconds } as CSSProperties} />
      </div>
      {asking && <StillThere left={left} onStay={restart} onLeave={onEnd} />}
    </>
  );
}

function StillThere({ left, onStay, onLeave }: { left: number; onStay: () => void; onLeave: () => void }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!DIALOG_KEYS.has(event.key)) onStay();
  };

  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      role="alertdialog"
      aria-labelledby="idle-heading"
      aria-describedby="idle-hint"
      onCancel={onStay}
      onKeyDown={onKeyDown}
      onClick={(event) => event.target === dialog.current && onStay()}
    >
      <div className={styles.body}>
        <h2 id="idle-heading">{t('idle.heading')}</h2>
        <p className={styles.count} aria-hidden="true">
          <strong>{left}</strong> {t('idle.seconds')}
        </p>
        <p id="idle-hint">{t('idle.hint')}</p>
        <Button look="primary" onPress={onStay}>
          {t('common.moreTime')}
        </Button>
        <Button look="secondary" onPress={onLeave}>
          {t('common.restart')}
        </Button>
      </div>
    </dialog>
  );
}
