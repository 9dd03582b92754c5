import type { Role, UserView } from '@ticketero/contract';

import type { Statement } from '../platform/database/transactions.js';

export interface UserRow {
  id: number;
  email: string;
  name: string;
  role: Role;
  branch_id: number | null;
  branch_code: string | null;
  branch_name: string | null;
  active: boolean;
  must_change_password: boolean;
  created_at: Date;
  permissions: string[];
  advisor_id: number | null;
  queue_types: string[] | null;
  advisor_active: boolean | null;
}

const FROM = `from app_user u
  join role r on r.name = u.role
  left join branch b on b.id = u.branch_id
  left join lateral (
    select id, queue_types, active from advisor where user_id = u.id and branch_id = u.branch_id
    order by active desc, id desc limit 1) a on true`;

const SELECT = `select u.id, u.email, u.name, u.role, u.branch_id, b.code as branch_code, b.name as branch_name, u.active,
    u.must_change_password, u.created_at, r.permissions, a.id as advisor_id, a.queue_types, a.active as advisor_active
  ${FROM}`;

const PLAIN = `translate(lower(u.name), 'áéíóúüñ', 'aeiouun')`;
const MATCHES = `where ($1::bigint is null or u.branch_id = $1)
  and ($2::text is null or strpos(u.email, $2) > 0 or strpos(${PLAIN}, $2) > 0)`;

export const USER: Statement = { name: 'staff-user-1', text: `${SELECT} where u.id = $1` };
export const USER_BY_EMAIL: Statement = { name: 'staff-user-by-email-1', text: `${SELECT} where u.email = $1` };
export const USERS_PAGE: Statement = {
  name: 'staff-users-page-1',
  text: `${SELECT} ${MATCHES} order by u.name, u.id limit $3 offset $4`,
};
export const USERS_COUNT: Statement = {
  name: 'staff-users-count-1',
  text: `select count(*)::int as total from app_user u ${MATCHES}`,
};
export const INSERT_USER: Statement = {
  name: 'staff-user-insert-1',
  text: `insert into app_user (email, name, role, branch_id, password_hash, must_change_password, created_at, updated_at)
    values ($1, $2, $3, $4, $5, true, $6, $6) on conflict (email) do nothing returning id`,
};
export const UPDATE_USER: Statement = {
  name: 'staff-user-update-1',
  text: `update app_user set name = $2, role = $3, branch_id = $4, active = $5, updated_at = $6 where id = $1`,
};
export const OTHER_ADMINS: Statement = {
  name: 'staff-other-admins-1',
  text: `select 1 from app_user where role = 'ADMIN' and branch_id is null and active and id <> $1 limit 1`,
};
export const ROLE: Statement = { name: 'staff-role-1', text: 'select name, permissions from role where name = $1' };

export function presentUser(row: UserRow): UserView {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    branchOffice: row.branch_code,
    branchName: row.branch_name,
    active: row.active,
    mustChangePassword: row.must_change_password,
    advisor:
      row.advisor_id === null
        ? null
        : { id: row.advisor_id, queueTypes: row.queue_types ?? [], active: row.advisor_active ?? false },
    createdAt: row.created_at.toISOString(),
  };
}

/** As the audit log tells it (R10): never a password. */
export const auditedUser = (row: UserRow): Record<string, unknown> => ({
  email: row.email,
  name: row.name,
  role: row.role,
  branchOffice: row.branch_code,
  active: row.active,
});

/** A person is about to be searched for: as `PLAIN` and the stored addresses are. */
export const searchText = (q: string | undefined): string | null =>
  q?.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '') || null;
