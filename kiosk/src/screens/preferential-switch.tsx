import { useTranslation } from 'react-i18next';

import { Icon } from '../parts/icons';
import styles from './preferential-switch.module.css';

/** R5: who cannot stand long says so here. A whole card to touch, and a plain Sí or No. */
export function PreferentialSwitch({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-labelledby="preferential-label"
      aria-describedby="preferential-about"
      className={styles.card}
      onClick={() => onChange(!on)}
    >
      <span className={styles.mark}>
        <Icon name="heart" />
      </span>
      <span className={styles.words}>
        <span id="preferential-label" className={styles.label}>
          {t('phone.preferential.label')}
        </span>
        <span id="preferential-about" className={styles.about}>
          {t('phone.preferential.about')}
        </span>
      </span>
      <span className={styles.switch} aria-hidden="true">
        <span className={styles.knob}>{t(on ? 'phone.preferential.on' : 'phone.preferential.off')}</span>
      </span>
    </button>
  );
}
