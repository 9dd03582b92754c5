import { useTranslation } from 'react-i18next';

import { Icon, type IconName } from '../parts/icons';
import { useVoice } from '../voice/use-voice';
import { changeComfort, useComfort, type Comfort } from './comfort';
import styles from './comfort-bar.module.css';
import { useTallScreen } from './use-tall-screen';

const ICONS: Record<keyof Comfort, IconName> = {
  large: 'letters',
  contrast: 'contrast',
  low: 'reach',
  voice: 'speaker',
};

/** At the foot of every screen, where everybody reaches it. What this screen cannot do is not offered. */
export function ComfortBar() {
  const { t } = useTranslation();
  const comfort = useComfort();
  const tall = useTallScreen();
  const { speak } = useVoice();
  const possible: Record<keyof Comfort, boolean> = { large: true, contrast: true, low: tall, voice: speak !== null };
  const offered = (Object.keys(ICONS) as (keyof Comfort)[]).filter((name) => possible[name] || comfort[name]);
  return (
    <aside aria-label={t('comfort.label')} className={styles.bar}>
      {offered.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={comfort[name]}
          onClick={() => changeComfort({ [name]: !comfort[name] })}
        >
          <Icon name={ICONS[name]} />
          <span>{t(`comfort.${name}`)}</span>
        </button>
      ))}
    </aside>
  );
}
