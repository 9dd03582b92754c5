import { useTranslation } from 'react-i18next';

import type { LinkState } from '@ticketero/contract';

export interface LinkHealth {
  link: LinkState;
  silentMs: number;
}

/** From so long a silence on what is shown has an age. */
const AGE_FROM_MS = 5_000;

const TONE: Record<LinkState, 'live' | 'waiting' | 'lost'> = {
  connecting: 'waiting',
  'catching-up': 'waiting',
  incompatible: 'waiting',
  refused: 'waiting',
  live: 'live',
  stale: 'lost',
};

export function LinkChip({ link, silentMs }: LinkHealth) {
  const { t } = useTranslation();
  return (
    <span className={`link-chip link-${TONE[link]}`} data-link={link}>
      <span className="link-dot" aria-hidden="true" />
      <span role="status">{t(`link.${link}`)}</span>
      {/* Outside the live region: a number that changes each second is not for reading out. */}
      {(link === 'stale' || (link !== 'live' && silentMs >= AGE_FROM_MS)) && (
        <span>{t('link.age', { seconds: Math.floor(silentMs / 1_000) })}</span>
      )}
    </span>
  );
}

/** Nobody should take old data for the truth (LESSONS.md, 8). */
export function StaleBanner({ link, silentMs }: LinkHealth) {
  const { t } = useTranslation();
  const stale = link === 'stale';
  return (
    <div className="stale-region" role="alert">
      {stale && (
        <p className="stale-banner">
          <strong>{t('link.staleTitle')}</strong> {t('link.staleText')}{' '}
          <span aria-hidden="true">{t('link.staleAge', { seconds: Math.floor(silentMs / 1_000) })}</span>
        </p>
      )}
    </div>
  );
}
