import { useTranslation } from 'react-i18next';

import { Icon } from '../parts/icons';
import styles from './print-note.module.css';
import type { Printing } from './use-printing';

/** What becomes of the slip. Whatever it is, the number is good. */
export function PrintNote({ printing }: { printing: Printing }) {
  const { t } = useTranslation();
  const told = printing === 'idle' || printing === 'none' ? null : printing;
  const wrong = told === 'failed' || told === 'unheard';
  return (
    <p role="status" className={told ? `${styles.note} ${wrong ? styles.wrong : ''}` : 'sr-only'}>
      {told && (
        <>
          <Icon name={wrong ? 'alert' : told === 'printed' ? 'check' : 'print'} />
          <span>{t(`printing.${told}`)}</span>
        </>
      )}
    </p>
  );
}

/** What the button says that prints. */
export function printLabel(printing: Printing): string {
  if (printing === 'failed' || printing === 'unheard') return 'printing.tryAgain';
  return printing === 'printed' ? 'printing.another' : 'common.print';
}
