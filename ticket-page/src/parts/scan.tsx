import { QrCode } from '@ticketero/ui';

import { useText } from '../i18n/text';
import styles from './telegram.module.css';

/** The way to the phone from a computer. In a file of its own, which no phone has to load. */
export default function Scan({ link }: { link: string }) {
  const { t } = useText();
  return (
    <div className={styles.scan}>
      <QrCode value={link} label={t('telegram.qr')} className={styles.code} />
      <p>{t('telegram.scan')}</p>
    </div>
  );
}
