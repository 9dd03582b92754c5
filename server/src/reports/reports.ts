import type { Report, ReportFigures, ReportGroup, ReportTimes } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';

import { Transactions } from '../platform/database/transactions.js';
import type { ReportQueryDto } from './dto.js';
import { NOBODY, reportStatement, TOTAL, type Quantiles, type ReportSums } from './report-statement.js';
import { ReportScopes, type Named, type Scope } from './scope.js';

const NOTHING: Omit<ReportSums, 'key'> = {
  ...{ issued: 0, served: 0, no_show: 0, gave_up: 0, cancelled: 0, called: 0, within_target: 0 },
  ...{ wait_ms: 0, service_ms: 0, compared: 0, covered: 0, promised_minutes: 0, delivered_ms: 0 },
  ...{ waits: null, services: null, on_duty_ms: null, busy_ms: null },
};

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
    const sums = await this.transactions.query<ReportSums & Record<string, unknown>>(statement, values);
    const total = sums.find(({ key }) => key === TOTAL) ?? NOTHING;
    const rows = sums.filter(({ key }) => key !== TOTAL);
    return {
      ...{ from, to, by, branchOffice, queueType, advisorId, advisorName },
      generatedAt: new Date(now).toISOString(),
      total: figuresOf(total),
      rows: (await this.named(by, scope, rows)).map(({ sums: row, ...named }) => ({ ...named, ...figuresOf(row) })),
    };
  }

  /** With their names, and in their order. */
  private async named(by: ReportGroup, scope: Scope, rows: ReportSums[]): Promise<NamedSums[]> {
    const found = new Map(rows.map((row) => [row.key, row]));
    const inOrder = (all: (Named & { id?: string })[]): NamedSums[] =>
      all.flatMap(({ id, key, label }) => {
        const sums = found.get(id ?? key);
        return sums ? [{ key, label, sums }] : [];
      });
    switch (by) {
      case 'queue':
        return inOrder(await this.scopes.queues(scope));
      case 'branch':
        return inOrder(scope.branches.map(({ id, code, name }) => ({ id: String(id), key: code, label: name })));
      case 'advisor': {
        const nobody = found.get(NOBODY);
        const known = inOrder(await this.scopes.advisors(scope));
        return nobody ? [...known, { key: NOBODY, label: null, sums: nobody }] : known;
      }
      default: {
        const keys = [...found.keys()].sort();
        return inOrder(keys.map((key) => ({ key, label: by === 'hour' ? `${key}:00` : key })));
      }
    }
  }
}

interface NamedSums {
  key: string;
  label: string | null;
  sums: ReportSums;
}

/** `value / of` of whole numbers, with so many decimals, a half upwards; null when there is nothing to divide by. */
function ratio(value: number, of: number, decimals: number): number | null {
  return of === 0 ? null : Math.round((value * 10 ** decimals) / of) / 10 ** decimals;
}

const MINUTE_MS = 60_000;

const timesOf = (sumMs: number, count: number, quantiles: Quantiles | null): ReportTimes => ({
  mean: ratio(sumMs, count * MINUTE_MS, 2),
  p50: quantiles?.[0] ?? null,
  p90: quantiles?.[1] ?? null,
  p95: quantiles?.[2] ?? null,
  max: quantiles?.[3] ?? null,
});

function figuresOf(sums: Omit<ReportSums, 'key'>): ReportFigures {
  const { issued, served, cancelled, called, compared } = sums;
  return {
    ...{ issued, served, noShow: sums.no_show, left: sums.no_show + sums.gave_up, cancelled, called },
    wait: timesOf(sums.wait_ms, called, sums.waits),
    service: timesOf(sums.service_ms, served, sums.services),
    withinTarget: ratio(sums.within_target, called, 4),
    estimateKept: ratio(sums.covered, compared, 4),
    promisedMinutes: ratio(sums.promised_minutes, compared, 2),
    deliveredMinutes: ratio(sums.delivered_ms, compared * MINUTE_MS, 2),
    occupancy: sums.on_duty_ms === null ? null : ratio(sums.busy_ms ?? 0, sums.on_duty_ms, 4),
  };
}
