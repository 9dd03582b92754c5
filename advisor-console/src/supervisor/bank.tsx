import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchCard, BranchesOverview } from '@ticketero/contract';

import { ListLoading, ListNoAnswer } from '../common/list-parts';
import { secondOfDay } from '../common/time';
import { useQueueName } from '../common/use-queue-name';
import type { Polled } from '../common/use-polled';
import { WaitBar } from '../common/wait-bar';
import { branchState } from './branch-line';

interface Props {
  heard: Polled<BranchesOverview>;
  /** Where the first branch is made; null: not by this person. */
  newBranch: string | null;
  onOpen: (code: string) => void;
}

/** The branches of the bank side by side, the worst first, as the server orders them; asked for every 5 s. */
export function Bank({ heard, newBranch, onOpen }: Props) {
  const { t, i18n } = useTranslation();
  const { answer, heardAt } = heard;
  const at = answer?.lastUpdated;
  // The branch's time goes on from what was heard.
  const serverNow = useCallback(() => (at ? Date.parse(at) + Date.now() - heardAt : Date.now()), [at, heardAt]);
  if (answer === null) {
    return heard.failed ? (
      <ListNoAnswer title={t('bank.failed')} onRetry={() => void heard.refresh()} />
    ) : (
      <ListLoading text={t('bank.loading')} />
    );
  }
  if (answer.branches.length === 0) return <NoBranches newBranch={newBranch} />;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <>
      <div className="bank-head">
        <h2>{t('bank.count', { count: answer.branches.length })}</h2>
        <p className="branch-heard">
          {t('branchLine.updated')}{' '}
          <time dateTime={answer.lastUpdated}>{secondOfDay(answer.lastUpdated, i18n.language, timeZone)}</time>
        </p>
      </div>
      <ul className="bank-cards">
        {answer.branches.map((branch) => (
          <li key={branch.branchOffice}>
            <Card branch={branch} serverNow={serverNow} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** A bank on its first day. */
function NoBranches({ newBranch }: Pick<Props, 'newBranch'>) {
  const { t } = useTranslation();
  return (
    <div className="list-note">
      <p>
        <strong>{t('bank.none.title')}</strong>
      </p>
      {newBranch !== null && (
        <>
          <p>{t('bank.none.text')}</p>
          <a className="btn btn-primary" href={newBranch}>
            {t('bank.none.make')}
          </a>
        </>
      )}
    </div>
  );
}

/** Whoever touches it is in that branch. */
function Card({ branch, serverNow, onOpen }: { branch: BranchCard; serverNow: () => number; onOpen: Props['onOpen'] }) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  const { worstQueue: worst, alerts, advisorsSummary: advisors } = branch;
  const { state, tone } = branchState(branch.branchOpening);
  return (
    <button
      type="button"
      className="bank-card"
      data-branch={branch.branchOffice}
      data-tone={alerts.critical > 0 ? 'bad' : needsLook(branch) ? 'warn' : undefined}
      onClick={() => {
        onOpen(branch.branchOffice);
      }}
    >
      <span className="bank-card-head">
        <strong>{branch.branchName}</strong>
        <span className={`branch-state branch-${tone}`}>{t(`bank.state.${state}`)}</span>
      </span>
      <span className="bank-card-alerts">
        {alerts.critical > 0 && (
          <span className="load load-critical">{t('bank.critical', { count: alerts.critical })}</span>
        )}
        {alerts.warning > 0 && (
          <span className="load load-high_load">{t('bank.warnings', { count: alerts.warning })}</span>
        )}
        {alerts.critical + alerts.warning === 0 && <span className="load load-normal">{t('supervisor.noAlerts')}</span>}
      </span>
      <span className="bank-figures">
        <Figure name="waiting" value={branch.waiting} />
        <Figure name="late" value={branch.late} bad={branch.late > 0} />
        <Figure name="serving" value={branch.beingServed} />
        <Figure name="served" value={branch.completadosHoy} />
      </span>
      {worst ? (
        <span className="bank-worst">
          <span>{queueName(worst.queueType, worst.displayName)}</span>
          <WaitBar since={worst.oldestCreatedAt} targetMinutes={worst.targetWaitMinutes} serverNow={serverNow} />
        </span>
      ) : (
        <span className="bank-worst soft">{t('wait.nobody')}</span>
      )}
      <span className="bank-advisors">
        {(['available', 'busy', 'offline'] as const).map((status) => (
          <span key={status}>
            <span className={`dot dot-${status}`} aria-hidden="true" />{' '}
            {t(`bank.advisors.${status}`, { count: advisors[status] })}
          </span>
        ))}
      </span>
    </button>
  );
}

/** Somebody should have a look: an alert, people who are late, or no numbers by hand. */
const needsLook = ({ alerts, late, branchStatus }: BranchCard): boolean =>
  alerts.warning > 0 || late > 0 || branchStatus !== 'OPEN';

function Figure({
  name,
  value,
  bad = false,
}: {
  name: 'waiting' | 'late' | 'serving' | 'served';
  value: number;
  bad?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <span className="bank-figure" data-figure={name} data-bad={bad || undefined}>
      <strong>{value}</strong> <span>{t(`bank.figure.${name}`)}</span>
    </span>
  );
}
