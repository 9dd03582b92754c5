import { HEARTBEAT_MS, type LinkState } from '@ticketero/contract';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from './icons';
import styles from './link-banner.module.css';

/** A hiccup that is over at once is nobody's business. */
const PATIENCE_MS = 1_500;
/** A cable that was cut says nothing: a beat of the server that did not come does. */
const MISSED_BEAT_MS = HEARTBEAT_MS + 2_000;

/** Says that the kiosk has lost the server, and how old is what it shows; or, to who is typing, that nothing is lost. */
export function LinkBanner({ link, silentMs, typing }: { link: LinkState; silentMs: number; typing: boolean }) {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  const live = link === 'live';

  useEffect(() => {
    if (live) return;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [live]);

  const shown = (!live && late) || link === 'stale' || silentMs > MISSED_BEAT_MS;
  const seconds = Math.round(silentMs / 1_000);
  return (
    <aside className={shown ? styles.banner : undefined} aria-label={t('link.label')}>
      <p role="status" className={styles.text}>
        {shown && (
          <>
            <Icon name="offline" /> {t('link.offline')}
          </>
        )}
      </p>
      {shown && typing && <p>{t('link.typing')}</p>}
      {shown && !typing && seconds >= 5 && (
        <p className={styles.age}>
          {seconds < 120
            ? t('link.seconds', { count: seconds })
            : t('link.minutes', { count: Math.floor(seconds / 60) })}
        </p>
      )}
    </aside>
  );
}
