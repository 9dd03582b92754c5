import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchesOverview, SignedInUser } from '@ticketero/contract';
import { setTitle } from '@ticketero/ui';

import { TopBar } from '../common/top-bar';
import { usePolled } from '../common/use-polled';
import type { ViewName } from '../common/views';
import '../i18n/supervision';
import { useBranchLookedAt, useSession } from '../session/use-session';
import '../styles/supervisor.css';
import '../styles/bank.css';
import { Bank } from './bank';
import { Supervisor } from './supervisor';

interface Props {
  user: SignedInUser;
  view: Exclude<ViewName, 'desk' | 'configuration'>;
}

/** The views of a supervisor: of their own branch, or of the one that somebody of the whole bank has chosen. */
export function Supervision({ user, view }: Props) {
  const chosen = useBranchLookedAt();
  if (view === 'bank' || (user.branchOffice === null && chosen === null)) return <OfTheBank user={user} view={view} />;
  // The key: nothing of one branch may stay on the screen of another.
  return <Supervisor key={chosen} user={user} view={view} branch={chosen} />;
}

/** To choose from; where there is one branch there is nothing to choose. */
function OfTheBank({ user, view }: Props) {
  const { t } = useTranslation();
  const { session } = useSession();
  const heard = usePolled<BranchesOverview>('/api/admin/branches/overview');
  const branches = heard.answer?.branches;
  const only = branches?.length === 1 ? branches[0]?.branchOffice : undefined;

  useEffect(() => {
    if (view !== 'bank' && only !== undefined) session.lookAt(only);
  }, [session, view, only]);
  useEffect(() => {
    setTitle(t('bank.pageTitle'));
  }, [t]);

  return (
    <div className="frame">
      <TopBar user={user} />
      <main className="bank" data-screen="bank">
        <h1 className="sr-only">{t('bank.title')}</h1>
        <Bank
          heard={heard}
          onOpen={(code) => {
            session.lookAt(code);
            location.hash = '#/supervisor';
          }}
        />
      </main>
    </div>
  );
}
