import { useTranslation } from 'react-i18next';

import type { UserView } from '@ticketero/contract';

import { usePolled } from '../common/use-polled';
import { useSession } from '../session/use-session';
import { SaveForm } from './form';
import { BackToList, Heard } from './loaded';
import { placeLink } from './place';
import type { Tell } from './saved';
import { State } from './state';
import { useForm } from './use-form';
import { draftOf, userChange, userLacks } from './user-draft';
import { UserFields } from './user-fields';
import { aboutUser, UserAccess, type UserProps } from './user-access';
import { userWords } from './user-words';

export function UserCard({ id, tell }: { id: string; tell: Tell }) {
  const polled = usePolled<UserView>(`/api/admin/users/${encodeURIComponent(id)}`);
  return (
    <>
      <BackToList to={placeLink('users')} />
      <Heard polled={polled}>{(user) => <Card user={user} refresh={polled.refresh} tell={tell} />}</Heard>
    </>
  );
}

function Card({ user, refresh, tell }: UserProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const form = useForm({
    truth: draftOf(user),
    missing: userLacks,
    refresh,
    save: async (draft, base) => {
      const body = userChange(base, draft);
      const next = await session.api.call<UserView>('PUT', `/api/admin/users/${String(user.id)}`, { body });
      tell('config.saved.of', { what: next.name }, aboutUser(next));
    },
  });
  return (
    <>
      <div className="config-card">
        <h3>
          {user.name}{' '}
          {user.active ? (
            user.mustChangePassword && <State tone="warn">{t('config.users.mustChange')}</State>
          ) : (
            <State tone="off">{t('config.disabled')}</State>
          )}
        </h3>
        <p className="soft">{user.email}</p>
        <SaveForm form={form} words={userWords(t)} label={t('config.users.formOf', { name: user.name })}>
          <UserFields form={form} withEmail={false} />
        </SaveForm>
        {user.advisor !== null && (
          <p className="config-note">
            {t(user.advisor.active ? 'config.users.hasDesk' : 'config.users.hadDesk')}{' '}
            <a href={placeLink('advisors', user.advisor.id)}>{t('config.users.toDesk')}</a>
          </p>
        )}
      </div>
      <UserAccess user={user} refresh={refresh} tell={tell} />
    </>
  );
}
