import type { Dispatch } from 'react';
import { useTranslation } from 'react-i18next';

import type { Flow, FlowEvent } from '../flow/screens';
import { formatPhone, phonePrefix } from '../format/phone';
import { useLanguage } from '../i18n/use-language';
import { Field } from '../keypad/field';
import { Keypad } from '../keypad/keypad';
import { useKeys } from '../keypad/use-keys';
import { Actions } from '../parts/actions';
import { Button } from '../parts/button';
import { QueueChip } from '../parts/queue-chip';
import { Steps } from '../parts/steps';
import { EntryScreen } from './entry-screen';
import { PreferentialSwitch } from './preferential-switch';

type Asked = Extract<Flow, { screen: 'phone' }>;

/** The third step with Telegram: a phone if they like, and R5's question beside it. */
export function PhoneScreen({ flow, dispatch }: { flow: Asked; dispatch: Dispatch<FlowEvent> }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { draft, problem } = flow;
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
    <EntryScreen
      name="phone"
      top={
        <Steps step={3}>
          <QueueChip queue={draft.queue} />
        </Steps>
      }
      heading={t('phone.heading')}
      hint={t('phone.hint')}
      field={
        <Field
          label={t('phone.label')}
          example={t(`phone.example.${phoneFormat}`)}
          prefix={phonePrefix(phoneFormat)}
          value={formatPhone(phoneFormat, draft.phone)}
          onType={onType}
          problem={said()}
        />
      }
      keypad={<Keypad layout="digits" value={draft.phone} onType={onType} />}
      more={<PreferentialSwitch on={draft.preferential} onChange={(on) => dispatch({ type: 'preferential', on })} />}
      actions={
        <Actions onBack={back}>
          {/* Equal in size; the one that fits what is typed stands out. */}
          <Button look={empty ? 'primary' : 'secondary'} onPress={skip}>
            {t('phone.without')}
          </Button>
          <Button look={empty ? 'secondary' : 'primary'} onPress={next}>
            {t('phone.with')}
          </Button>
        </Actions>
      }
    />
  );
}
