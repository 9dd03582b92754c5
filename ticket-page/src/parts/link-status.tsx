import { useText } from '../i18n/text';
import type { Certainty } from '../know/use-freshness';
import { agePhrase } from '../phrases';
import { Icon } from './icons';
import styles from './link-status.module.css';

interface LinkStatusProps extends Certainty {
  /** Words are missing that the customer must not miss: where else to look. */
  advice: boolean;
}

/** Whether what stands here is true now; and if nobody knows, how old it is. */
export function LinkStatus({ freshness, seconds, advice }: LinkStatusProps) {
  const { t } = useText();
  const age = agePhrase(seconds);
  const lost = freshness === 'lost' || freshness === 'slow';
  return (
    <aside aria-label={t('link.label')} data-link={freshness} className={lost ? styles.lost : styles.fine}>
      <p className={styles.line}>
        {lost ? <Icon name="offline" /> : <span className={styles.dot} aria-hidden="true" />}
        <span>
          <span role="status">
            {t(`link.${freshness}`)}
            {lost && advice && <span className="sr-only"> {t('link.advice')}</span>}
          </span>{' '}
          {/* It counts on, and stays outside of what is read out. */}
          {lost && <span className={styles.age}>{t('link.age', { age: t(age.key, age.values) })}</span>}
        </span>
      </p>
      {lost && advice && (
        <p className={styles.advice} aria-hidden="true">
          {t('link.advice')}
        </p>
      )}
    </aside>
  );
}
