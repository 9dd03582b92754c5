import type { AdvisorAccount } from '@ticketero/contract';
import type { Advisor, Branch } from '@ticketero/core';

import type { Statement } from '../platform/database/transactions.js';

export interface AdvisorRow {
  id: number;
  branch_id: number;
  branch_code: string;
  user_id: number | null;
  email: string;
  name: string;
  queue_types: string[];
  active: boolean;
}

const SELECT = `select a.id, a.branch_id, b.code as branch_code, a.user_id, a.email, a.name, a.queue_types, a.active
  from advisor a join branch b on b.id = a.branch_id`;

export const ADVISOR: Statement = { name: 'staff-advisor-1', text: `${SELECT} where a.id = $1` };
/** Of a user in a branch: the desk they have, or had. */
export const ADVISOR_OF_USER: Statement = {
  name: 'staff-advisor-of-user-1',
  text: `${SELECT} where a.user_id = $1 and a.branch_id = $2 order by a.active desc, a.id desc limit 1`,
};
export const INSERT_ADVISOR: Statement = {
  name: 'staff-advisor-insert-1',
  text: `insert into advisor (branch_id, user_id, name, email, queue_types) values ($1, $2, $3, $4, $5::jsonb) returning id`,
};
/** Coming back: nothing of the last time at the desk holds any more. */
export const UPDATE_ADVISOR: Statement = {
  name: 'staff-advisor-update-1',
  text: `update advisor set name = $2, queue_types = $3::jsonb, active = $4 where id = $1`,
};
export const RENAME_ADVISOR: Statement = {
  name: 'staff-advisor-rename-1',
  text: 'update advisor set name = $2 where id = $1 and name <> $2',
};
export const RENAME_USER: Statement = {
  name: 'staff-advisor-rename-user-1',
  text: 'update app_user set name = $2 where id = $1 and name <> $2',
};
/** After the command that sent them OFFLINE has been saved. */
export const RETIRE_ADVISOR: Statement = {
  name: 'staff-advisor-retire-1',
  text: 'update advisor set active = false where id = $1',
};

export function presentAccount(row: AdvisorRow): AdvisorAccount {
  return {
    id: row.id,
    userId: row.user_id,
    email: row.email,
    name: row.name,
    branchOffice: row.branch_code,
    queueTypes: row.queue_types,
    active: row.active,
  };
}

type Facts = Record<string, unknown>;

/** The event of a change of an advisor's configuration; it also makes the change visible on the screens. */
export function recordAdvisorChange(
  branch: Branch,
  advisor: Pick<Advisor, 'id' | 'name'>,
  oldState: Facts | null,
  newState: Facts,
): void {
  if (JSON.stringify(oldState) === JSON.stringify(newState)) return;
  branch.record({
    eventType: 'CONFIG_CAMBIADA',
    entityType: 'ADVISOR',
    entityId: String(advisor.id),
    entityIdentifier: advisor.name,
    oldState,
    newState,
  });
}
