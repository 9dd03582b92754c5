import type { Page, PasswordReset, SessionsAnswer, UserCreated, UserView } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import { dismissAdvisor, type Branch } from '@ticketero/core';

import { BranchDirectory, UnitOfWork } from '../branches/index.js';
import {
  Authenticator,
  hashPassword,
  Passwords,
  Sessions,
  STAFF_LOCK,
  temporaryPassword,
  type Principal,
} from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { AuditLog, type LoggedEvent } from '../platform/audit-log.js';
import { WallClock } from '../platform/clock.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { recordAdvisorChange, RENAME_ADVISOR, RETIRE_ADVISOR } from './advisor-rows.js';
import type { ChangeUserDto, CreateUserDto, StaffRole, UsersQueryDto } from './dto.js';
import { requireCover, requireReach } from './reach.js';
import {
  auditedUser,
  INSERT_USER,
  OTHER_ADMINS,
  presentUser,
  ROLE,
  searchText,
  UPDATE_USER,
  USER,
  USERS_COUNT,
  USERS_PAGE,
  type UserRow,
} from './user-rows.js';

/** Rows of a page that did not ask for another size. */
const PAGE_SIZE = 20;

/** A user before and after a change, to be audited when the rest of it is written. */
interface Changed {
  before: UserRow;
  after: UserRow;
  endedSessions: number;
}

/** Who signs in, as an ADMIN manages them. A branch's ADMIN manages that branch's people. */
@Injectable()
export class Users {
  constructor(
    private readonly transactions: Transactions,
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: BranchDirectory,
    private readonly audit: AuditLog,
    private readonly clock: WallClock,
    private readonly authenticator: Authenticator,
    private readonly sessions: Sessions,
    private readonly passwords: Passwords,
  ) {}

  async list(query: UsersQueryDto, caller: Principal): Promise<Page<UserView>> {
    const all = caller.branchId === null && query.branchOffice === undefined;
    const branchId = all ? null : await this.directory.resolve(caller.branchId, query.branchOffice);
    const filter = [branchId, searchText(query.q)];
    const [page, pageSize] = [query.page ?? 1, query.pageSize ?? PAGE_SIZE];
    const [counted] = await this.transactions.query<{ total: number }>(USERS_COUNT, filter);
    const rows = await this.transactions.query<UserRow>(USERS_PAGE, [...filter, pageSize, (page - 1) * pageSize]);
    return { total: counted?.total ?? 0, page, pageSize, records: rows.map(presentUser) };
  }

  async one(id: number, caller: Principal): Promise<UserView> {
    return presentUser(await this.find(this.transactions, id, caller));
  }

  /** Throws CONFLICTO when the address has an account. */
  async create(input: CreateUserDto, caller: Principal, actor: Actor): Promise<UserCreated> {
    const branchId = await this.branchFor(input.branchOffice, caller);
    const password = temporaryPassword();
    const hashed = await hashPassword(password);
    const made = await this.transactions.run(async (tx) => {
      await tx.query(STAFF_LOCK, []);
      await this.requireRole(tx, input.role, branchId, caller);
      return this.insert(tx, { ...input, branchId }, hashed, actor);
    });
    return { user: presentUser(made), temporaryPassword: password };
  }

  /** A new account with a temporary password. The caller holds STAFF_LOCK. Throws CONFLICTO. */
  async insert(
    tx: Tx,
    input: { email: string; name: string; role: StaffRole; branchId: number | null },
    hashed: string,
    actor: Actor,
  ): Promise<UserRow> {
    const email = input.email.trim().toLowerCase();
    const values = [email, input.name.trim(), input.role, input.branchId, hashed, new Date(this.clock.now())];
    const [inserted] = await tx.query<{ id: number }>(INSERT_USER, values);
    if (!inserted)
      throw new ProblemError('CONFLICTO', {
        mensaje: 'Ese correo ya tiene una cuenta',
        detail: 'That e-mail has an account already',
      });
    const [row] = await tx.query<UserRow>(USER, [inserted.id]);
    if (!row) throw new ProblemError('CONFLICTO');
    await this.record(tx, row, actor, { eventType: 'CONFIG_CAMBIADA', newState: auditedUser(row) });
    return row;
  }

