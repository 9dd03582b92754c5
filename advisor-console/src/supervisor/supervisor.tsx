import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import type { Dashboard, SignedInUser } from '@ticketero/contract';
import { useLink } from '@ticketero/realtime-client';
import { setTitle } from '@ticketero/ui';

import { Alerts } from '../alerts/alerts';
import { StaleBanner } from '../common/link-chip';
import { TopBar } from '../common/top-bar';
import { useCalmReload } from '../common/use-calm-reload';
import type { ViewName } from '../common/views';
import { useSession } from '../session/use-session';
import '../styles/supervisor.css';
import '../styles/advisors.css';
import '../styles/messages.css';
import '../styles/messages-table.css';
import '../styles/tickets.css';
import { HintStrip } from '../what-if/hint-strip';
import { AdvisorsTable } from './advisors-table';
import { BranchLine } from './branch-line';
import { Figures } from './figures';
import { Messages } from './messages';
import { QueueCards } from './queue-cards';
import { Tickets } from './tickets';
import { useDashboard, type HeardDashboard } from './use-dashboard';
import { useStepIn } from './use-step-in';

// Looked at now and then: who watches the queues does not wait for them.
const AlertHistory = lazy(() => import('../alerts/alert-history').then((module) => ({ default: module.AlertHistory })));
const Audit = lazy(() => import('../audit/audit').then((module) => ({ default: module.Audit })));
const Reports = lazy(() => import('../reports/reports').then((module) => ({ default: module.Reports })));
const WhatIf = lazy(() => import('../what-if/what-if').then((module) => ({ default: module.WhatIf })));

export type SupervisorView = Exclude<ViewName, 'desk' | 'bank' | 'configuration'>;

interface Props {
  user: SignedInUser;
  view: SupervisorView;
  /** The code of the branch that somebody of the whole bank looks at; null: their own. */
  branch: string | null;
}

/** The views of a supervisor, over one link to the branch that stays open when they change. */
export function Supervisor({ user, view, branch }: Props) {
  const { t } = useTranslation();
  const { session } = useSession();
  const live = useLink(`supervisor:${String(user.id)}:${branch ?? ''}`, {
    namespace: 'supervisor',
    auth: () => ({ token: session.token() ?? '', ...(branch === null ? {} : { branchOffice: branch }) }),
    onRefused: session.renew,
  });
  useCalmReload(live.link, true);
  const heard = useDashboard(live.state);
  const health = { link: live.link, silentMs: live.silentMs };

  useEffect(() => {
    setTitle(t(`${view}.pageTitle`));
  }, [t, view]);

  return (
    <div className="frame">
      <TopBar user={user} health={health} branchName={heard.dashboard?.branchName ?? branch ?? undefined} />
      {/* What is asked for every 5 s is no older than that, whatever has become of the link. */}
      <StaleBanner {...health} link={live.link === 'stale' && !heard.failed ? 'catching-up' : live.link} />
      <main className={view} data-screen={view}>
        <h1 className="sr-only">{t(`${view}.title`)}</h1>
        {heard.dashboard ? (
          <Suspense fallback={<Waiting />}>
            <Opened
              user={user}
              view={view}
              dashboard={heard.dashboard}
              refresh={heard.refresh}
              serverNow={live.serverNow}
            />
          </Suspense>
        ) : (
          <Waiting />
        )}
      </main>
    </div>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <p className="supervisor-waiting">
      <span className="spinner" aria-hidden="true" />
      {t('supervisor.connecting')}
    </p>
  );
}

interface OpenedProps extends Omit<Props, 'branch'>, Pick<HeardDashboard, 'refresh'> {
  dashboard: Dashboard;
  serverNow: () => number;
}

function Opened({ user, view, refresh, ...state }: OpenedProps) {
  if (view === 'audit') return <Audit user={user} {...state} />;
  if (view === 'alerts') return <AlertHistory {...state} />;
  if (view === 'reports') return <Reports user={user} {...state} />;
  if (view === 'tickets') return <Tickets {...state} />;
  if (view === 'whatIf') return <WhatIf {...state} />;
  return view === 'messages' ? <Messages {...state} /> : <Overview user={user} {...state} refresh={refresh} />;
}

function Overview({ user, dashboard, serverNow, refresh }: Omit<OpenedProps, 'view'>) {
  const stepIn = useStepIn(refresh);
  return (
    <>
      <BranchLine dashboard={dashboard} stepIn={stepIn} />
      <Figures dashboard={dashboard} />
      <HintStrip hint={dashboard.hint} queues={dashboard.queuesSummary} user={user} />
      <div className="supervisor-main">
        <QueueCards queues={dashboard.queuesSummary} serverNow={serverNow} stepIn={stepIn} />
        <AdvisorsTable dashboard={dashboard} serverNow={serverNow} stepIn={stepIn} />
      </div>
      <Alerts alerts={dashboard.alerts} queues={dashboard.queuesSummary} timeZone={dashboard.timeZone} />
    </>
  );
}
