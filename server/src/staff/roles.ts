import { PERMISSIONS, ROLES, type Permission, type Role, type RolesAnswer, type RoleView } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';

import { Authenticator, DEVICE_PERMISSIONS, STAFF_LOCK, type Principal } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { AuditLog } from '../platform/audit-log.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { ROLE } from './user-rows.js';

const ALL: Statement = { name: 'staff-roles-1', text: 'select name, permissions from role' };
const SET: Statement = { name: 'staff-role-set-1', text: 'update role set permissions = $2::jsonb where name = $1' };

/** Without these nobody could ever give anything back. */
const KEPT_BY_ADMIN: readonly Permission[] = ['users:write', 'config:write'];

/** What each role may do: a list of permissions, the bank's own to change. */
@Injectable()
export class Roles {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly authenticator: Authenticator,
  ) {}

  async list(): Promise<RolesAnswer> {
    const rows = await this.transactions.query<RoleView & Record<string, unknown>>(ALL, []);
    const place = ({ name }: RoleView): number => ROLES.indexOf(name);
    const roles = rows.sort((a, b) => place(a) - place(b)).map(({ name, permissions }) => ({ name, permissions }));
    return { roles, permissions: [...PERMISSIONS] };
  }

  /** Throws RECURSO_NO_ENCONTRADO, VALIDACION_FALLIDA, CONFLICTO, and SIN_PERMISO for all but a bank-wide ADMIN. */
  async change(name: string, wanted: string[], caller: Principal, actor: Actor): Promise<RoleView> {
    const rules = caller.kind === 'person' && caller.role === 'ADMIN' && caller.branchId === null;
    if (!rules) throw new ProblemError('SIN_PERMISO');
    const role = ROLES.find((one) => one === name);
    if (!role) throw new ProblemError('RECURSO_NO_ENCONTRADO');
    requirePossible(role, wanted);
    const permissions = PERMISSIONS.filter((one) => wanted.includes(one));
    await this.transactions.run(async (tx) => {
      await tx.query(STAFF_LOCK, []);
      const [row] = await tx.query<{ permissions: string[] }>(ROLE, [role]);
      const [oldState, newState] = [{ permissions: row?.permissions ?? [] }, { permissions }];
      if (JSON.stringify(oldState) === JSON.stringify(newState)) return;
      await tx.query(SET, [role, JSON.stringify(permissions)]);
      const entity = { entityType: 'SISTEMA', entityId: `role ${role}`, entityIdentifier: role } as const;
      await this.audit.record(null, actor, { eventType: 'CONFIG_CAMBIADA', ...entity, oldState, newState }, tx);
    });
    this.authenticator.forget();
    return { name: role, permissions };
  }
}

function requirePossible(role: Role, wanted: string[]): void {
  const unknown = wanted.find((one) => !PERMISSIONS.some((known) => known === one));
  if (unknown !== undefined) throw invalid({ permissions: `No existe el permiso ${unknown}` });
  if (role === 'KIOSK' || role === 'DISPLAY') {
    const tooMuch = wanted.find((one) => !DEVICE_PERMISSIONS.some((known) => known === one));
    if (tooMuch !== undefined) throw invalid({ permissions: `Un dispositivo no puede tener el permiso ${tooMuch}` });
  }
  const missing = KEPT_BY_ADMIN.find((one) => !wanted.includes(one));
  if (role === 'ADMIN' && missing !== undefined) {
    throw new ProblemError('CONFLICTO', {
      mensaje: `El rol ADMIN no puede perder el permiso ${missing}`,
      detail: `The role ADMIN cannot lose the permission ${missing}`,
    });
  }
}
