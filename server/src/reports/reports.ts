import type { Report, ReportGroup, ReportRow } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';

import { Transactions } from '../platform/database/transactions.js';
import type { ReportQueryDto } from './dto.js';
import { FiguresSum } from './figures.js';
import { NOBODY, reportStatement, type ReportRecord } from './report-statement.js';
import { ReportScopes, type Named, type Scope } from './scope.js';

/** What became of the tickets of some days, from the roll-ups and, of the present day, from the tickets themselves. */
@Injectable()
export class Reports {
  constructor(
    private readonly scopes: ReportScopes,
    private readonly transactions: Transactions,
  ) {}

  /**
   * `own`: the caller's branch; null: the whole bank. Throws VALIDACION_FALLIDA, SIN_PERMISO, SUCURSAL_NO_ENCONTRADA,
   * COLA_NO_ENCONTRADA, ASESOR_NO_ENCONTRADO.
   */
  async of(own: number | null, query: ReportQueryDto): Promise<Report> {
    const scope = await this.scopes.of(own, query);
    const by = query.by ?? 'day';
    const advisorId = query.advisorId ?? null;
    const advisorName = advisorId === null ? null : await this.scopes.advisor(scope, advisorId);
    const { from, to, branchIds, branchOffice, queueType, now } = scope;
    // Planned for these days and branches: a plan for any could not know whether they are one or thousands.
    const statement = { name: '', text: reportStatement(by, advisorId !== null) };
    const values = [branchIds, from, to, queueType, advisorId, new Date(now)];
    const records = await this.transactions.query<ReportRecord & Record<string, unknown>>(statement, values);
    const total = new FiguresSum();
    const rows = new Map<string, FiguresSum>();
    for (const record of records) {
      total.add(record);
      if (record.key === null) continue;
      const row = rows.get(record.key) ?? new FiguresSum();
      rows.set(record.key, row);
      row.add(record);
    }
    return {
      ...{ from, to, by, branchOffice, queueType, advisorId, advisorName },
      generatedAt: new Date(now).toISOString(),
      total: total.figures(),
      rows: await this.named(by, scope, rows),
    };
  }

  /** With their names, and in their order. */
  private async named(by: ReportGroup, scope: Scope, found: Map<string, FiguresSum>): Promise<ReportRow[]> {
    const inOrder = (all: (Named & { id?: string })[]): ReportRow[] =>
      all.flatMap(({ id, key, label }) => {
        const sum = found.get(id ?? key);
        return sum ? [{ key, label, ...sum.figures() }] : [];
      });
    switch (by) {
      case 'queue':
        return inOrder(await this.scopes.queues(scope));
      case 'branch':
        return inOrder(scope.branches.map(({ id, code, name }) => ({ id: String(id), key: code, label: name })));
      case 'advisor': {
        const nobody = found.get(NOBODY);
        const known = inOrder(await this.scopes.advisors(scope));
        return nobody ? [...known, { key: NOBODY, label: null, ...nobody.figures() }] : known;
      }
      default: {
        const keys = [...found.keys()].sort();
        return inOrder(keys.map((key) => ({ key, label: by === 'hour' ? `${key}:00` : key })));
      }
    }
  }
}
