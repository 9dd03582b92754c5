import { useMemo } from 'react';

import type { ReportFigures, ReportRow } from '@ticketero/contract';

import { Chart, type LegendItem, type NumbersTable } from './chart';
import { OUTCOMES } from './pictures/data';
import {
  countsOf,
  MEANT_SHARE,
  occupancyOf,
  onDuty,
  outcomesOf,
  promisesOf,
  targetsOf,
  waitsOf,
  type Queues,
  type Rows,
} from './series';
import { stillHere } from './shape';
import { figureWords, rowWords, type Teller, type Unit } from './words';

interface Props {
  rows: Rows;
  total: ReportFigures;
  teller: Teller;
}

type Cell = [value: number | null, unit: Unit];

function numbersOf({ by, rows }: Rows, teller: Teller, head: string[], of: (row: ReportRow) => Cell[]): NumbersTable {
  return {
    head: [teller.t(`reports.by.${by}`), ...head],
    rows: rows.map((row) => ({
      key: row.key,
      cells: [rowWords(by, row, teller), ...of(row).map(([value, unit]) => figureWords(value, unit, teller))],
    })),
  };
}

/** The row in which something is the most; null where it is nowhere. */
function most(rows: readonly ReportRow[], of: (row: ReportRow) => number | null): ReportRow | null {
  let best: ReportRow | null = null;
  for (const row of rows) if (of(row) !== null && (best === null || (of(row) ?? 0) > (of(best) ?? 0))) best = row;
  return best;
}

/** How long people waited, against what was meant. `queues`: those that the report is about. */
export function WaitsChart({ rows, total, queues, teller }: Props & { queues: Queues }) {
  const { t } = teller;
  const data = useMemo(() => waitsOf(rows, queues, teller), [rows, queues, teller]);
  const worst = most(rows.rows, ({ wait }) => wait.p90);
  const minutes = (value: number | null) => figureWords(value, 'minutes', teller);
  const targets = targetsOf(queues, teller.queueName).map((target) =>
    t('reports.targetOf', { queues: target.queues.join(', '), minutes: minutes(target.minutes) }),
  );
  const legend: LegendItem[] = [
    { swatch: 'p50', words: t('reports.p50') },
    { swatch: 'p90', words: t('reports.p90') },
    ...(targets.length === 0
      ? []
      : [{ swatch: rows.by === 'queue' ? ('target-tick' as const) : ('target' as const), words: targets.join(' · ') }]),
  ];
  const says =
    total.called === 0 || worst === null
      ? t('reports.says.noWaits')
      : t('reports.says.waits', {
          p50: minutes(total.wait.p50),
          p90: minutes(total.wait.p90),
          worst: minutes(worst.wait.p90),
          where: rowWords(rows.by, worst, teller),
        });
  const head = [t('reports.p50'), t('reports.p90'), t('reportColumn.withinTarget')];
  const numbers = numbersOf(rows, teller, head, ({ wait, withinTarget }) => [
    [wait.p50, 'minutes'],
    [wait.p90, 'minutes'],
    [withinTarget, 'share'],
  ]);
  const title = t('reports.chart.waits');
  return <Chart name="waits" {...{ title, says, legend, numbers }} data={total.called === 0 ? null : data} />;
}

/** What became of those who came. */
export function OutcomesChart({ rows, total, teller }: Props) {
  const { t } = teller;
  const data = useMemo(() => outcomesOf(rows, teller), [rows, teller]);
  const count = (value: number) => figureWords(value, 'count', teller);
  const shown = OUTCOMES.filter((outcome) => outcome !== 'stillHere' || stillHere(total) > 0);
  const legend = shown.map((outcome) => ({ swatch: outcome, words: t(`reportOutcome.${outcome}`) }));
  const says = t('reports.says.outcomes', {
    issued: count(total.issued),
    served: count(total.served),
    noShow: count(total.noShow),
    cancelled: count(total.cancelled),
  });
  const head = [t('reportColumn.issued'), ...shown.map((outcome) => t(`reportOutcome.${outcome}`))];
  const numbers = numbersOf(rows, teller, head, (row) => [
    [row.issued, 'count'],
    ...shown.map((outcome): Cell => [countsOf(row)[outcome], 'count']),
  ]);
  return <Chart name="outcomes" title={t('reports.chart.outcomes')} {...{ says, legend, data, numbers }} />;
}

/** How often the wait was as long as people had been told (R8). */
export function PromiseChart({ rows, total, teller }: Props) {
  const { t } = teller;
  const data = useMemo(() => promisesOf(rows, teller), [rows, teller]);
  const share = (value: number | null) => figureWords(value, 'share', teller);
  const minutes = (value: number | null) => figureWords(value, 'mean', teller);
  const none = total.estimateKept === null;
  const says = none
    ? t('reports.says.noPromises')
    : t('reports.says.promises', {
        share: share(total.estimateKept),
        meant: share(MEANT_SHARE),
        promised: minutes(total.promisedMinutes),
        delivered: minutes(total.deliveredMinutes),
      });
  const legend = [{ swatch: 'target', words: t('reports.meant', { share: share(MEANT_SHARE) }) }];
  const head = [t('reportColumn.estimateKept'), t('reportColumn.promisedMinutes'), t('reportColumn.deliveredMinutes')];
  const numbers = numbersOf(rows, teller, head, (row) => [
    [row.estimateKept, 'share'],
    [row.promisedMinutes, 'mean'],
    [row.deliveredMinutes, 'mean'],
  ]);
  return (
    <Chart
      name="promises"
      title={t('reports.chart.promises')}
      {...{ says, legend, numbers }}
      data={none ? null : data}
    />
  );
}

interface OccupancyProps {
  /** Advisors, or branches. */
  rows: Rows;
  teller: Teller;
  /** As the report is about one of the queues, and this about all. */
  title: string;
}

/** How much of their time on duty each advisor was with somebody, or those of each branch. */
export function OccupancyChart({ rows, teller, title }: OccupancyProps) {
  const { t } = teller;
  const data = useMemo(() => occupancyOf(rows, teller), [rows, teller]);
  const present = useMemo(() => onDuty(rows.rows), [rows]);
  const busiest = most(present, ({ occupancy }) => occupancy);
  const says =
    busiest === null
      ? t('reports.says.noOccupancy')
      : t('reports.says.occupancy', {
          name: rowWords(rows.by, busiest, teller),
          share: figureWords(busiest.occupancy, 'share', teller),
        });
  const head = [t('reportColumn.occupancy'), t('reportColumn.served')];
  const numbers = numbersOf({ by: rows.by, rows: present }, teller, head, ({ occupancy, served }) => [
    [occupancy, 'share'],
    [served, 'count'],
  ]);
  return <Chart name="occupancy" {...{ title, says, numbers }} data={busiest === null ? null : data} />;
}
