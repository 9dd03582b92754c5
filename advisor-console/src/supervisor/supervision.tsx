import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchesOverview, SignedInUser } from '@ticketero/contract';
import { setTitle } from '@ticketero/ui';

import { StaleBanner } from '../common/link-chip';
import { TopBar } from '../common/top-bar';
import { keepBranch, useHashBranch } from '../common/use-hash';
import { usePolled } from '../common/use-polled';
import { usePolledHealth } from '../common/use-polled-health';
import type { ViewName } from '../common/views';
import '../i18n/supervision';
import { NEW, placeLink, sectionsOf } from '../configuration/place';
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
  const { session } = useSession();
  const chosen = useBranchLookedAt();
  const named = useHashBranch();
  const isOfBranch = view !== 'bank' && user.branchOffice === null;
  const wanted = isOfBranch ? (named ?? chosen) : null;

  // A link that somebody was sent, and a reload, are about the same branch.
  useEffect(() => {
    if (wanted === null) return;
    session.lookAt(wanted);
    keepBranch(wanted);
  }, [session, wanted, named, view]);

  if (view === 'bank' || (isOfBranch && wanted === null)) return <OfTheBank user={user} view={view} />;
  if (wanted !== null && wanted !== chosen) return null; // in a moment: what is asked for is of the one before
  // The key: nothing of one branch may stay on the screen of another.
  return <Supervisor key={chosen} user={user} view={view} branch={chosen} />;
}

/** To choose from; where there is one branch there is nothing to choose. */
function OfTheBank({ user, view }: Props) {
  const { t } = useTranslation();
  const { session } = useSession();
  const heard = usePolled<BranchesOverview>('/api/admin/branches/overview');
  const health = usePolledHealth(heard);
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
      <TopBar user={user} health={health} />
      <StaleBanner {...health} />
      <main className="bank" data-screen="bank">
        <h1 className="sr-only">{t('bank.title')}</h1>
        <Bank
          heard={heard}
          newBranch={sectionsOf(user).includes('branches') ? placeLink('branches', NEW) : null}
          onOpen={(code) => {
            session.lookAt(code);
            // Where a link asked for another view, that is the one to open.
            if (view === 'bank') location.hash = '#/supervisor';
          }}
        />
      </main>
    </div>
  );
}
