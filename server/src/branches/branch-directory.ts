import { Injectable } from '@nestjs/common';

import { WallClock } from '../platform/clock.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';

const ALL: Statement = { name: 'branch-directory-1', text: 'select id, code, name from branch order by id' };
const CACHE_MS = 4_000;

export interface BranchName {
  id: number;
  code: string;
  name: string;
}

/** Which branches there are. A request names one by code or by name; most callers belong to one and name none. */
@Injectable()
export class BranchDirectory {
  private known: { until: number; branches: BranchName[] } = { until: 0, branches: [] };

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: WallClock,
  ) {}

  async all(): Promise<BranchName[]> {
    const now = this.clock.now();
    if (this.known.until <= now) {
      this.known = { until: now + CACHE_MS, branches: await this.transactions.query<BranchName>(ALL, []) };
    }
    return this.known.branches;
  }

  forget(): void {
    this.known.until = 0;
  }

  /** One that another process has made a moment ago is there at once. */
  private anew(): Promise<BranchName[]> {
    this.forget();
    return this.all();
  }

  /**
   * The branch a request is for: the caller's own, or the one that a bank-wide caller names. Throws
   * SUCURSAL_NO_ENCONTRADA for an unknown name, SIN_PERMISO for another branch than the caller's.
   */
  async resolve(own: number | null, requested: string | null | undefined): Promise<number> {
    const wanted = requested?.trim().toLowerCase();
    if (wanted === undefined && own !== null) return own;
    const branches = await this.all();
    if (wanted === undefined) {
      const [only, another] = branches;
      if (only && !another) return only.id;
      throw invalid({ branchOffice: 'Indica la sucursal' });
    }
    const named = ({ code, name }: BranchName): boolean =>
      code.toLowerCase() === wanted || name.toLowerCase() === wanted;
    const branch = branches.find(named) ?? (await this.anew()).find(named);
    if (!branch) throw new ProblemError('SUCURSAL_NO_ENCONTRADA');
    if (own !== null && branch.id !== own) throw new ProblemError('SIN_PERMISO');
    return branch.id;
  }
}
