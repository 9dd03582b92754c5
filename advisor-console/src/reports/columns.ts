import type { ReportFigures, ReportTimes } from '@ticketero/contract';

import type { Unit } from './words';

export const COLUMN_GROUPS = ['tickets', 'wait', 'service', 'promise'] as const;
export type ColumnGroup = (typeof COLUMN_GROUPS)[number];

const COUNTS = ['issued', 'served', 'noShow', 'left', 'cancelled', 'called'] as const;
const TIMES = ['mean', 'p50', 'p90', 'p95', 'max'] as const satisfies (keyof ReportTimes)[];
const KEPT = [
  ['withinTarget', 'share'],
  ['estimateKept', 'share'],
  ['promisedMinutes', 'mean'],
  ['deliveredMinutes', 'mean'],
  ['occupancy', 'share'],
] as const;

type ColumnName = (typeof COUNTS)[number] | (typeof TIMES)[number] | (typeof KEPT)[number][0];

/** One figure of each row. */
export interface Column {
  /** Its own among all. */
  id: string;
  name: ColumnName;
  group: ColumnGroup;
  unit: Unit;
  of: (figures: ReportFigures) => number | null;
}

const times = (group: 'wait' | 'service'): Column[] =>
  TIMES.map((name) => ({
    id: `${group}-${name}`,
    name,
    group,
    unit: name === 'mean' ? 'mean' : 'minutes',
    of: (figures) => figures[group][name],
  }));

/** All figures of a report, in the order of its table. */
export const COLUMNS: readonly Column[] = [
  ...COUNTS.map((name): Column => ({
    id: name,
    name,
    group: 'tickets',
    unit: 'count',
    of: (figures) => figures[name],
  })),
  ...times('wait'),
  ...times('service'),
  ...KEPT.map(([name, unit]): Column => ({ id: name, name, group: 'promise', unit, of: (figures) => figures[name] })),
];
