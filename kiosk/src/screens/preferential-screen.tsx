import type { Dispatch } from 'react';
import { useTranslation } from 'react-i18next';

import type { Draft, FlowEvent } from '../flow/flow';
import { useKeys } from '../keypad/use-keys';
import { Button } from '../parts/button';
import { Heading } from '../parts/heading';
import { Icon } from '../parts/icons';
import { QueueChip } from '../parts/queue-chip';
import { Screen } from '../parts/screen';
import { Steps } from '../parts/steps';
import entry from './entry.module.css';
import styles from './preferential-screen.module.css';

const CHOICES = [
  { name: 'yes', preferential: true, icon: 'heart' },
  { name: 'no', preferential: false, icon: 'person' },
] as const;

/** R5, alone on its screen where no phone is asked for: two answers too large to miss, the usual one chosen. */
export function PreferentialScreen({ draft, dispatch }: { draft: Draft; dispatch: Dispatch<FlowEvent> }) {
  const { t } = useTranslation();
  const next = () => dispatch({ type: 'next' });
  const back = () => dispatch({ type: 'back' });
  useKeys({ value: null, onType: () => undefined, onEnter: next, onEscape: back });

  return (
    <Screen name="preferential" layout="steps">
      <Steps step={3} onBack={back} />
      <div className={styles.middle}>
        <div className={styles.words}>
          <QueueChip queue={draft.queue} />
          <Heading describedBy="preferential-about">{t('preferential.heading')}</Heading>
          <p id="preferential-about" className="lead">
            {t('preferential.about')}
          </p>
        </div>
        <div role="radiogroup" aria-label={t('preferential.heading')} className={styles.choices}>
          {CHOICES.map(({ name, preferential, icon }) => (
            <label key={name} className={styles.choice}>
              <input
                type="radio"
                name="preferential"
                className="sr-only"
                checked={draft.preferential === preferential}
                onChange={() => dispatch({ type: 'preferential', on: preferential })}
              />
              <span className={styles.mark} aria-hidden="true">
                <Icon name={icon} />
              </span>
              <span className={styles.answer}>
                <strong>{t(`preferential.${name}.label`)}</strong> {t(`preferential.${name}.about`)}
              </span>
              <span className={styles.check} aria-hidden="true">
                <Icon name="check" />
              </span>
            </label>
          ))}
        </div>
        <p className={styles.off}>{t('preferential.telegramOff')}</p>
      </div>
      <div className={`${entry.actions} ${styles.action}`}>
        <Button look="primary" onPress={next}>
          {t('preferential.submit')}
        </Button>
      </div>
    </Screen>
  );
}
