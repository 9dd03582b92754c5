import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Waiting } from '../flow/screens';
import { useKeys } from '../keypad/use-keys';
import { Actions } from '../parts/actions';
import { Message } from '../parts/message';
import { Screen } from '../parts/screen';

/** A request that takes longer is worth a word. */
const SLOW_MS = 3_000;

interface WaitingScreenProps {
  asked: Waiting;
  /** None when what was asked may have happened already. */
  onCancel: (() => void) | null;
}

/** The server was asked. Without an answer it is asked again, and nobody types anything twice. */
export function WaitingScreen({ asked, onCancel }: WaitingScreenProps) {
  const { t } = useTranslation();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  useKeys({ value: null, onType: () => undefined, onEnter: () => undefined, onEscape: () => onCancel?.() });

  const offline = asked.failures > 0;
  const hint = offline ? 'waiting.offlineHint' : slow ? 'waiting.slow' : 'waiting.hint';
  return (
    <Screen
      name={asked.screen}
      summary={
        <Message
          key={String(offline)}
          icon={offline ? 'offline' : 'busy'}
          heading={t(offline ? 'link.offline' : `waiting.${asked.screen}`)}
          hint={t(hint)}
          urgent={offline}
        />
      }
      controls={onCancel && <Actions onBack={onCancel} label={t('common.cancel')} />}
    />
  );
}
