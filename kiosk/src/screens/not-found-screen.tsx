import { useTranslation } from 'react-i18next';

import type { Ended } from '../flow/screens';
import { useKeys } from '../keypad/use-keys';
import { Button } from '../parts/button';
import { Ending } from '../parts/ending';
import { Message } from '../parts/message';
import { Screen } from '../parts/screen';

const SECONDS = 30;

interface NotFoundScreenProps {
  last: Ended | null;
  onAgain: () => void;
  onEnd: () => void;
}

/** No number waits for them: none of today, or one that has ended. */
export function NotFoundScreen({ last, onAgain, onEnd }: NotFoundScreenProps) {
  const { t } = useTranslation();
  useKeys({ value: null, onType: () => undefined, onEnter: onEnd, onEscape: onEnd });
  return (
    <Screen
      name="notFound"
      summary={
        last ? (
          <Message
            icon="ticket"
            heading={t(`find.ended.${last.status}.heading`, { numero: last.numero })}
            hint={t(`find.ended.${last.status}.hint`)}
          />
        ) : (
          <Message icon="search" heading={t('find.nothing.heading')} hint={t('find.nothing.hint')} />
        )
      }
      controls={
        <Ending seconds={SECONDS} label={t('find.take')} onEnd={onEnd}>
          <Button look="secondary" onPress={onAgain}>
            {t('find.again')}
          </Button>
        </Ending>
      }
    />
  );
}