  /**
   * What is absent stays. Who is disabled is signed out everywhere and leaves their desk, in the same transaction. Throws
   * ASESOR_CON_TICKET, and CONFLICTO for the last ADMIN of the bank and for a move away from an active desk.
   */
  async change(id: number, input: ChangeUserDto, caller: Principal, actor: Actor): Promise<UserView> {
    const known = await this.find(this.transactions, id, caller);
    const branchId = input.branchOffice === undefined ? undefined : await this.branchFor(input.branchOffice, caller);
    const change = { name: input.name?.trim(), role: input.role, active: input.active, branchId };
    const atDesk = known.advisor_active === true && known.branch_id !== null;
    const concernsDesk = change.active === false || (change.name !== undefined && change.name !== known.name);
    const after =
      atDesk && concernsDesk
        ? await this.changeWithDesk(known, change, caller, actor)
        : await this.transactions.run(async (tx) => {
            const changed = await this.apply(tx, id, change, caller, false);
            await this.recordChange(tx, changed, actor);
            return changed.after;
          });
    this.authenticator.forget();
    return presentUser(after);
  }

  /** Somebody with a desk: their branch knows their name, and must not call customers to somebody who is not there. */
  private async changeWithDesk(known: UserRow, change: UserChange, caller: Principal, actor: Actor): Promise<UserRow> {
    const advisorId = known.advisor_id ?? 0;
    let changed: Changed | undefined;
    const leaves = change.active === false;
    await this.unitOfWork.configure(
      known.branch_id ?? 0,
      actor,
      (branch: Branch) => {
        const advisor = branch.advisor(advisorId);
        const oldState = { name: known.name, active: true };
        if (leaves) dismissAdvisor(branch, advisorId);
        recordAdvisorChange(branch, advisor, oldState, { name: advisor.name, active: !leaves });
      },
      {
        before: async (tx) => {
          changed = await this.apply(tx, known.id, change, caller, true);
          await tx.query(RENAME_ADVISOR, [advisorId, changed.after.name]);
        },
        after: async (tx) => {
          if (leaves) await tx.query(RETIRE_ADVISOR, [advisorId]);
          if (changed) await this.recordChange(tx, changed, actor);
        },
      },
    );
    if (!changed) throw new ProblemError('CONFLICTO');
    return changed.after;
  }

  /** Writes the change of the account itself. `withDesk`: the caller changes the desk in the same transaction. */
  private async apply(tx: Tx, id: number, change: UserChange, caller: Principal, withDesk: boolean): Promise<Changed> {
    await tx.query(STAFF_LOCK, []);
    const before = await this.find(tx, id, caller);
    requireCover(caller, { branchId: before.branch_id, permissions: before.permissions });
    const next = {
      name: change.name ?? before.name,
      role: change.role ?? (before.role as StaffRole),
      branchId: change.branchId === undefined ? before.branch_id : change.branchId,
      active: change.active ?? before.active,
    };
    await this.requireRole(tx, next.role, next.branchId, caller);
    if (before.advisor_active && next.branchId !== before.branch_id) {
      throw new ProblemError('CONFLICTO', {
        mensaje: 'Desactiva primero su puesto de asesor en la sucursal',
        detail: 'Deactivate the desk in the branch first',
      });
    }
    if (before.advisor_active && !withDesk && (!next.active || next.name !== before.name)) {
      throw new ProblemError('CONFLICTO'); // the desk was made a moment ago
    }
    const rules = (row: { role: string; active: boolean }, branchId: number | null): boolean =>
      row.active && row.role === 'ADMIN' && branchId === null;
    if (rules(before, before.branch_id) && !rules(next, next.branchId)) {
      const others = await tx.query(OTHER_ADMINS, [id]);
      if (others.length === 0) {
        throw new ProblemError('CONFLICTO', {
          mensaje: 'Debe quedar al menos un administrador activo de todo el banco',
          detail: 'At least one active administrator of the whole bank has to remain',
        });
      }
    }
    const now = new Date(this.clock.now());
    await tx.query(UPDATE_USER, [id, next.name, next.role, next.branchId, next.active, now]);
    const endedSessions = before.active && !next.active ? await this.sessions.endAll(tx, id) : 0;
    const [after] = await tx.query<UserRow>(USER, [id]);
    return { before, after: after ?? before, endedSessions };
  }

