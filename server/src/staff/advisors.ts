import type { AdvisorAccount, AdvisorCreated } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import { assignWaiting, dismissAdvisor, type Branch } from '@ticketero/core';

import { BranchDirectory, UnitOfWork } from '../branches/index.js';
import { Authenticator, hashPassword, STAFF_LOCK, temporaryPassword, type Principal } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import {
  ADVISOR,
  ADVISOR_OF_USER,
  INSERT_ADVISOR,
  presentAccount,
  recordAdvisorChange,
  RENAME_USER,
  RETIRE_ADVISOR,
  UPDATE_ADVISOR,
  type AdvisorRow,
} from './advisor-rows.js';
import type { ChangeAdvisorDto, CreateAdvisorDto } from './dto.js';
import { requireCover, requireReach } from './reach.js';
import { ROLE, USER, USER_BY_EMAIL, type UserRow } from './user-rows.js';
import { Users } from './users.js';

const INACTIVE = { mensaje: 'Activa primero su cuenta', detail: 'Activate the account first' };

/**
 * Who works at the desks of a branch, as an ADMIN manages them: under the branch lock like any command, so that whoever is
 * next is called at once and every screen knows. History stays: an advisor is disabled, never deleted.
 */
@Injectable()
export class Advisors {
  constructor(
    private readonly transactions: Transactions,
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: BranchDirectory,
    private readonly authenticator: Authenticator,
    private readonly users: Users,
  ) {}

  /**
   * A desk for somebody: who has no account gets one, who had a desk here gets it back. Throws COLA_NO_ENCONTRADA, and
   * CONFLICTO for somebody who has a desk.
   */
  async create(input: CreateAdvisorDto, caller: Principal, actor: Actor): Promise<AdvisorCreated> {
    const branchId = await this.directory.resolve(caller.branchId, input.branchOffice);
    const email = input.email.trim().toLowerCase();
    const wanted = { email, name: input.name.trim(), queueTypes: [...new Set(input.queueTypes)] };
    const password = temporaryPassword();
    const hashed = await hashPassword(password);
    let [advisorId, isNew, before] = [0, false, null as AdvisorRow | null];
    await this.unitOfWork.configure(
      branchId,
      actor,
      (branch) => {
        requireQueues(branch, wanted.queueTypes);
        recordAdvisorChange(branch, branch.advisor(advisorId), before && audited(before), { ...wanted, active: true });
        assignWaiting(branch);
      },
      {
        before: async (tx) => {
          await tx.query(STAFF_LOCK, []);
          const [known] = await tx.query<UserRow>(USER_BY_EMAIL, [email]);
          isNew = !known;
          if (known) await this.requireFree(tx, known, branchId, caller);
          else await this.requireMayMake(tx, branchId, caller);
          const user = known ?? (await this.users.insert(tx, { ...wanted, role: 'ADVISOR', branchId }, hashed, actor));
          await tx.query(RENAME_USER, [user.id, wanted.name]);
          [before = null] = await tx.query<AdvisorRow>(ADVISOR_OF_USER, [user.id, branchId]);
          const queues = JSON.stringify(wanted.queueTypes);
          if (before) await tx.query(UPDATE_ADVISOR, [before.id, wanted.name, queues, true]);
          const made = before
            ? [before]
            : await tx.query<{ id: number }>(INSERT_ADVISOR, [branchId, user.id, wanted.name, email, queues]);
          advisorId = made[0]?.id ?? 0;
        },
        after: async () => {},
      },
    );
    this.authenticator.forget(); // who signs in is an advisor now
    const advisor = presentAccount(await this.find(this.transactions, advisorId, caller));
    return { advisor, temporaryPassword: isNew ? password : null };
  }

