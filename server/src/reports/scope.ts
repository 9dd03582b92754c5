import { Injectable } from '@nestjs/common';
import { addDays, businessDay } from '@ticketero/core';

import { BranchDirectory } from '../branches/index.js';
import { Clock } from '../platform/clock.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { isDay } from '../platform/http/day.js';
import type { ArrivalsQueryDto } from './dto.js';

/** Three years, so that one can be compared with the one before. */
const DAYS_MAX = 1_100;
const DAYS_USUAL = 30;

const BRANCHES: Statement = {
  name: 'report-branches-1',
  text: `select id, code, name, time_zone as "timeZone" from branch where $1::bigint is null or id = $1 order by name, id`,
};
/** Names, by priority; a queue that several branches have is called as most of them call it. $1 branches. */
const QUEUES: Statement = {
  name: 'report-queues-1',
  text: `select queue_type as key, mode() within group (order by display_name) as label
    from queue where branch_id = any($1::bigint[]) group by queue_type order by min(priority), queue_type`,
};
/** $1 branches, $2 one of them or null for all: also who has left. */
const ADVISORS: Statement = {
  name: 'report-advisors-1',
  text: `select id::text as key, name as label from advisor
    where branch_id = any($1::bigint[]) and ($2::bigint is null or id = $2) order by name, id`,
};

export interface ReportBranch {
  id: number;
  code: string;
  name: string;
  timeZone: string;
}

/** Who stands behind a key of a report; in the order of its rows. */
export interface Named {
  key: string;
  label: string;
}

/** What a report is about, checked. Days are business days, both included. */
export interface Scope {
  from: string;
  to: string;
  /** Those the caller may see, and chose. */
  branches: ReportBranch[];
  branchIds: number[];
  /** Code of the only one; null: all of the bank. */
  branchOffice: string | null;
  queueType: string | null;
  now: number;
}

/** Who may look at which branches, and which days. */
@Injectable()
export class ReportScopes {
  constructor(
    private readonly directory: BranchDirectory,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * `own`: the caller's branch; null: all of them, or the one that is named. Throws VALIDACION_FALLIDA, SIN_PERMISO,
   * SUCURSAL_NO_ENCONTRADA, COLA_NO_ENCONTRADA.
   */
  async of(own: number | null, query: ArrivalsQueryDto): Promise<Scope> {
    const all = own === null && query.branchOffice === undefined;
    const branchId = all ? null : await this.directory.resolve(own, query.branchOffice);
    const branches = await this.transactions.query<ReportBranch & Record<string, unknown>>(BRANCHES, [branchId]);
    const branchIds = branches.map(({ id }) => id);
    const now = this.clock.now();
    const latest = branches.map(({ timeZone }) => businessDay(now, timeZone)).sort();
    const to = query.to ?? latest.at(-1) ?? businessDay(now, 'UTC');
    const from = query.from ?? (isDay(to) ? addDays(to, 1 - DAYS_USUAL) : to);
    requireDays(from, to);
    const queueType = query.queueType ?? null;
    if (queueType !== null) await this.requireQueue(branchIds, queueType);
    return { from, to, branches, branchIds, branchOffice: all ? null : (branches[0]?.code ?? null), queueType, now };
  }

  queues({ branchIds }: Pick<Scope, 'branchIds'>): Promise<Named[]> {
    return this.transactions.query<Named & Record<string, unknown>>(QUEUES, [branchIds]);
  }

  advisors({ branchIds }: Scope): Promise<Named[]> {
    return this.transactions.query<Named & Record<string, unknown>>(ADVISORS, [branchIds, null]);
  }

  /** Their name. Throws ASESOR_NO_ENCONTRADO for who never sat in one of the branches. */
  async advisor({ branchIds }: Pick<Scope, 'branchIds'>, advisorId: number): Promise<string> {
    const [found] = await this.transactions.query<Named & Record<string, unknown>>(ADVISORS, [branchIds, advisorId]);
    if (!found) throw new ProblemError('ASESOR_NO_ENCONTRADO');
    return found.label;
  }

  private async requireQueue(branchIds: number[], queueType: string): Promise<void> {
    const known = (await this.queues({ branchIds })).map(({ key }) => key);
    if (!known.includes(queueType)) {
      throw new ProblemError('COLA_NO_ENCONTRADA', undefined, { colasDisponibles: known });
    }
  }
}

function requireDays(from: string, to: string): void {
  for (const [field, day] of Object.entries({ from, to })) {
    if (!isDay(day)) throw invalid({ [field]: 'No es un día: AAAA-MM-DD' });
  }
  if (from > to) throw invalid({ from: 'Debe ser anterior o igual a la fecha final' });
  if (addDays(from, DAYS_MAX) <= to) throw invalid({ from: `Un informe abarca hasta ${DAYS_MAX} días` });
}
