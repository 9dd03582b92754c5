import { BankMark } from '@ticketero/ui';

import { Icon } from './icons';
import { Languages } from './languages';
import styles from './start-bar.module.css';

/** The top of the first screen: where the customer is and, unless it lies below, in which language. */
export function StartBar({ branchName, languages }: { branchName: string; languages: boolean }) {
  return (
    <header className={styles.bar}>
      <p className={styles.branch}>
        <BankMark>
          <span className={styles.mark}>
            <Icon name="ticket" />
          </span>
        </BankMark>
        {branchName}
      </p>
      {languages && <Languages />}
    </header>
  );
}
