import {
  BRANCH_FILE_FORMAT,
  type BranchConfiguration,
  type BranchesAnswer,
  type BranchFile,
  type BranchListItem,
  type ChangeBranchRequest,
  type CopyBranchRequest,
  type CreateBranchRequest,
} from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import { isOpen, type OpeningHours } from '@ticketero/core';

import { BranchDirectory, REFERENCE_QUEUES } from '../branches/index.js';
import type { Principal } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { Clock } from '../platform/clock.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import { ProblemError } from '../platform/errors/problem.js';
import { ChangeBranch } from './change-branch.js';
import { requireVersion } from './checks.js';
import { branchVersion, changedFacts, newFacts, presentBranch, present } from './facts.js';

/** $1: of one branch alone, or null. */
const LIST: Statement = {
  name: 'configuration-list-1',
  text: `select b.code, b.name, b.time_zone, b.module_count, b.active, b.status, b.opening_hours,
      (select count(*)::int from queue q where q.branch_id = b.id and q.enabled) as queues,
      (select count(*)::int from advisor a where a.branch_id = b.id and a.active) as advisors,
      (select count(*)::int from device d where d.branch_id = b.id and d.paired_at is not null and d.revoked_at is null)
        as devices
    from branch b where $1::bigint is null or b.id = $1 order by b.active desc, b.name, b.id`,
};

interface ListRow {
  code: string;
  name: string;
  time_zone: string;
  module_count: number;
  active: boolean;
  status: string;
  opening_hours: OpeningHours | null;
  queues: number;
  advisors: number;
  devices: number;
}

/** Only who manages the whole bank makes branches; a branch's ADMIN changes that branch. Throws SIN_PERMISO. */
export function requireBankWide(caller: Principal): void {
  if (caller.branchId !== null) throw new ProblemError('SIN_PERMISO');
}

/** The branches of the bank as an ADMIN configures them. */
@Injectable()
export class Branches {
  constructor(
    private readonly changes: ChangeBranch,
    private readonly directory: BranchDirectory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async list(caller: Principal): Promise<BranchesAnswer> {
    const rows = await this.transactions.query<ListRow>(LIST, [caller.branchId]);
    return { branches: rows.map((row) => this.item(row)), mayCreate: caller.branchId === null };
  }

  private item(row: ListRow): BranchListItem {
    const { code, name, active, queues, advisors, devices, time_zone: timeZone, module_count: moduleCount } = row;
    const open = active && row.status === 'OPEN' && isOpen(row.opening_hours, this.clock.now(), timeZone);
    return { code, name, timeZone, moduleCount, active, open, queues, advisors, devices };
  }

  /** Throws SUCURSAL_NO_ENCONTRADA, and SIN_PERMISO for another branch than the caller's. */
  async one(code: string, caller: Principal): Promise<BranchConfiguration> {
    const { facts, queues } = await this.changes.load(await this.find(code, caller));
    return presentBranch(facts, queues);
  }

  /** Throws CONFLICTO for a code or a name that another branch has. */
  async create(request: CreateBranchRequest, caller: Principal, actor: Actor): Promise<BranchConfiguration> {
    requireBankWide(caller);
    const { code, name, ...more } = request;
    return this.changes.create(
      { facts: { ...newFacts(code, name), ...present(more) }, queues: [...REFERENCE_QUEUES] },
      actor,
    );
  }

  /** A new branch like that one; people, devices and history stay where they are. Throws like `create`. */
  async copy(code: string, request: CopyBranchRequest, caller: Principal, actor: Actor): Promise<BranchConfiguration> {
    requireBankWide(caller);
    const { facts, queues } = await this.changes.load(await this.find(code, caller));
    const { name } = request;
    return this.changes.create(
      { facts: { ...facts, code: request.code, name: name.trim(), active: true }, queues },
      actor,
    );
  }

  /** What is absent stays. Throws CONFLICTO for an older version and for what would hurt who is there. */
  async change(
    code: string,
    request: ChangeBranchRequest,
    caller: Principal,
    actor: Actor,
  ): Promise<BranchConfiguration> {
    const branchId = await this.find(code, caller);
    // Only the whole bank's ADMIN takes a branch away, or brings it back.
    if (request.active !== undefined) requireBankWide(caller);
    const { after } = await this.changes.change(branchId, actor, (before) => {
      requireVersion(request.version, branchVersion(before.facts));
      return { facts: changedFacts(before.facts, request), queues: before.queues };
    });
    return presentBranch(after.facts, after.queues);
  }

  /** The file of a branch: what can be configured, and nobody's name. */
  async file(code: string, caller: Principal): Promise<BranchFile> {
    const { facts, queues } = await this.changes.load(await this.find(code, caller));
    const { active: _, ...rest } = facts;
    return { ticketero: BRANCH_FILE_FORMAT, ...rest, queues };
  }

  private find(code: string, caller: Principal): Promise<number> {
    return this.directory.resolve(caller.branchId, code);
  }
}