  /** What is absent stays. Throws ASESOR_CON_TICKET, COLA_NO_ENCONTRADA, ASESOR_NO_ENCONTRADO. */
  async change(id: number, input: ChangeAdvisorDto, caller: Principal, actor: Actor): Promise<AdvisorAccount> {
    const { branch_id: branchId } = await this.find(this.transactions, id, caller);
    let [before, next] = [null as AdvisorRow | null, null as AdvisorRow | null];
    await this.unitOfWork.configure(
      branchId,
      actor,
      (branch) => {
        if (!before || !next) return;
        if (input.queueTypes) requireQueues(branch, next.queue_types);
        if (before.active && !next.active) dismissAdvisor(branch, id);
        recordAdvisorChange(branch, next, audited(before), audited(next));
        assignWaiting(branch);
      },
      {
        before: async (tx) => {
          await tx.query(STAFF_LOCK, []);
          before = await this.find(tx, id, caller);
          next = {
            ...before,
            name: input.name?.trim() ?? before.name,
            queue_types: input.queueTypes ? [...new Set(input.queueTypes)] : before.queue_types,
            active: input.active ?? before.active,
          };
          await this.requireAccount(tx, before, next, caller);
          // Who leaves is still there when the branch is loaded: it is the command that sends them OFFLINE.
          const there = before.active || next.active;
          await tx.query(UPDATE_ADVISOR, [id, next.name, JSON.stringify(next.queue_types), there]);
          if (next.user_id !== null && next.active) await tx.query(RENAME_USER, [next.user_id, next.name]);
        },
        after: async (tx) => {
          if (next && !next.active) await tx.query(RETIRE_ADVISOR, [id]);
        },
      },
    );
    this.authenticator.forget();
    return presentAccount(await this.find(this.transactions, id, caller));
  }

  private async find(through: Pick<Tx, 'query'>, id: number, caller: Principal): Promise<AdvisorRow> {
    const [row] = await through.query<AdvisorRow>(ADVISOR, [id]);
    if (!row) throw new ProblemError('ASESOR_NO_ENCONTRADO');
    requireReach(caller, row.branch_id);
    return row;
  }

  /** Somebody who has an account: an active one of this branch, without a desk. */
  private async requireFree(tx: Tx, user: UserRow, branchId: number, caller: Principal): Promise<void> {
    if (user.branch_id !== branchId) {
      throw new ProblemError('CONFLICTO', {
        mensaje: 'Ese correo tiene una cuenta fuera de esta sucursal',
        detail: 'That e-mail has an account outside this branch',
      });
    }
    requireCover(caller, { branchId, permissions: user.permissions });
    if (!user.active) throw new ProblemError('CONFLICTO', INACTIVE);
    const [desk] = await tx.query<AdvisorRow>(ADVISOR_OF_USER, [user.id, branchId]);
    if (desk?.active)
      throw new ProblemError('CONFLICTO', {
        mensaje: 'Esa persona ya es asesora de la sucursal',
        detail: 'That person is an advisor of the branch already',
      });
  }

  private async requireMayMake(tx: Tx, branchId: number, caller: Principal): Promise<void> {
    const [role] = await tx.query<{ permissions: string[] }>(ROLE, ['ADVISOR']);
    requireCover(caller, { branchId, permissions: role?.permissions ?? [] });
  }

  /** A desk is of somebody who can sign in to it. */
  private async requireAccount(tx: Tx, before: AdvisorRow, next: AdvisorRow, caller: Principal): Promise<void> {
    if (before.user_id === null) return;
    const [user] = await tx.query<UserRow>(USER, [before.user_id]);
    if (!user || user.branch_id !== before.branch_id) {
      if (next.active)
        throw new ProblemError('CONFLICTO', {
          mensaje: 'Esa persona ya no es de esta sucursal',
          detail: 'That person is not of this branch any more',
        });
      return;
    }
    requireCover(caller, { branchId: before.branch_id, permissions: user.permissions });
    if (next.active && !user.active) throw new ProblemError('CONFLICTO', INACTIVE);
  }
}

/** Throws COLA_NO_ENCONTRADA with the queues that there are. */
function requireQueues(branch: Branch, queueTypes: string[]): void {
  if (queueTypes.length === 0) throw invalid({ queueTypes: 'Indica al menos una cola' });
  for (const queueType of queueTypes) branch.queue(queueType);
}

const audited = ({ email, name, queue_types: queueTypes, active }: AdvisorRow): Record<string, unknown> => ({
  email,
  name,
  queueTypes,
  active,
});
