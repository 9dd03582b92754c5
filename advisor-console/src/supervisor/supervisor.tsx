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
import { Figures } from './figures';
import { Messages } from './messages';
import { QueueCards } from './queue-cards';
import { Tickets } from './tickets';
import { useAdvisors } from './use-advisors';

// Looked at now and then: who watches the queues does not wait for them.
const AlertHistory = lazy(() => import('../alerts/alert-history').then((module) => ({ default: module.AlertHistory })));
const Audit = lazy(() => import('../audit/audit').then((module) => ({ default: module.Audit })));
const Reports = lazy(() => import('../reports/reports').then((module) => ({ default: module.Reports })));
const WhatIf = lazy(() => import('../what-if/what-if').then((module) => ({ default: module.WhatIf })));

interface Props {
  user: SignedInUser;
  view: Exclude<ViewName, 'desk' | 'configuration'>;
}

/** The views of a supervisor, over one link to the branch that stays open when they change. */
export function Supervisor({ user, view }: Props) {
  const { t } = useTranslation();
  const { session } = useSession();
  const live = useLink(`supervisor:${String(user.id)}`, {
    namespace: 'supervisor',
    auth: () => ({ token: session.token() ?? '' }),
    onRefused: session.renew,
  });
  useCalmReload(live.link, true);
  const health = { link: live.link, silentMs: live.silentMs };

  useEffect(() => {
    setTitle(t(`${view}.pageTitle`));
  }, [t, view]);

  const noBranch = live.state === null && live.link === 'refused' && user.branchOffice === null;

  return (
    <div className="frame">
      <TopBar user={user} {...(noBranch ? {} : { health })} />
      <StaleBanner {...health} />
      <main className={view} data-screen={view}>
        <h1 className="sr-only">{t(`${view}.title`)}</h1>
        {live.state ? (
          <Suspense fallback={<Waiting />}>
            <Opened user={user} view={view} dashboard={live.state} serverNow={live.serverNow} />
          </Suspense>
        ) : noBranch ? (
          <NoBranch />
        ) : (
          <Waiting />
        )}
      </main>
    </div>
  );
}

/** Of the whole bank, where there is not exactly one branch. */
function NoBranch() {
  const { t } = useTranslation();
  return (
    <div className="supervisor-none" role="status">
      <p>
        <strong>{t('supervisor.noBranch')}</strong>
      </p>
      <p className="soft">{t('supervisor.noBranchText')}</p>
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

function Opened({ user, view, ...state }: Props & { dashboard: Dashboard; serverNow: () => number }) {
  if (view === 'audit') return <Audit user={user} {...state} />;
  if (view === 'alerts') return <AlertHistory {...state} />;
  if (view === 'reports') return <Reports {...state} />;
  if (view === 'tickets') return <Tickets {...state} />;
  if (view === 'whatIf') return <WhatIf {...state} />;
  return view === 'messages' ? <Messages {...state} /> : <Overview user={user} {...state} />;
}

interface OverviewProps {
  user: SignedInUser;
  dashboard: Dashboard;
  serverNow: () => number;
}

function Overview({ user, dashboard, serverNow }: OverviewProps) {
  const table = useAdvisors(dashboard);
  return (
    <>
      <Figures dashboard={dashboard} />
      <HintStrip hint={dashboard.hint} queues={dashboard.queuesSummary} user={user} />
      <div className="supervisor-main">
        <QueueCards queues={dashboard.queuesSummary} serverNow={serverNow} />
        <AdvisorsTable {...table} queues={dashboard.queuesSummary} serverNow={serverNow} />
      </div>
      <Alerts alerts={dashboard.alerts} queues={dashboard.queuesSummary} timeZone={dashboard.timeZone} />
    </>
  );
}
