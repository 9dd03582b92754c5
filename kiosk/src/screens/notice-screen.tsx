import type { BranchOpening } from '@ticketero/contract';
import { useTranslation } from 'react-i18next';

import type { Notice } from '../flow/screens';
import { useKeys } from '../keypad/use-keys';
import { Actions } from '../parts/actions';
import { Ending } from '../parts/ending';
import { Message, type MessageIcon } from '../parts/message';
import { Screen } from '../parts/screen';
import { useCountdown } from '../parts/use-countdown';
import { useClosedWords } from './use-closed-words';

type StateKind = 'connecting' | 'unreachable' | 'updating' | 'broken';
type EndKind = Exclude<Notice['kind'], 'busy'>;

const SECONDS = 30;
const ICONS: Record<StateKind | EndKind, MessageIcon> = {
  full: 'ticket',
  closed: 'clock',
  queueGone: 'ticket',
  failed: 'alert',
  notLooked: 'alert',
  notCancelled: 'alert',
  connecting: 'busy',
  unreachable: 'offline',
  updating: 'busy',
  broken: 'busy',
};
/** Another queue may well do. */
const ELSEWHERE = new Set<EndKind>(['full', 'queueGone']);

/** The kiosk itself is not ready: there is nothing to press. */
export function StateScreen({ kind }: { kind: StateKind }) {
  const { t } = useTranslation();
  const message = (
    <Message icon={ICONS[kind]} heading={t(`message.${kind}.heading`)} hint={t(`message.${kind}.hint`)} />
  );
  return <Screen name="message" summary={message} controls={null} />;
}

/** There will be no number, and why. */
export function NoticeScreen({ kind, onEnd }: { kind: EndKind; onEnd: () => void }) {
  const { t } = useTranslation();
  useKeys({ value: null, onType: () => undefined, onEnter: onEnd, onEscape: onEnd });
  return (
    <Screen
      name="message"
      summary={<Message icon={ICONS[kind]} heading={t(`message.${kind}.heading`)} hint={t(`message.${kind}.hint`)} />}
      controls={
        <Ending seconds={SECONDS} label={t(ELSEWHERE.has(kind) ? 'message.another' : 'common.restart')} onEnd={onEnd} />
      }
    />
  );
}

/** The same when the branch closed while somebody was typing: as exact as the first screen would be. */
export function ClosedNotice(props: { branch: BranchOpening; serverNow: () => number; onEnd: () => void }) {
  const { t } = useTranslation();
  const words = useClosedWords(props.branch, props.serverNow);
  useKeys({ value: null, onType: () => undefined, onEnter: props.onEnd, onEscape: props.onEnd });
  return (
    <Screen
      name="message"
      summary={<Message {...words} />}
      controls={<Ending seconds={SECONDS} label={t('common.restart')} onEnd={props.onEnd} />}
    />
  );
}

/** Too many at once: what they asked for is asked again when the time is up. */
export function BusyScreen(props: { seconds: number; onRetry: () => void; onEnd: () => void }) {
  const { t } = useTranslation();
  const { left } = useCountdown(props.seconds, props.onRetry);
  useKeys({ value: null, onType: () => undefined, onEnter: () => undefined, onEscape: props.onEnd });
  return (
    <Screen
      name="message"
      summary={
        <Message icon="people" heading={t('message.busy.heading')} hint={t('message.busy.hint')}>
          <p className="lead" role="timer">
            {t('message.busy.again', { seconds: left })}
          </p>
        </Message>
      }
      controls={<Actions onBack={props.onEnd} label={t('common.cancel')} />}
    />
  );
}
