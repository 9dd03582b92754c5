import { useLook } from '@ticketero/ui';

import { useText } from '../i18n/text';
import { Icon, type IconName } from './icons';
import styles from './look-switch.module.css';

const PANEL = 'look';

/** Opens the choices of LookChoices. */
export function LookButton({ open, onPress }: { open: boolean; onPress: () => void }) {
  const { t } = useText();
  return (
    <button
      type="button"
      className={styles.open}
      aria-label={t('look.open')}
      aria-expanded={open}
      aria-controls={open ? PANEL : undefined}
      onClick={onPress}
    >
      <Icon name="look" />
    </button>
  );
}

/** Larger text and more contrast, remembered by this browser. */
export function LookChoices() {
  const { t } = useText();
  const [{ theme, text }, apply] = useLook();
  const large = text === 'large';
  const contrast = theme === 'contrast';
  const change = (look: Parameters<typeof apply>[0]) => apply(look, { remember: true });
  return (
    <div id={PANEL} role="group" aria-label={t('look.open')} className={styles.panel}>
      <Choice icon="look" on={large} onPress={() => change({ text: large ? 'normal' : 'large' })}>
        {t('look.large')}
      </Choice>
      <Choice icon="contrast" on={contrast} onPress={() => change({ theme: contrast ? 'light' : 'contrast' })}>
        {t('look.contrast')}
      </Choice>
    </div>
  );
}

interface ChoiceProps {
  icon: IconName;
  on: boolean;
  onPress: () => void;
  children: string;
}

function Choice({ icon, on, onPress, children }: ChoiceProps) {
  return (
    <button type="button" className={styles.choice} aria-pressed={on} onClick={onPress}>
      <Icon name={on ? 'check' : icon} /> {children}
    </button>
  );
}
