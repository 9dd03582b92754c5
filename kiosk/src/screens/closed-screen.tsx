import type { BranchOpening } from '@ticketero/contract';
import { useTranslation } from 'react-i18next';

import { openingTime } from '../format/opening';
import { useLanguage } from '../i18n/use-language';
import { Message } from '../parts/message';
import { Screen } from '../parts/screen';
import { StartBar } from '../parts/start-bar';
import styles from './closed-screen.module.css';

export function ClosedScreen({ branch, now }: { branch: BranchOpening; now: number }) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const reason = branch.reason ?? 'CERRADA';
  const opens = branch.opensAt && openingTime(branch.opensAt, now, branch.timeZone, language);
  return (
    <Screen name="closed" layout="steps">
      <StartBar branchName={branch.name} />
      <div className={styles.middle}>
        <Message
          icon={reason === 'PAUSADA' ? 'pause' : reason === 'SIN_CUPO' ? 'ticket' : 'clock'}
          heading={t(`closed.heading.${reason}`)}
          hint={branch.text ?? t(`closed.hint.${reason}`)}
        >
          {opens && (
            <p className={styles.opens}>
              <span>{t('closed.opens')}</span> <strong>{t(`closed.${opens.key}`, opens)}</strong>
            </p>
          )}
        </Message>
      </div>
    </Screen>
  );
}
