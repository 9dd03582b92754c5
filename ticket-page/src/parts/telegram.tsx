import type { PublicTicket } from '@ticketero/contract';
import { lazy, Suspense } from 'react';

import { useText } from '../i18n/text';
import { ButtonLink } from './button';
import { Icon } from './icons';
import styles from './telegram.module.css';
import { useWide } from './use-wide';

/** Without the code the link is still there. */
const Scan = lazy(() => import('./scan').catch(() => ({ default: () => <></> })));

/** R9: pressing Start in the bot links the chat. On a computer the code takes it to the phone, where Telegram is. */
export function Telegram({ ticket }: { ticket: Pick<PublicTicket, 'telegramLink' | 'telegramLinked'> }) {
  const { t } = useText();
  const wide = useWide();
  const { telegramLink, telegramLinked } = ticket;
  if (telegramLinked) {
    return (
      <p className={styles.linked}>
        <Icon name="check" /> {t('telegram.linked')}
      </p>
    );
  }
  if (telegramLink === null) return null;
  return (
    <div className={styles.telegram}>
      <ButtonLink href={telegramLink} icon="send">
        {t('telegram.link')}
      </ButtonLink>
      {wide && (
        <Suspense fallback={null}>
          <Scan link={telegramLink} />
        </Suspense>
      )}
    </div>
  );
}
