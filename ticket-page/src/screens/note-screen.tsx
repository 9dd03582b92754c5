import { useText } from '../i18n/text';
import { Frame } from '../parts/frame';
import { Message } from '../parts/message';

/** There is no such ticket, or no more. */
export function MissingScreen() {
  const { t } = useText();
  return (
    <Frame screen="missing" branchName={null}>
      <Message icon="search" heading={t('missing.heading')} hint={t('missing.hint')} />
    </Frame>
  );
}

interface LoadingScreenProps {
  /** Nothing was heard for so long that it must be said. */
  lost: boolean;
  /** It asked us to wait. */
  busy: boolean;
}

/** Before the first word of the server. It goes on trying in every case. */
export function LoadingScreen({ lost, busy }: LoadingScreenProps) {
  const { t } = useText();
  return (
    <Frame screen={busy ? 'busy' : lost ? 'unreachable' : 'loading'} branchName={null}>
      {busy ? (
        <Message icon="people" heading={t('loading.busyHeading')} hint={t('loading.busy')} />
      ) : lost ? (
        <Message icon="offline" heading={t('loading.failedHeading')} hint={t('loading.failed')} />
      ) : (
        <Message icon="busy" heading={t('loading.heading')} />
      )}
    </Frame>
  );
}

/** Something in the page itself broke; it is drawn anew in a moment. */
export function BrokenScreen() {
  const { t } = useText();
  return (
    <Frame screen="broken" branchName={null}>
      <Message icon="busy" heading={t('broken.heading')} hint={t('broken.hint')} />
    </Frame>
  );
}
