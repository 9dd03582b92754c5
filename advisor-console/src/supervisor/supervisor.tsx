import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import type { Dashboard, SignedInUser } from '@ticketero/contract';
import { useLink } from '@ticketero/realtime-client';
import { setTitle } from '@ticketero/ui';

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
import { AdvisorsTable } from './advisors-table';
import { Alerts } from './alerts';
import { BranchLine } from './branch-line';
import { Figures } from './figures';
import { Messages } from './messages';
import { QueueCards } from './queue-cards';
import { Tickets } from './tickets';
import { useDashboard, type HeardDashboard } from './use-dashboard';
import { useStepIn } from './use-step-in';

// Looked at now and then: who watches the queues does not wait for it.
const Audit = lazy(() => import('../audit/audit').then((module) => ({ default: module.Audit })));

interface Props {
  user: SignedInUser;
  view: Exclude<ViewName, 'desk'>;
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
  const heard = useDashboard(live.state);
  const health = { link: live.link, silentMs: live.silentMs };

  useEffect(() => {
    setTitle(t(`${view}.pageTitle`));
  }, [t, view]);

  const noBranch = heard.dashboard === null && live.link === 'refused' && user.branchOffice === null;

  return (
    <div className="frame">
      <TopBar user={user} {...(noBranch ? {} : { health })} />
      <StaleBanner {...health} />
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

interface OpenedProps extends Props, Pick<HeardDashboard, 'refresh'> {
  dashboard: Dashboard;
  serverNow: () => number;
}

function Opened({ user, view, refresh, ...state }: OpenedProps) {
  if (view === 'audit') return <Audit user={user} {...state} />;
  if (view === 'tickets') return <Tickets {...state} />;
  return view === 'messages' ? <Messages {...state} /> : <Overview {...state} refresh={refresh} />;
}

function Overview({ dashboard, serverNow, refresh }: Omit<OpenedProps, 'user' | 'view'>) {
  const stepIn = useStepIn(refresh);
  return (
    <>
      <BranchLine dashboard={dashboard} stepIn={stepIn} />
      <Figures dashboard={dashboard} />
      <div className="supervisor-main">
        <QueueCards queues={dashboard.queuesSummary} serverNow={serverNow} stepIn={stepIn} />
        <AdvisorsTable dashboard={dashboard} serverNow={serverNow} stepIn={stepIn} />
      </div>
      <Alerts alerts={dashboard.alerts} queues={dashboard.queuesSummary} timeZone={dashboard.timeZone} />
    </>
  );
}
