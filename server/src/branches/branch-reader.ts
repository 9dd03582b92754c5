import { Injectable } from '@nestjs/common';
import { Branch, enterBusinessDay } from '@ticketero/core';

import { Clock } from '../platform/clock.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { ProblemError } from '../platform/errors/problem.js';
import { BRANCH_OF_ADVISOR, LOAD, LOAD_OF_TICKET, REVISIONS } from './branch-statements.js';
import { presentState, type LoadedState } from './present-state.js';

function asOf(state: LoadedState, now: number): Branch {
  const branch = new Branch(presentState(state), now);
  enterBusinessDay(branch); // a new day shows as one before its first command has written it down
  return branch;
}

/** The present of a branch for those who only look: one statement, no lock. */
@Injectable()
export class BranchReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** `within`: the transaction that has locked it. Throws SUCURSAL_NO_ENCONTRADA. */
  async load(branchId: number, within?: Tx): Promise<Branch> {
    const now = this.clock.now();
    const values = [branchId, new Date(now)];
    const [row] = await (within ?? this.transactions).query<{ state: LoadedState }>(LOAD, values);
    if (!row) throw new ProblemError('SUCURSAL_NO_ENCONTRADA');
    return asOf(row.state, now);
  }

  /** The branch in which a ticket is; null for a reference that stands for none. */
  async loadOfTicket(codigoReferencia: string): Promise<Branch | null> {
    const now = this.clock.now();
    const values = [codigoReferencia, new Date(now)];
    const [row] = await this.transactions.query<{ state: LoadedState }>(LOAD_OF_TICKET, values);
    return row ? asOf(row.state, now) : null;
  }

  /** Throws ASESOR_NO_ENCONTRADO. */
  async branchOfAdvisor(advisorId: number): Promise<number> {
    const [row] = await this.transactions.query<{ branch_id: number }>(BRANCH_OF_ADVISOR, [advisorId]);
    if (!row) throw new ProblemError('ASESOR_NO_ENCONTRADO');
    return row.branch_id;
  }

  /** Branch id → revision, as committed. */
  async revisions(branchIds: number[]): Promise<Map<number, number>> {
    const rows = await this.transactions.query<{ id: number; revision: number }>(REVISIONS, [branchIds]);
    return new Map(rows.map((row) => [row.id, row.revision]));
  }
}
