import type { Bell, BellState } from '../call/bell';
import { useText } from '../i18n/text';
import { Icon } from './icons';
import styles from './sound-switch.module.css';

/** One large switch. Only `on` looks on: where the browser holds the sound back it says so, and what helps. */
export function SoundSwitch({ bell, state }: { bell: Bell; state: BellState }) {
  const { t } = useText();
  if (state === 'none') return null;
  const on = state === 'on';
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-labelledby="sound-label"
      aria-describedby="sound-state"
      data-sound={state}
      className={`${styles.switch} ${styles[state]}`}
      onClick={on ? bell.switchOff : bell.switchOn}
    >
      <span className={styles.words}>
        <span id="sound-label" className={styles.label}>
          {t('sound.label')}
        </span>{' '}
        <span id="sound-state" className={styles.state}>
          {t(`sound.${state}`)}
        </span>
      </span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.knob}>
          <Icon name={on ? 'soundOn' : 'soundOff'} />
        </span>
      </span>
    </button>
  );
}
