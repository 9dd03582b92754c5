import { useTranslation } from 'react-i18next';

import { useKeys } from '../keypad/use-keys';
import { Button } from '../parts/button';
import { Message } from '../parts/message';
import { Screen } from '../parts/screen';

export function SendingScreen({ offline, onCancel }: { offline: boolean; onCancel: () => void }) {
  const { t } = useTranslation();
  useKeys({ value: null, onType: () => undefined, onEnter: () => undefined, onEscape: onCancel });
  return (
    <Screen name="sending" layout="centre">
      <Message
        key={String(offline)}
        icon={offline ? 'offline' : 'busy'}
        heading={t(offline ? 'sending.offline' : 'sending.heading')}
        hint={t(offline ? 'sending.offlineHint' : 'sending.hint')}
        urgent={offline}
      >
        <Button look="secondary" onPress={onCancel}>
          {t('common.cancel')}
        </Button>
      </Message>
    </Screen>
  );
}
