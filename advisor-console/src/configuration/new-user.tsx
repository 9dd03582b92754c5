import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { UserCreated } from '@ticketero/contract';

import { useSession } from '../session/use-session';
import { SaveForm } from './form';
import { BackToList } from './loaded';
import { placeLink } from './place';
import type { Tell } from './saved';
import { useScope } from './scope';
import { SecretNote } from './secret';
import { useForm } from './use-form';
import { BANK_WIDE, branchOf, userLacks, type UserDraft } from './user-draft';
import { UserFields } from './user-fields';
import { userWords } from './user-words';

export function NewUser({ tell }: { tell: Tell }) {
  const [made, setMade] = useState<UserCreated | null>(null);
  return (
    <>
      <BackToList to={placeLink('users')} />
      {made === null ? (
        <NewUserForm
          onMade={(answer) => {
            setMade(answer);
            const { id, email, branchOffice } = answer.user;
            tell('config.users.made', { email }, { entityType: 'USER', entityId: String(id), branch: branchOffice });
          }}
        />
      ) : (
        <SecretNote
          secret={{ email: made.user.email, password: made.temporaryPassword }}
          onClose={() => {
            location.href = placeLink('users', made.user.id);
          }}
        />
      )}
    </>
  );
}

function NewUserForm({ onMade }: { onMade: (answer: UserCreated) => void }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { user, branch } = useScope();
  const [empty] = useState<UserDraft>({
    email: '',
    name: '',
    role: 'SUPERVISOR',
    branchOffice: user.branchOffice ?? branch ?? BANK_WIDE,
  });
  const form = useForm({
    truth: empty,
    missing: userLacks,
    refresh: () => Promise.resolve(),
    save: async ({ email, name, role, branchOffice }) => {
      const body = { email: email.trim(), name: name.trim(), role, branchOffice: branchOf(branchOffice) };
      onMade(await session.api.call<UserCreated>('POST', '/api/admin/users', { body }));
    },
  });
  return (
    <div className="config-card">
      <SaveForm form={form} words={userWords(t)} isNew label={t('config.users.add')} submit={t('config.users.create')}>
        <UserFields form={form} withEmail />
      </SaveForm>
    </div>
  );
}
