import type { ArrivalsReport, ReportRow } from '@ticketero/contract';

import { heatOf, type Heat } from './arrivals';
import { OUTCOMES, type Line, type Mark, type Outcome, type OutcomeMark, type PictureData } from './pictures/data';
import type { Grouping } from './query';
import { stillHere } from './shape';
import { axisWords, figureWords, rowWords, weekdayWords, type Teller } from './words';

/** What R8 means a promise to keep: four of five. */
export const MEANT_SHARE = 0.8;

/** What a report needs to know of the branch's queues. */
export type Queues = readonly { queueType: string; displayName: string; targetWaitMinutes: number }[];

/** The rows of a report and how they are told. */
export interface Rows {
  by: Grouping;
  rows: readonly ReportRow[];
}

/** Names lie under each other; what follows in time goes from left to right. */
export const isFlat = (by: Grouping): boolean => by === 'queue' || by === 'advisor' || by === 'branch';

const markOf = (by: Grouping, row: ReportRow, teller: Teller, ...says: string[]): Mark => ({
  key: row.key,
  axis: axisWords(by, row, teller),
  tip: [rowWords(by, row, teller), ...says].join('\n'),
});

/** Each target of these queues once, with the queues that have it. */
export function targetsOf(queues: Queues, queueName: Teller['queueName']): { minutes: number; queues: string[] }[] {
  const targets = new Map<number, string[]>();
  for (const { queueType, displayName, targetWaitMinutes } of queues) {
    targets.set(targetWaitMinutes, [...(targets.get(targetWaitMinutes) ?? []), queueName(queueType, displayName)]);
  }
  return [...targets].sort(([a], [b]) => a - b).map(([minutes, names]) => ({ minutes, queues: names }));
}

/** `queues`: those that the report is about. */
export function waitsOf({ by, rows }: Rows, queues: Queues, teller: Teller): PictureData {
  const { t } = teller;
  const targets = targetsOf(queues, teller.queueName);
  const only = targets.length === 1 ? (targets[0]?.minutes ?? null) : null;
  const ofQueue = new Map(queues.map(({ queueType, targetWaitMinutes }) => [queueType, targetWaitMinutes]));
  const minutes = (value: number | null) => figureWords(value, 'minutes', teller);
  const marks = rows.map((row) => {
    const { p50, p90 } = row.wait;
    const target = by === 'queue' ? (ofQueue.get(row.key) ?? null) : only;
    const says = [`${t('reports.p50')}: ${minutes(p50)}`, `${t('reports.p90')}: ${minutes(p90)}`];
    return { ...markOf(by, row, teller, ...says), p50, p90, target };
  });
  const lines = targets.map(({ minutes: at }) => ({ at, words: minutes(at) }));
  return {
    kind: 'waits',
    flat: isFlat(by),
    marks,
    lines: isFlat(by) ? [] : lines,
    unit: t('reports.minutes'),
    language: teller.language,
  };
}

export function countsOf(row: ReportRow): Record<Outcome, number> {
  return { served: row.served, noShow: row.noShow, cancelled: row.cancelled, stillHere: stillHere(row) };
}

export function outcomesOf({ by, rows }: Rows, teller: Teller): PictureData {
  const { t } = teller;
  const marks = rows.map((row): OutcomeMark => {
    const counts = countsOf(row);
    const says = OUTCOMES.filter((outcome) => counts[outcome] > 0).map(
      (outcome) => `${t(`reportOutcome.${outcome}`)}: ${figureWords(counts[outcome], 'count', teller)}`,
    );
    return { ...markOf(by, row, teller, ...says), counts };
  });
  return { kind: 'outcomes', flat: isFlat(by), marks, language: teller.language };
}

function sharesOf(
  { by, rows }: Rows,
  of: (row: ReportRow) => number | null,
  lines: Line[],
  teller: Teller,
): PictureData {
  const marks = rows.map((row) => {
    const words = figureWords(of(row), 'share', teller);
    return { ...markOf(by, row, teller, words), share: of(row), words };
  });
  const percent = [0, 0.25, 0.5, 0.75, 1].map((share) => figureWords(share, 'share', teller));
  return { kind: 'shares', flat: isFlat(by), marks, lines, percent };
}

export function promisesOf(rows: Rows, teller: Teller): PictureData {
  const words = figureWords(MEANT_SHARE, 'share', teller);
  return sharesOf(rows, ({ estimateKept }) => estimateKept, [{ at: MEANT_SHARE, words }], teller);
}

/** Only of those who were on duty, or where somebody was. */
export const onDuty = (rows: readonly ReportRow[]): ReportRow[] => rows.filter(({ occupancy }) => occupancy !== null);

export function occupancyOf({ by, rows }: Rows, teller: Teller): PictureData {
  return sharesOf({ by, rows: onDuty(rows) }, ({ occupancy }) => occupancy, [], teller);
}

/** So few that a decimal matters. */
const FEW = 10;

export function meanWords(mean: number, { language }: Teller): string {
  const digits = mean < FEW ? 1 : 0;
  return mean === 0 ? '' : new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(mean);
}

export const hourWords = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

export function heatData(report: ArrivalsReport, teller: Teller): { heat: Heat; data: PictureData } {
  const { t, language } = teller;
  const heat = heatOf(report);
  const weekdays = heat.weekdays.map((at) => ({ at, words: weekdayWords(at, language, 'short') }));
  const hours = heat.hours.map((at) => ({ at, words: hourWords(at) }));
  const cells = heat.cells.map((cell) => ({
    ...cell,
    words: meanWords(cell.mean, teller),
    tip: [
      `${weekdayWords(cell.weekday, language, 'long')}, ${hourWords(cell.hour)}`,
      t('reports.perDay', { mean: meanWords(cell.mean, teller) || '0' }),
    ].join('\n'),
  }));
  return { heat, data: { kind: 'heat', cells, weekdays, hours } };
}
