import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { ListLoading, ListNoAnswer, Staleness } from '../common/list-parts';
import type { Polled } from '../common/use-polled';

interface Props<T> {
  polled: Polled<T>;
  children: (answer: T) => ReactNode;
}

/** What was heard, or that it is on its way, or that nobody answers. Old figures say how old they are. */
export function Heard<T>({ polled, children }: Props<T>) {
  if (polled.answer === null) return <NotHeard polled={polled} />;
  return (
    <>
      <Staleness {...polled} />
      {children(polled.answer)}
    </>
  );
}

/** What has no answer yet: it is on its way, or nobody answers. */
export function NotHeard({ polled: { failed, refresh } }: { polled: Polled<unknown> }) {
  const { t } = useTranslation();
  return failed ? (
    <ListNoAnswer title={t('config.failed')} onRetry={() => void refresh()} />
  ) : (
    <ListLoading text={t('config.loading')} />
  );
}

/** Asked for by its address, and not there. */
export function NotThere({ back }: { back: string }) {
  const { t } = useTranslation();
  return (
    <div className="list-card list-note">
      <p>
        <strong>{t('config.notThere')}</strong>
      </p>
      <a className="btn btn-plain" href={back}>
        {t('config.backToList')}
      </a>
    </div>
  );
}

export function BackToList({ to }: { to: string }) {
  const { t } = useTranslation();
  return (
    <a className="config-back" href={to}>
      <span aria-hidden="true">←</span> {t('config.backToList')}
    </a>
  );
}
