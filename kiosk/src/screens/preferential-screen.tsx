import type { Dispatch } from 'react';
import { useTranslation } from 'react-i18next';

import type { Draft, FlowEvent } from '../flow/screens';
import { useKeys } from '../keypad/use-keys';
import { Actions } from '../parts/actions';
import { Button } from '../parts/button';
import { Heading } from '../parts/heading';
import { Icon } from '../parts/icons';
import { QueueChip } from '../parts/queue-chip';
import { Screen } from '../parts/screen';
import { Steps } from '../parts/steps';
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
    <Screen
      name="preferential"
      className={styles.screen}
      summary={
        <>
          <Steps step={3}>
            <QueueChip queue={draft.queue} />
          </Steps>
          <div className={styles.words}>
            <Heading describedBy="preferential-about">{t('preferential.heading')}</Heading>
            <p id="preferential-about" className="lead">
              {t('preferential.about')}
            </p>
          </div>
        </>
      }
      controls={
        <>
          <div className={styles.middle}>
            <Choices chosen={draft.preferential} onChoose={(on) => dispatch({ type: 'preferential', on })} />
            <p className={styles.off}>{t('preferential.telegramOff')}</p>
          </div>
          <div className={styles.action}>
            <Actions onBack={back}>
              <Button look="primary" onPress={next}>
                {t('preferential.submit')}
              </Button>
            </Actions>
          </div>
        </>
      }
    />
  );
}

function Choices({ chosen, onChoose }: { chosen: boolean; onChoose: (preferential: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <div role="radiogroup" aria-label={t('preferential.heading')} className={styles.choices}>
      {CHOICES.map(({ name, preferential, icon }) => (
        <label key={name} className={styles.choice}>
          <input
            type="radio"
            name="preferential"
            className="sr-only"
            checked={chosen === preferential}
            onChange={() => onChoose(preferential)}
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
  );
}
