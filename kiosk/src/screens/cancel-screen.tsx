import type { Dispatch } from 'react';
import { useTranslation } from 'react-i18next';

import type { FlowEvent } from '../flow/screens';
import { useKeys } from '../keypad/use-keys';
import { Actions } from '../parts/actions';
import { Button } from '../parts/button';
import { Ending } from '../parts/ending';
import { Message } from '../parts/message';
import { Screen } from '../parts/screen';

const SECONDS = 15;

/** Asked once. Keeping the number is what Enter, Escape and going away do. */
export function AskCancelScreen({ numero, dispatch }: { numero: string; dispatch: Dispatch<FlowEvent> }) {
  const { t } = useTranslation();
  const keep = () => dispatch({ type: 'back' });
  useKeys({ value: null, onType: () => undefined, onEnter: keep, onEscape: keep });
  return (
    <Screen
      name="askCancel"
      summary={<Message icon="cancel" heading={t('cancel.heading', { numero })} hint={t('cancel.hint')} />}
      controls={
        <Actions onBack={() => dispatch({ type: 'next' })} label={t('cancel.yes')}>
          <Button look="primary" onPress={keep}>
            {t('cancel.no')}
          </Button>
        </Actions>
      }
    />
  );
}

export function CancelledScreen({ numero, onEnd }: { numero: string; onEnd: () => void }) {
  const { t } = useTranslation();
  useKeys({ value: null, onType: () => undefined, onEnter: onEnd, onEscape: onEnd });
  return (
    <Screen
      name="cancelled"
      summary={<Message icon="check" heading={t('cancel.done', { numero })} hint={t('cancel.doneHint')} />}
      controls={<Ending seconds={SECONDS} label={t('common.done')} onEnd={onEnd} />}
    />
  );
}
