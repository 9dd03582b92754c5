import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { PasswordReset, SessionsAnswer, UserView } from '@ticketero/contract';

import { usePolled } from '../common/use-polled';
import { useSession } from '../session/use-session';
import { Act } from './act';
import type { About, Tell } from './saved';
import { SecretNote } from './secret';

export interface UserProps {
  user: UserView;
  refresh: () => Promise<void>;
  tell: Tell;
}

export const aboutUser = ({ id, branchOffice }: UserView): About => ({
  entityType: 'USER',
  entityId: String(id),
  branch: branchOffice,
});

/** The password, the sessions, and the account as a whole. */
export function UserAccess({ user, refresh, tell }: UserProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const [password, setPassword] = useState<string | null>(null);
  const path = `/api/admin/users/${String(user.id)}`;
  const sessions = usePolled<SessionsAnswer>(`${path}/sessions`);
  const open = sessions.answer?.sessions.length;
  const again = () => Promise.all([refresh(), sessions.refresh()]);
  const ask = (what: 'reset' | 'signOut') => ({
    title: t(`config.users.ask.${what}.title`, { name: user.name }),
    outcome: t(`config.users.ask.${what}.outcome`, { name: user.name }),
  });
  const done = (what: 'reset' | 'signedOut') => {
    tell(`config.users.done.${what}`, { name: user.name }, aboutUser(user));
  };
  return (
    <div className="config-card">
      <h3>{t('config.users.access')}</h3>
      {open !== undefined && <p className="soft">{t('config.users.sessions', { count: open })}</p>}
      {password !== null && (
        <SecretNote
          secret={{ email: user.email, password }}
          onClose={() => {
            setPassword(null);
          }}
        />
      )}
      <div className="config-acts">
        <Act
          label={t('config.users.reset')}
          ask={ask('reset')}
          refresh={again}
          run={() => session.api.call<PasswordReset>('POST', `${path}/reset-password`)}
          onDone={({ temporaryPassword }) => {
            setPassword(temporaryPassword);
            done('reset');
          }}
        />
        <Act
          label={t('config.users.signOut')}
          ask={ask('signOut')}
          refresh={again}
          run={() => session.api.call('POST', `${path}/sign-out`)}
          onDone={() => {
            done('signedOut');
          }}
        />
        <Whole path={path} user={user} refresh={again} tell={tell} />
      </div>
    </div>
  );
}

function Whole({
  path,
  user,
  refresh,
  tell,
}: Omit<UserProps, 'refresh'> & { path: string; refresh: () => Promise<unknown> }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { name } = user;
  if (!user.active) {
    return (
      <Act
        label={t('config.enable')}
        refresh={refresh}
        run={() => session.api.call('PUT', path, { body: { active: true } })}
        onDone={() => {
          tell('config.users.done.enabled', { name }, aboutUser(user));
        }}
      />
    );
  }
  return (
    <Act
      label={t('config.disable')}
      tone="bad"
      ask={{
        title: t('config.users.ask.disable.title', { name }),
        outcome: t('config.users.ask.disable.outcome', { name }),
      }}
      refresh={refresh}
      run={() => session.api.call('DELETE', path)}
      onDone={() => {
        tell('config.users.done.disabled', { name }, aboutUser(user));
      }}
    />
  );
}
