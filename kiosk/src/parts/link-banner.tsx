import type { LinkState } from '@ticketero/contract';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from './icons';
import styles from './link-banner.module.css';

/** A hiccup that is over at once is nobody's business. */
const PATIENCE_MS = 1_500;

/** Says that the kiosk has lost the server, and how old is what it shows. */
export function LinkBanner({ link, silentMs }: { link: LinkState; silentMs: number }) {
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

  const shown = !live && (late || link === 'stale');
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
      {shown && seconds >= 5 && (
        <p className={styles.age}>
          {seconds < 120
            ? t('link.seconds', { count: seconds })
            : t('link.minutes', { count: Math.floor(seconds / 60) })}
        </p>
      )}
    </aside>
  );
}
