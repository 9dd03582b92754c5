import type { ArrivalsReport, Language, Report, ReportFigures, ReportGroup } from '@ticketero/contract';

import { WORDS, type FigureName } from './words.js';

export type Cell = string | number | null;

/** How a column's numbers are written: counts, minutes, shares (0 to 1), text. */
export type Kind = 'text' | 'count' | 'minutes' | 'share';

/** A sheet, or a CSV file: a header and its rows. */
export interface Table {
  name: string;
  columns: { header: string; kind: Kind }[];
  rows: Cell[][];
}

/** Each figure of a report in the order of the file's columns. */
const FIGURES: Record<FigureName, { kind: Kind; of: (figures: ReportFigures) => number | null }> = {
  issued: { kind: 'count', of: ({ issued }) => issued },
  served: { kind: 'count', of: ({ served }) => served },
  noShow: { kind: 'count', of: ({ noShow }) => noShow },
  left: { kind: 'count', of: ({ left }) => left },
  cancelled: { kind: 'count', of: ({ cancelled }) => cancelled },
  called: { kind: 'count', of: ({ called }) => called },
  waitMean: { kind: 'minutes', of: ({ wait }) => wait.mean },
  waitP50: { kind: 'minutes', of: ({ wait }) => wait.p50 },
  waitP90: { kind: 'minutes', of: ({ wait }) => wait.p90 },
  waitP95: { kind: 'minutes', of: ({ wait }) => wait.p95 },
  waitMax: { kind: 'minutes', of: ({ wait }) => wait.max },
  serviceMean: { kind: 'minutes', of: ({ service }) => service.mean },
  serviceP50: { kind: 'minutes', of: ({ service }) => service.p50 },
  serviceP90: { kind: 'minutes', of: ({ service }) => service.p90 },
  serviceP95: { kind: 'minutes', of: ({ service }) => service.p95 },
  serviceMax: { kind: 'minutes', of: ({ service }) => service.max },
  withinTarget: { kind: 'share', of: ({ withinTarget }) => withinTarget },
  estimateKept: { kind: 'share', of: ({ estimateKept }) => estimateKept },
  promised: { kind: 'minutes', of: ({ promisedMinutes }) => promisedMinutes },
  delivered: { kind: 'minutes', of: ({ deliveredMinutes }) => deliveredMinutes },
  occupancy: { kind: 'share', of: ({ occupancy }) => occupancy },
};
const NAMES = Object.keys(FIGURES) as FigureName[];

/** What has a name beside its key; of times the key says all. */
const NAMED: ReportGroup[] = ['queue', 'advisor', 'branch'];

/** The rows of a report, and in the last line the whole. */
export function reportTable(report: Report, language: Language): Table {
  const words = WORDS[language];
  const named = NAMED.includes(report.by);
  const line = (key: string, label: string | null, figures: ReportFigures): Cell[] => [
    key,
    ...(named ? [label] : []),
    ...NAMES.map((name) => FIGURES[name].of(figures)),
  ];
  return {
    name: words.report,
    columns: [
      { header: words.groups[report.by], kind: 'text' },
      ...(named ? [{ header: words.name, kind: 'text' as const }] : []),
      ...NAMES.map((name) => ({ header: words.figures[name], kind: FIGURES[name].kind })),
    ],
    rows: [
      ...report.rows.map((row) => line(row.key, row.label ?? words.nobody, row)),
      line(words.total, null, report.total),
    ],
  };
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Cells as a list: what a pivot table or a CSV reader wants. */
export function arrivalsTable(report: ArrivalsReport, language: Language): Table {
  const words = WORDS[language];
  const days = new Map(report.days.map((one) => [one.weekday, one.days]));
  const { weekday, hour, issued, daysOf, mean } = words.arrivals;
  return {
    name: words.arrivals.list,
    columns: [
      { header: weekday, kind: 'text' },
      { header: hour, kind: 'text' },
      { header: issued, kind: 'count' },
      { header: daysOf, kind: 'count' },
      { header: mean, kind: 'minutes' },
    ],
    rows: report.cells.map((cell) => [
      words.weekdays[cell.weekday - 1] ?? '',
      hourOf(cell.hour),
      cell.issued,
      days.get(cell.weekday) ?? 0,
      cell.mean,
    ]),
  };
}

/** Cells as the map: an hour on each line, a weekday in each column. */
export function arrivalsMap(report: ArrivalsReport, language: Language): Table {
  const words = WORDS[language];
  const means = new Map(report.cells.map(({ weekday, hour, mean }) => [`${weekday} ${hour}`, mean]));
  const hours = [...new Set(report.cells.map(({ hour }) => hour))].sort((a, b) => a - b);
  return {
    name: words.arrivals.map,
    columns: [
      { header: words.arrivals.hour, kind: 'text' },
      ...WEEKDAYS.map((weekday) => ({ header: words.weekdays[weekday - 1] ?? '', kind: 'minutes' as const })),
    ],
    rows: hours.map((hour) => [hourOf(hour), ...WEEKDAYS.map((weekday) => means.get(`${weekday} ${hour}`) ?? null)]),
  };
}

/** What a file is about, so that it says so also when nobody remembers. */
export function aboutTable(report: Report | ArrivalsReport, language: Language, advisor: string | null): Table {
  const { about } = WORDS[language];
  return {
    name: about.sheet,
    columns: [
      { header: about.what, kind: 'text' },
      { header: about.value, kind: 'text' },
    ],
    rows: [
      [about.from, report.from],
      [about.to, report.to],
      [about.branch, report.branchOffice ?? about.all],
      [about.queue, report.queueType ?? about.all],
      ...(advisor === null ? [] : [[about.advisor, advisor]]),
      [about.generatedAt, report.generatedAt],
    ],
  };
}

const hourOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
