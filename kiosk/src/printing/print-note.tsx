import { useTranslation } from 'react-i18next';

import { Icon } from '../parts/icons';
import styles from './print-note.module.css';
import type { Printing } from './use-printing';

const SILENT = new Set<Printing>(['idle', 'none']);

/** What becomes of the slip. Whatever it is, the number is good. */
export function PrintNote({ printing }: { printing: Printing }) {
  const { t } = useTranslation();
  const wrong = printing === 'failed' || printing === 'unheard';
  return (
    <p role="status" className={SILENT.has(printing) ? 'sr-only' : `${styles.note} ${wrong ? styles.wrong : ''}`}>
      {!SILENT.has(printing) && (
        <>
          <Icon name={wrong ? 'alert' : printing === 'printed' ? 'check' : 'print'} />
          <span>{t(`printing.${printing}`)}</span>
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
