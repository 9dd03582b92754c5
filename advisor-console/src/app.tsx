import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { SignedInUser } from '@ticketero/contract';
import { ErrorBoundary } from '@ticketero/ui';

import { FullNote } from './common/full-note';
import { NoticeProvider } from './common/notices';
import { TopBar } from './common/top-bar';
import { useHash } from './common/use-hash';
import { viewAt, viewsOf, type ViewName } from './common/views';
import { Desk } from './desk/desk';
import { SignIn } from './session/sign-in';
import { useSession } from './session/use-session';

const Account = lazy(() => import('./account/account').then((module) => ({ default: module.Account })));
const MustChange = lazy(() => import('./account/must-change').then((module) => ({ default: module.MustChange })));
const Setup = lazy(() => import('./account/setup').then((module) => ({ default: module.Setup })));
// Advisors never download the supervisors' part.
const Supervision = lazy(() => import('./supervisor/supervision').then((module) => ({ default: module.Supervision })));
const Configuration = lazy(() =>
  import('./configuration/configuration').then((module) => ({ default: module.Configuration })),
);

/** The link that a new installation prints (`#/setup/…`). */
const SETUP = /^setup\/([\w-]+)$/;

export function App() {
  const { t } = useTranslation();
  const { view } = useSession();
  const [, setupToken] = SETUP.exec(useHash()) ?? [];

  if (setupToken !== undefined) {
    return (
      <Loaded>
        <Setup token={setupToken} />
      </Loaded>
    );
  }
  if (view.phase === 'starting') return <FullNote title={t('app.starting')} busy />;
  if (view.phase === 'unreachable') return <FullNote title={t('app.unreachable')} text={t('app.keepsTrying')} busy />;
  if (view.phase === 'signed-out') return <SignIn notice={view.notice} />;
  if (view.user.mustChangePassword) {
    return (
      <Loaded>
        <MustChange key={view.user.id} user={view.user} />
      </Loaded>
    );
  }
  // The key: when another tab signs somebody else in, nothing of the one before may stay on this screen.
  return <SignedIn key={view.user.id} user={view.user} />;
}

function SignedIn({ user }: { user: SignedInUser }) {
  const wanted = useHash();
  const chosen = viewAt(viewsOf(user), wanted);

  return (
    <NoticeProvider>
      <Loaded>
        {wanted === 'account' ? <Account user={user} /> : chosen ? screenOf(chosen, user) : <NoPlace user={user} />}
      </Loaded>
    </NoticeProvider>
  );
}

/** Around a part that comes when it is needed. */
function Loaded({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <ErrorBoundary fallback={<FullNote title={t('app.broken')} text={t('app.keepsTrying')} busy />}>
      <Suspense fallback={<FullNote title={t('app.starting')} busy />}>{children}</Suspense>
    </ErrorBoundary>
  );
}

function screenOf(name: ViewName, user: SignedInUser): ReactNode {
  if (name === 'configuration') return <Configuration user={user} />;
  return name === 'desk' ? <Desk user={user} /> : <Supervision user={user} view={name} />;
}

function NoPlace({ user }: { user: SignedInUser }) {
  const { t } = useTranslation();
  return (
    <div className="frame">
      <TopBar user={user} />
      <main className="no-place" data-screen="no-place">
        <h1>{t('noPlace.title', { name: user.name })}</h1>
        <p>{t('noPlace.text')}</p>
      </main>
    </div>
  );
}
