import type { ReportFigures, ReportTimes } from '@ticketero/contract';

import type { ReportRecord, ReportSums } from './report-statement.js';

const MINUTE_MS = 60_000;

/** `value / of` of whole numbers, with so many decimals, a half upwards; null when there is nothing to divide by. */
function ratio(value: number, of: number, decimals: number): number | null {
  return of === 0 ? null : Math.round((value * 10 ** decimals) / of) / 10 ** decimals;
}

/** How many tickets took how many whole minutes: quantiles of any number of days, exact. */
export class MinuteCounts {
  private readonly counts: number[] = [];
  private total = 0;

  /** `minutes`: two bytes for each ticket, the higher first. */
  add(minutes: Buffer): void {
    for (let at = 0; at < minutes.length; at += 2) {
      const minute = minutes.readUInt16BE(at);
      this.counts[minute] = (this.counts[minute] ?? 0) + 1;
    }
    this.total += minutes.length / 2;
  }

  /** Nearest rank, as PostgreSQL's percentile_disc: the fewest minutes that this share took at most; null without tickets. */
  quantile(share: number): number | null {
    let upTo = 0;
    for (const [minute, count = 0] of this.counts.entries()) {
      upTo += count;
      if (upTo > 0 && upTo >= Math.ceil(share * this.total)) return minute;
    }
    return null;
  }
}

/** Records added up to figures: those of one row, or of all. */
export class FiguresSum {
  private readonly sums: ReportSums = {
    ...{ issued: 0, served: 0, no_show: 0, gave_up: 0, cancelled: 0, called: 0, within_target: 0 },
    ...{ wait_ms: 0, service_ms: 0, compared: 0, covered: 0, promised_minutes: 0, delivered_ms: 0 },
    ...{ on_duty_ms: 0, busy_ms: 0 },
  };
  private readonly waits = new MinuteCounts();
  private readonly services = new MinuteCounts();

  add(record: ReportRecord): void {
    for (const name of Object.keys(this.sums) as (keyof ReportSums)[]) this.sums[name] += record[name];
    this.waits.add(record.waits);
    this.services.add(record.services);
  }

  figures(): ReportFigures {
    const { sums } = this;
    const { issued, served, cancelled, called, compared } = sums;
    return {
      ...{ issued, served, noShow: sums.no_show, left: sums.no_show + sums.gave_up, cancelled, called },
      wait: timesOf(sums.wait_ms, called, this.waits),
      service: timesOf(sums.service_ms, served, this.services),
      withinTarget: ratio(sums.within_target, called, 4),
      estimateKept: ratio(sums.covered, compared, 4),
      promisedMinutes: ratio(sums.promised_minutes, compared, 2),
      deliveredMinutes: ratio(sums.delivered_ms, compared * MINUTE_MS, 2),
      occupancy: ratio(sums.busy_ms, sums.on_duty_ms, 4),
    };
  }
}

const timesOf = (sumMs: number, count: number, minutes: MinuteCounts): ReportTimes => ({
  mean: ratio(sumMs, count * MINUTE_MS, 2),
  p50: minutes.quantile(0.5),
  p90: minutes.quantile(0.9),
  p95: minutes.quantile(0.95),
  max: minutes.quantile(1),
});
