import { useTranslation } from 'react-i18next';

import type { Notice } from '../flow/flow';
import { useKeys } from '../keypad/use-keys';
import { Button } from '../parts/button';
import { Ending } from '../parts/ending';
import { Message, type MessageIcon } from '../parts/message';
import { Screen } from '../parts/screen';
import { useCountdown } from '../parts/use-countdown';

export type NoticeKind = Notice['kind'] | 'connecting' | 'unreachable' | 'updating' | 'broken';

const SECONDS = 30;
const ICONS: Record<NoticeKind, MessageIcon> = {
  full: 'ticket',
  closed: 'clock',
  queueGone: 'ticket',
  failed: 'alert',
  busy: 'people',
  connecting: 'busy',
  unreachable: 'offline',
  updating: 'busy',
  broken: 'busy',
};

interface NoticeScreenProps {
  kind: NoticeKind;
  /** Seconds until it goes on by itself, with `busy`. */
  retryIn?: number;
  onRetry?: () => void;
  /** None where the customer can only wait. */
  onEnd?: () => void;
}

/** One calm sentence when something is not as it should be, and the way on. */
export function NoticeScreen({ kind, retryIn, onRetry, onEnd }: NoticeScreenProps) {
  const { t } = useTranslation();
  const leave = () => onEnd?.();
  useKeys({ value: null, onType: () => undefined, onEnter: leave, onEscape: leave });
  const heading = t(`message.${kind}.heading`);
  const waits = retryIn !== undefined;
  return (
    <Screen name="message" layout="centre">
      <Message icon={ICONS[kind]} heading={heading} hint={waits ? null : t(`message.${kind}.hint`)}>
        {waits && <Retry seconds={retryIn} onRetry={() => onRetry?.()} onCancel={leave} />}
      </Message>
      {onEnd && !waits && <Ending seconds={SECONDS} label={t('common.restart')} onEnd={onEnd} />}
    </Screen>
  );
}

function Retry({ seconds, onRetry, onCancel }: { seconds: number; onRetry: () => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const { left } = useCountdown(seconds, onRetry);
  return (
    <>
      <p className="lead" role="timer">
        {t('message.busy.hint', { seconds: left })}
      </p>
      <Button look="secondary" onPress={onCancel}>
        {t('common.cancel')}
      </Button>
    </>
  );
}