  async resetPassword(id: number, caller: Principal, actor: Actor): Promise<PasswordReset> {
    const password = temporaryPassword();
    const hashed = await hashPassword(password);
    await this.transactions.run(async (tx) => {
      const row = await this.findToManage(tx, id, caller);
      const data = { reset: true, endedSessions: await this.passwords.reset(tx, id, hashed) };
      await this.record(tx, row, actor, { eventType: 'CLAVE_CAMBIADA', data });
    });
    this.authenticator.forget();
    return { temporaryPassword: password };
  }

  async signOut(id: number, caller: Principal, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const row = await this.findToManage(tx, id, caller);
      const data = { reason: 'ADMINISTRADOR', sessions: await this.sessions.endAll(tx, id) };
      await this.record(tx, row, actor, { eventType: 'SESION_REVOCADA', data });
    });
    this.authenticator.forget();
  }

  async sessionsOf(id: number, caller: Principal): Promise<SessionsAnswer> {
    await this.find(this.transactions, id, caller);
    return this.sessions.list(id, caller.kind === 'person' ? caller.sessionId : null);
  }

  private async find(through: Pick<Tx, 'query'>, id: number, caller: Principal): Promise<UserRow> {
    const [row] = await through.query<UserRow>(USER, [id]);
    if (!row) throw new ProblemError('RECURSO_NO_ENCONTRADO');
    requireReach(caller, row.branch_id);
    return row;
  }

  private async findToManage(tx: Tx, id: number, caller: Principal): Promise<UserRow> {
    await tx.query(STAFF_LOCK, []);
    const row = await this.find(tx, id, caller);
    requireCover(caller, { branchId: row.branch_id, permissions: row.permissions });
    return row;
  }

  /** The branch a request names: absent the caller's own, null the whole bank. */
  private async branchFor(requested: string | null | undefined, caller: Principal): Promise<number | null> {
    if (requested === null) {
      requireReach(caller, null);
      return null;
    }
    if (requested === undefined && caller.branchId === null) {
      throw invalid({ branchOffice: 'Indica la sucursal, o null para todo el banco' });
    }
    return this.directory.resolve(caller.branchId, requested);
  }

  /** Whether the caller may give this role. An advisor sits in a branch. */
  private async requireRole(tx: Tx, role: StaffRole, branchId: number | null, caller: Principal): Promise<void> {
    const [row] = await tx.query<{ permissions: string[] }>(ROLE, [role]);
    requireCover(caller, { branchId, permissions: row?.permissions ?? [] });
    if (role === 'ADVISOR' && branchId === null) {
      throw invalid({ branchOffice: 'Un asesor pertenece a una sucursal' });
    }
  }

  /** In the log of the branch they left as well as in that of the one they came to. */
  private async recordChange(tx: Tx, { before, after, endedSessions }: Changed, actor: Actor): Promise<void> {
    const [oldState, newState] = [auditedUser(before), auditedUser(after)];
    if (JSON.stringify(oldState) === JSON.stringify(newState)) return;
    const data = endedSessions > 0 ? { endedSessions } : null;
    for (const branchId of new Set([before.branch_id, after.branch_id])) {
      const row = { ...after, branch_id: branchId };
      await this.record(tx, row, actor, { eventType: 'CONFIG_CAMBIADA', oldState, newState, data });
    }
  }

  private record(
    tx: Tx,
    row: UserRow,
    actor: Actor,
    event: Pick<LoggedEvent, 'eventType' | 'oldState' | 'newState' | 'data'>,
  ): Promise<void> {
    const entity = { entityType: 'USER', entityId: String(row.id), entityIdentifier: row.email } as const;
    return this.audit.record(row.branch_id, actor, { ...entity, ...event }, tx);
  }
}

interface UserChange {
  name: string | undefined;
  role: StaffRole | undefined;
  branchId: number | null | undefined;
  active: boolean | undefined;
}
