import type { BranchOpening } from '@ticketero/contract';
import { useTranslation } from 'react-i18next';

import { openingTime } from '../format/opening';
import { useLanguage } from '../i18n/use-language';
import { Message } from '../parts/message';
import { Screen } from '../parts/screen';
import { StartBar } from '../parts/start-bar';
import { useNow } from '../parts/use-now';
import styles from './closed-screen.module.css';

/** Says when it opens; it goes by itself when that moment has come. */
export function ClosedScreen({ branch, serverNow }: { branch: BranchOpening; serverNow: () => number }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const reason = branch.reason ?? 'CERRADA';
  const now = useNow(serverNow);
  const opens = branch.opensAt === null ? null : openingTime(branch.opensAt, now, branch.timeZone, language);
  return (
    <Screen name="closed" layout="steps">
      <StartBar branchName={branch.name} />
      <div className={styles.middle}>
        <Message
          icon={reason === 'PAUSADA' ? 'pause' : reason === 'SIN_CUPO' ? 'ticket' : 'clock'}
          heading={opens ? t(`closed.${opens.key}`, opens) : t(`closed.heading.${reason}`)}
          hint={branch.text ?? t(`closed.hint.${reason}`)}
        />
      </div>
    </Screen>
  );
}
