import { QrCode } from '@ticketero/ui';
import { useTranslation } from 'react-i18next';

import type { FollowLinks } from '../format/follow';
import styles from './follow-panel.module.css';
import { Icon } from './icons';

/** The number goes along on the phone (R9): by Telegram first, on its page for everybody else. */
export function FollowPanel({ telegram, linked, page }: FollowLinks) {
  const { t } = useTranslation();
  const both = telegram !== null && page !== null;
  return (
    <>
      {/* In the page before its words: the scan is answered by Telegram on the phone and by this on the screen. */}
      <p role="status" className={linked ? styles.linked : 'sr-only'}>
        {linked && (
          <>
            <Icon name="check" /> {t('follow.linked')}
          </>
        )}
      </p>
      {(telegram !== null || page !== null) && (
        <div className={`${styles.panel} ${both ? styles.both : ''}`}>
          {telegram !== null && <Way name="telegram" value={telegram} />}
          {page !== null && <Way name="page" value={page} />}
        </div>
      )}
    </>
  );
}

function Way({ name, value }: { name: 'telegram' | 'page'; value: string }) {
  const { t } = useTranslation();
  return (
    <section className={styles.way} aria-labelledby={`follow-${name}`}>
      <h2 id={`follow-${name}`}>{t(`follow.${name}.heading`)}</h2>
      <QrCode className={styles.code} value={value} label={t(`follow.${name}.code`)} />
      <p className={styles.hint}>{t(`follow.${name}.hint`)}</p>
    </section>
  );
}
