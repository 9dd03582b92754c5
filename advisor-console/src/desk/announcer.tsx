import { useTranslation } from 'react-i18next';

import type { Desk } from '@ticketero/contract';

import { useQueueName } from '../common/use-queue-name';
import { phaseOf } from './actions';

/** One sentence for who listens instead of looking: read out when it changes, and it changes only with the phase. */
export function Announcer({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  const phase = phaseOf(desk);
  const { current } = desk;
  return (
    <p className="sr-only" role="status">
      {current
        ? t(`announce.${phase}`, {
            numero: current.numero,
            queue: queueName(current.queueType, current.queueName),
            preferential: current.preferential ? t('announce.preferential') : '',
          })
        : t(`announce.${phase}`)}
    </p>
  );
}
