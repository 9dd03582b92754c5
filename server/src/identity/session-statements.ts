import type { Role } from '@ticketero/contract';

import type { Statement } from '../platform/database/transactions.js';

/** A person as sign-in knows them. */
export interface UserRow {
  id: number;
  branch_id: number | null;
  branch_code: string | null;
  branch_name: string | null;
  email: string;
  name: string;
  role: Role;
  password_hash: string;
  must_change_password: boolean;
  permissions: string[];
  advisor_id: number | null;
}

export interface TokenRow {
  id: number;
  user_id: number;
  family: string;
  started_at: Date;
  expires_at: Date;
  used_at: Date | null;
  revoked_at: Date | null;
}

export interface OwnerRow {
  id: number;
  branch_id: number | null;
  email: string;
  password_hash: string;
}

export interface SessionRow {
  family: string;
  started_at: Date;
  created_at: Date;
  ip_address: string | null;
  user_agent: string | null;
}

const USER = `select u.id, u.branch_id, b.code as branch_code, b.name as branch_name, u.email, u.name, u.role,
    u.password_hash, u.must_change_password, r.permissions, a.id as advisor_id
  from app_user u
  join role r on r.name = u.role
  left join branch b on b.id = u.branch_id
  left join advisor a on a.user_id = u.id and a.active
  where u.active`;

export const USER_BY_NAME: Statement = {
  name: 'session-user-by-name-2',
  // Whole address, or the part before the @ when it belongs to one person only.
  text: `${USER} and (u.email = $1 or (split_part(u.email, '@', 1) = $1 and 1 = (
    select count(*) from app_user o where split_part(o.email, '@', 1) = $1 and o.active)))`,
};
export const USER_BY_ID: Statement = { name: 'session-user-by-id-2', text: `${USER} and u.id = $1` };

/**
 * The row of the person is the lock of their sessions: whoever begins, renews or ends one takes it first. Without it a
 * token that is just being renewed would survive "sign out everywhere".
 */
export const LOCK_OWNER: Statement = {
  name: 'session-lock-owner-1',
  text: 'select id, branch_id, email, password_hash from app_user where id = $1 and active for no key update',
};
export const LOCK_OWNER_OF_TOKEN: Statement = {
  name: 'session-lock-owner-of-token-1',
  text: `select id, branch_id, email, password_hash from app_user
    where id = (select user_id from refresh_token where token_hash = $1) for no key update`,
};

export const INSERT_TOKEN: Statement = {
  name: 'session-insert-2',
  text: `insert into refresh_token (user_id, family, token_hash, expires_at, created_at, started_at, ip_address, user_agent)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
/** What has expired can neither be used nor give a thief away. */
export const FORGET_EXPIRED: Statement = {
  name: 'session-forget-1',
  text: 'delete from refresh_token where user_id = $1 and expires_at < $2',
};
export const TAKE_TOKEN: Statement = {
  name: 'session-take-2',
  text: `select id, user_id, family, started_at, expires_at, used_at, revoked_at
    from refresh_token where token_hash = $1 for update`,
};
export const USE_TOKEN: Statement = {
  name: 'session-use-1',
  text: 'update refresh_token set used_at = $2 where id = $1',
};
export const END_SESSION: Statement = {
  name: 'session-end-1',
  text: 'update refresh_token set revoked_at = $2 where family = $1 and revoked_at is null returning id',
};
/** The open sessions of $1, but for $3. */
export const END_SESSIONS: Statement = {
  name: 'session-end-all-1',
  text: `with ended as (
      update refresh_token set revoked_at = $2
      where user_id = $1 and family is distinct from $3::uuid and revoked_at is null
      returning family, used_at, expires_at)
    select distinct family from ended where used_at is null and expires_at > $2`,
};
/** Of a session that is open exactly one token waits to be used. */
export const OPEN_SESSIONS: Statement = {
  name: 'session-list-1',
  text: `select family, started_at, created_at, ip_address, user_agent from refresh_token
    where user_id = $1 and used_at is null and revoked_at is null and expires_at > $2
    order by created_at desc, id desc`,
};
export const OPEN_SESSION: Statement = {
  name: 'session-open-1',
  text: `select family from refresh_token
    where user_id = $1 and family = $2::uuid and used_at is null and revoked_at is null and expires_at > $3`,
};
export const SET_PASSWORD: Statement = {
  name: 'session-set-password-2',
  text: 'update app_user set password_hash = $2, must_change_password = $3, updated_at = $4 where id = $1',
};
