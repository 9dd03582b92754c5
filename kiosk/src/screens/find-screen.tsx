import type { Dispatch } from 'react';
import { useTranslation } from 'react-i18next';

import type { Flow, FlowEvent } from '../flow/screens';
import { Icon } from '../parts/icons';
import { DocumentScreen } from './document-screen';
import styles from './find-screen.module.css';

type Looked = Extract<Flow, { screen: 'find' }>;

/** Who has a number already types the document it was given to. */
export function FindScreen({ flow, dispatch }: { flow: Looked; dispatch: Dispatch<FlowEvent> }) {
  const { t } = useTranslation();
  return (
    <DocumentScreen
      name="find"
      top={
        <header className={styles.top}>
          <Icon name="ticket" /> {t('find.open')}
        </header>
      }
      document={flow.search.document}
      problem={flow.problem}
      hint={t('find.hint')}
      submit={t('find.submit')}
      dispatch={dispatch}
    />
  );
}
