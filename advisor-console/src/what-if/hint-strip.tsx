import { useTranslation } from 'react-i18next';

import type { Dashboard, DashboardHint, SignedInUser } from '@ticketero/contract';

import { search } from '../common/audit-link';
import { InfoIcon } from '../common/icons';
import { useQueueName } from '../common/use-queue-name';
import '../styles/hint.css';

interface Props {
  hint: DashboardHint | null;
  queues: Dashboard['queuesSummary'];
  user: SignedInUser;
}

/** The one move that would help most now, what it means, and where it is made. */
export function HintStrip({ hint, queues, user }: Props) {
  const { t } = useTranslation();
  return (
    <section className="hint" data-hint={hint ? hint.queueType : undefined} aria-label={t('hint.label')}>
      <div className="hint-words" aria-live="polite">
        {hint && <Words hint={hint} queues={queues} />}
      </div>
      {hint && <Ways hint={hint} user={user} />}
    </section>
  );
}

function Words({ hint, queues }: { hint: DashboardHint; queues: Dashboard['queuesSummary'] }) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  const { queueType, advisorName: advisor, minutes, lateBefore, lateAfter } = hint;
  const row = queues.find((one) => one.queueType === queueType);
  const queue = queueName(queueType, row?.displayName ?? null);
  return (
    <>
      <p className="hint-move">
        <InfoIcon />
        {t('hint.move', { advisor, queue, minutes })}
      </p>
      <p>
        {t('hint.late', { count: lateBefore, queue })} <strong>{t('hint.would', { count: lateAfter })}</strong>
      </p>
    </>
  );
}

/** Who may change an advisor's queues goes there; who may not hands the waiting numbers over, one by one. */
function Ways({ hint: { advisorId, queueType, minutes }, user }: { hint: DashboardHint; user: SignedInUser }) {
  const { t } = useTranslation();
  const look = search({ kind: 'ADVISOR_TAKES', advisor: advisorId, queue: queueType, minutes });
  const changes = user.permissions.includes('users:write');
  const there = changes ? `#/configuration?${search({ section: 'advisors', item: advisorId })}` : '#/tickets';
  return (
    <>
      <a className="btn btn-primary" href={`#/whatIf?${look}`}>
        {t('hint.look')}
      </a>
      <a className="btn btn-plain" href={there}>
        {t(changes ? 'hint.change' : 'hint.handOver')}
      </a>
    </>
  );
}
