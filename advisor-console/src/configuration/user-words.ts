import type { TFunction } from 'i18next';

import { BANK_WIDE, type StaffRole, type UserDraft } from './user-draft';
import type { Words } from './form';
import { plain, worded } from './show';

export function userWords(t: TFunction): Words<UserDraft> {
  return {
    email: plain(t, t('config.users.email')),
    name: plain(t, t('config.users.name')),
    role: worded(t, t('config.users.role'), (role: StaffRole) => t(`role.${role}`)),
    branchOffice: worded(t, t('config.users.branch'), (code: string) =>
      code === BANK_WIDE ? t('config.users.wholeBank') : code,
    ),
  };
}
