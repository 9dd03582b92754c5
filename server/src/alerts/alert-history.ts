import { Injectable } from '@nestjs/common';
import type { AlertEpisode, AlertsAnswer } from '@ticketero/contract';
import { addDays, instantOf, type OpenAlert } from '@ticketero/core';

import { BranchReader } from '../branches/index.js';
import { Transactions, type Statement, type Tx } from '../platform/database/transactions.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { isDay } from '../platform/http/day.js';
import { PAGE_SIZE } from '../tickets/index.js';
import { COUNT, ONE, PAGE } from './alert-statements.js';
import type { AlertsQueryDto } from './dto.js';
import { presentEpisode } from './present-alerts.js';

export interface Episode extends OpenAlert {
  clearedAt: number | null;
}

/** The episodes of a branch, newest first. */
@Injectable()
export class AlertHistory {
  constructor(
    private readonly transactions: Transactions,
    private readonly branches: BranchReader,
  ) {}

  /** Those raised on the days `from` … `to` of the branch, today by default. Throws VALIDACION_FALLIDA. */
  async run(branchId: number, query: AlertsQueryDto): Promise<AlertsAnswer> {
    const branch = await this.branches.load(branchId);
    const {
      from = query.to ?? branch.today,
      to = query.from === undefined ? branch.today : later(query.from, branch.today),
    } = query;
    for (const [field, day] of Object.entries({ from, to }))
      if (!isDay(day)) throw invalid({ [field]: 'No es una fecha' });
    if (from > to) throw invalid({ to: 'No puede ser anterior a «desde»' });
    const start = (day: string): Date => new Date(instantOf(day, 0, branch.state.timeZone));
    const page = query.page ?? 1;
    const pageSize = query.pageSize ?? PAGE_SIZE;
    const filter = [branchId, start(from), start(addDays(to, 1)), query.type ?? null];
    const [found, [counted]] = await Promise.all([
      this.rows(PAGE, [...filter, pageSize, (page - 1) * pageSize]),
      this.transactions.query<{ total: number }>(COUNT, filter),
    ]);
    const records = found.map((episode) => presentEpisode(branch, episode, episode.clearedAt));
    return { total: counted?.total ?? 0, page, pageSize, records };
  }

  /** Throws RECURSO_NO_ENCONTRADO. */
  async one(branchId: number, id: number, within?: Tx): Promise<Episode> {
    const [episode] = await this.rows(ONE, [branchId, id], within);
    if (!episode) throw new ProblemError('RECURSO_NO_ENCONTRADO');
    return episode;
  }

  async present(branchId: number, id: number): Promise<AlertEpisode> {
    const episode = await this.one(branchId, id);
    return presentEpisode(await this.branches.load(branchId), episode, episode.clearedAt);
  }

  private rows(statement: Statement, values: unknown[], within?: Tx): Promise<Episode[]> {
    return (within ?? this.transactions).query<Episode & Record<string, unknown>>(statement, values);
  }
}

const later = (one: string, other: string): string => (one > other ? one : other);
