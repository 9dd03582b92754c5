import { useTranslation } from 'react-i18next';

import type { BranchesAnswer } from '@ticketero/contract';

import { usePolled } from '../common/use-polled';
import { SelectField } from './fields';
import { NameFields } from './name-fields';
import { useScope } from './scope';
import type { Form } from './use-form';
import { BANK_WIDE, STAFF_ROLES, type StaffRole, type UserDraft } from './user-draft';

interface Props {
  form: Form<UserDraft>;
  /** An account keeps its e-mail. */
  withEmail: boolean;
}

export function UserFields({ form, withEmail }: Props) {
  const { t } = useTranslation();
  const { draft, change } = form;
  const wrong = (field: keyof UserDraft) => {
    const lacks = form.lacks(field);
    return lacks === null ? form.refused(field) : t(lacks);
  };
  return (
    <div className="config-fields">
      <NameFields of="user" {...{ draft, withEmail, wrong }} onChange={change} />
      <SelectField
        id="user-role"
        label={t('config.users.role')}
        hint={t(`config.users.roleAbout.${draft.role}`)}
        wrong={wrong('role')}
        value={draft.role}
        choices={STAFF_ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        onChoose={(role) => {
          change({ role: role as StaffRole });
        }}
      />
      <Branch form={form} wrong={wrong('branchOffice')} />
    </div>
  );
}

/** Who is of one branch makes people of that one. */
function Branch({ form: { draft, change }, wrong }: { form: Form<UserDraft>; wrong: string | null }) {
  const { t } = useTranslation();
  const { user, branch } = useScope();
  const { answer } = usePolled<BranchesAnswer>('/api/admin/branches');
  const known = (answer?.branches ?? []).map(({ code, name }) => ({ value: code, label: name }));
  const others = [draft.branchOffice, branch ?? ''].filter(
    (code, index, all) => code !== '' && all.indexOf(code) === index && !known.some(({ value }) => value === code),
  );
  const named = [...known, ...others.map((code) => ({ value: code, label: code }))];
  if (user.branchOffice !== null) return null;
  return (
    <SelectField
      id="user-branch"
      label={t('config.users.branch')}
      wrong={wrong}
      value={draft.branchOffice}
      choices={[{ value: BANK_WIDE, label: t('config.users.wholeBank') }, ...named]}
      onChoose={(branchOffice) => {
        change({ branchOffice });
      }}
    />
  );
}
