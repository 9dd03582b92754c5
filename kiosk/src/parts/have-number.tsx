import { useTranslation } from 'react-i18next';

import styles from './have-number.module.css';
import { Icon } from './icons';

/** The way of who comes back: for the number they have and not for another. */
export function HaveNumber({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" className={styles.card} onClick={onPress}>
      <Icon name="ticket" className={styles.mark} />
      <span className={styles.words}>
        <strong>{t('find.open')}</strong> <span className={styles.about}>{t('find.about')}</span>
      </span>
      <Icon name="forward" className={styles.arrow} />
    </button>
  );
}
