import type { ChangeUserRequest, Role, UserView } from '@ticketero/contract';

import { changedPart } from './draft';
import type { Missing } from './use-form';

/** In a select, where null is no value. */
export const BANK_WIDE = '';

/** Roles of people; the others are of devices. */
export const STAFF_ROLES = ['ADVISOR', 'SUPERVISOR', 'ADMIN'] as const satisfies Role[];
export type StaffRole = (typeof STAFF_ROLES)[number];

export interface UserDraft {
  email: string;
  name: string;
  role: StaffRole;
  branchOffice: string;
}

export const draftOf = ({ email, name, role, branchOffice }: UserView): UserDraft => ({
  email,
  name,
  role: role as StaffRole,
  branchOffice: branchOffice ?? BANK_WIDE,
});

export function userLacks({ email, name, role, branchOffice }: UserDraft): Missing<UserDraft> {
  return {
    email: /^\S+@\S+\.\S+$/.test(email.trim()) ? null : 'config.missing.email',
    name: name.trim() === '' ? 'config.missing.name' : null,
    branchOffice: role === 'ADVISOR' && branchOffice === BANK_WIDE ? 'config.missing.advisorBranch' : null,
  };
}

/** As the server takes it. */
export const branchOf = (branchOffice: string): string | null => (branchOffice === BANK_WIDE ? null : branchOffice);

/** What was changed, and nothing else: what is absent stays. */
export function userChange(base: UserDraft, draft: UserDraft): ChangeUserRequest {
  const { name, role, branchOffice } = changedPart(base, draft);
  return {
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(role === undefined ? {} : { role }),
    ...(branchOffice === undefined ? {} : { branchOffice: branchOf(branchOffice) }),
  };
}
