import type { Principal } from '../identity/index.js';
import { ProblemError } from '../platform/errors/problem.js';

/** What is known of somebody who is to be managed. */
export interface Managed {
  /** Null: the whole bank. */
  branchId: number | null;
  /** Of their role. */
  permissions: readonly string[];
}

/** A branch's ADMIN manages the people of that branch and nobody else. Throws SIN_PERMISO. */
export function requireReach(caller: Principal, branchId: number | null): void {
  if (caller.branchId !== null && caller.branchId !== branchId) throw new ProblemError('SIN_PERMISO');
}

/**
 * Nobody but an ADMIN gives what they do not have, or takes over somebody who has it: another role that may manage users
 * could otherwise make itself an ADMIN. Throws SIN_PERMISO.
 */
export function requireCover(caller: Principal, { branchId, permissions }: Managed): void {
  requireReach(caller, branchId);
  if (caller.kind === 'person' && caller.role === 'ADMIN') return;
  if (!permissions.every((one) => caller.permissions.has(one))) throw new ProblemError('SIN_PERMISO');
}
