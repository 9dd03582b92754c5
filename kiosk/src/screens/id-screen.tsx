import type { Dispatch } from 'react';
import { useTranslation } from 'react-i18next';

import type { Flow, FlowEvent } from '../flow/screens';
import { QueueChip } from '../parts/queue-chip';
import { Steps } from '../parts/steps';
import { DocumentScreen } from './document-screen';

type Asked = Extract<Flow, { screen: 'id' }>;

/** The second step: whose number it will be (R3). */
export function IdScreen({ flow, dispatch }: { flow: Asked; dispatch: Dispatch<FlowEvent> }) {
  const { t } = useTranslation();
  const { draft, problem } = flow;
  return (
    <DocumentScreen
      name="id"
      top={
        <Steps step={2}>
          <QueueChip queue={draft.queue} />
        </Steps>
      }
      document={draft.document}
      problem={problem}
      hint={t('id.hint')}
      submit={t('common.continue')}
      dispatch={dispatch}
    />
  );
}
