import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

import type { RolesAnswer, RoleView } from '@ticketero/contract';

import { usePolled } from '../common/use-polled';
import { useSession } from '../session/use-session';
import type { PartProps } from './configuration';
import { CheckListField } from './fields';
import { SaveForm } from './form';
import { BackToList, Heard, NotThere } from './loaded';
import { permissionKey } from './permission-key';
import { placeLink } from './place';
import type { Tell } from './saved';
import { useScope } from './scope';
import { listed } from './show';
import { useForm } from './use-form';

/** What somebody may do, as a person says it; one of a newer server keeps its name. */
function permissionWords(t: TFunction, permission: string): string {
  return t(`config.permission.${permissionKey(permission)}`, { defaultValue: permission });
}

/** What each role may do; the same in the whole bank. */
export function Roles({ item, tell }: PartProps) {
  const polled = usePolled<RolesAnswer>('/api/admin/roles');
  return (
    <Heard polled={polled}>
      {(answer) => {
        if (item === null) return <RolesList answer={answer} />;
        const role = answer.roles.find(({ name }) => name === item);
        if (!role) return <NotThere back={placeLink('roles')} />;
        return <RoleCard role={role} all={answer.permissions} refresh={polled.refresh} tell={tell} />;
      }}
    </Heard>
  );
}

function RolesList({ answer }: { answer: RolesAnswer }) {
  const { t } = useTranslation();
  return (
    <div className="list-card">
      <table className="config-table">
        <thead>
          <tr>
            <th scope="col">{t('config.users.role')}</th>
            <th scope="col">{t('config.roles.may')}</th>
          </tr>
        </thead>
        <tbody>
          {answer.roles.map(({ name, permissions }) => (
            <tr key={name}>
              <th scope="row">
                <a href={placeLink('roles', name)}>{t(`role.${name}`, { defaultValue: name })}</a>
              </th>
              <td className="config-prose">
                {permissions.map((one) => permissionWords(t, one)).join(' · ') || t('none')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CardProps {
  role: RoleView;
  /** Every permission there is. */
  all: string[];
  refresh: () => Promise<void>;
  tell: Tell;
}

function RoleCard({ role, all, refresh, tell }: CardProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { user } = useScope();
  const name = t(`role.${role.name}`, { defaultValue: role.name });
  const may = user.role === 'ADMIN' && user.branchOffice === null;
  const words = (one: string) => permissionWords(t, one);
  const form = useForm({
    truth: { permissions: all.filter((one) => role.permissions.includes(one)) },
    refresh,
    save: async ({ permissions }) => {
      await session.api.call('PUT', `/api/admin/roles/${role.name}`, { body: { permissions } });
      tell('config.saved.of', { what: name }, { entityType: 'SISTEMA', entityId: `role ${role.name}`, branch: null });
    },
  });
  return (
    <>
      <BackToList to={placeLink('roles')} />
      <div className="config-card">
        <h3>{name}</h3>
        {!may && <p className="config-note">{t('config.roles.bankOnly')}</p>}
        <SaveForm
          form={form}
          words={{ permissions: listed(t('config.roles.may'), words) }}
          label={t('config.roles.formOf', { name })}
        >
          <CheckListField
            id="role-permissions"
            legend={t('config.roles.may')}
            wrong={form.refused('permissions')}
            choices={all.map((value) => ({ value, label: words(value) }))}
            chosen={form.draft.permissions}
            disabled={!may}
            onChange={(permissions) => {
              form.change({ permissions });
            }}
          />
        </SaveForm>
      </div>
    </>
  );
}
