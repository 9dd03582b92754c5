import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import type { SignedInUser } from '@ticketero/contract';
import { useLink } from '@ticketero/realtime-client';
import { setTitle } from '@ticketero/ui';

import { useSay } from '../common/notices';
import { TopBar } from '../common/top-bar';
import '../i18n/account';
import { leaveDesk } from '../session/leave';
import { useSession } from '../session/use-session';
import '../styles/account.css';
import '../styles/list.css';
import { AlertChat } from './alert-chat';
import { ChangePasswordForm } from './change-password-form';
import { SessionsList } from './sessions-list';
import { useSessions } from './use-sessions';

/** One's own password, and where one is signed in. */
export function Account({ user }: { user: SignedInUser }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const say = useSay();
  const heard = useSessions();
  useEffect(() => {
    setTitle(t('account.pageTitle'));
  }, [t]);

  return (
    <div className="frame">
      <TopBar user={user} />
      <main className="account" data-screen="account">
        <div className="account-head">
          <h1>{t('account.title')}</h1>
          <p className="soft">
            {[user.name, user.email, t(`role.${user.role}`), user.branchName].filter(Boolean).join(' · ')}
          </p>
          {user.advisorId !== null && <Called user={user} />}
        </div>
        <section className="account-card" aria-labelledby="account-password">
          <h2 id="account-password">{t('password.title')}</h2>
          <p className="soft">{t('password.text')}</p>
          <ChangePasswordForm
            user={user}
            onDone={() => {
              say({ tone: 'info', key: 'password.changed' });
              heard.refresh(); // the other sessions have ended with the old one
            }}
          />
        </section>
        <SessionsList
          heard={heard}
          beforeLeaving={async () => {
            // With a customer in hand the desk stays as it is: a stolen session ends all the same.
            if (user.advisorId !== null) await leaveDesk(session.api);
          }}
        />
        {user.permissions.includes('dashboard:read') && <AlertChat />}
      </main>
    </div>
  );
}

/** Who is ready can be given a customer while they are here: they are told, and the way back. */
function Called({ user }: { user: SignedInUser }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { state } = useLink(`advisor:${String(user.id)}`, {
    namespace: 'advisor',
    auth: () => ({ token: session.token() ?? '' }),
    onRefused: session.renew,
  });
  const current = state?.current ?? null;
  return (
    <div role="alert">
      {current && (
        <p className="account-called">
          <span>{t('account.called', { numero: current.numero })}</span>
          <a href="#/desk">{t('account.toDesk')}</a>
        </p>
      )}
    </div>
  );
}
