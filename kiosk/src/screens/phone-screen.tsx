import type { Dispatch } from 'react';
import { useTranslation } from 'react-i18next';

import type { Draft, FlowEvent, Problem } from '../flow/flow';
import { formatPhone, phonePrefix, type PhoneProblem } from '../format/phone';
import { useLanguage } from '../i18n/use-language';
import { Field } from '../keypad/field';
import { Keypad } from '../keypad/keypad';
import { useKeys } from '../keypad/use-keys';
import { Button } from '../parts/button';
import { Heading } from '../parts/heading';
import { QueueChip } from '../parts/queue-chip';
import { Screen } from '../parts/screen';
import { Steps } from '../parts/steps';
import styles from './entry.module.css';
import { PreferentialSwitch } from './preferential-switch';

interface PhoneScreenProps {
  draft: Draft;
  problem: Problem<PhoneProblem> | null;
  dispatch: Dispatch<FlowEvent>;
}

export function PhoneScreen({ draft, problem, dispatch }: PhoneScreenProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { phoneFormat } = draft.rules;
  const empty = draft.phone === '';
  const onType = (value: string) => dispatch({ type: 'phone', typed: value });
  const next = () => dispatch({ type: 'next' });
  const skip = () => dispatch({ type: 'skipPhone' });
  const back = () => dispatch({ type: 'back' });
  useKeys({ value: draft.phone, onType, onEnter: empty ? skip : next, onEscape: back });

  function said(): string | null {
    if (!problem) return null;
    if ('code' in problem)
      return t(problem.code === 'empty' ? 'phone.problem.empty' : `phone.problem.format.${phoneFormat}`);
    return language === 'es' ? problem.said : t('phone.problem.rejected');
  }

  return (
    <Screen name="phone" layout="steps">
      <Steps step={3} onBack={back} />
      <div className={styles.entry}>
        <div className={styles.ask}>
          <QueueChip queue={draft.queue} />
          <Heading>{t('phone.heading')}</Heading>
          <p className="lead">{t('phone.hint')}</p>
          <Field
            label={t('phone.label')}
            example={t(`phone.example.${phoneFormat}`)}
            prefix={phonePrefix(phoneFormat)}
            value={formatPhone(phoneFormat, draft.phone)}
            onType={onType}
            problem={said()}
          />
        </div>
        <Keypad layout="digits" value={draft.phone} onType={onType} />
        <PreferentialSwitch on={draft.preferential} onChange={(on) => dispatch({ type: 'preferential', on })} />
      </div>
      <div className={styles.actions}>
        {/* Equal in size; the one that fits what is typed stands out. */}
        <Button look={empty ? 'primary' : 'secondary'} onPress={skip}>
          {t('phone.without')}
        </Button>
        <Button look={empty ? 'secondary' : 'primary'} onPress={next}>
          {t('phone.with')}
        </Button>
      </div>
    </Screen>
  );
}
