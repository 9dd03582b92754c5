import { useState } from 'react';

import type { ReportFigures, ReportRow } from '@ticketero/contract';

import { COLUMN_GROUPS, COLUMNS, type Column, type ColumnGroup } from './columns';
import { isFlat, type Rows } from './series';
import { sorted, type Direction } from './shape';
import { figureWords, rowWords, type Teller } from './words';

interface Props {
  rows: Rows;
  total: ReportFigures;
  teller: Teller;
}

/** `column` null: by the name of the row. */
interface Sorting {
  column: Column | null;
  direction: Direction;
}

const OTHER: Record<Direction, Direction> = { ascending: 'descending', descending: 'ascending' };

/** Every figure of every row. It is sorted by pressing a column; on a telephone one group of columns is seen at a time. */
export function ReportTable({ rows, total, teller }: Props) {
  const { t, language } = teller;
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [group, setGroup] = useState<ColumnGroup>('tickets');
  const shown = sorting === null ? rows.rows : sortedBy(rows, sorting, teller);
  const press = (column: Column | null) => {
    setSorting((last) => {
      if (last?.column !== column) return { column, direction: column === null ? 'ascending' : 'descending' };
      return { column, direction: OTHER[last.direction] };
    });
  };
  return (
    <section className="report-table list-card" aria-labelledby="report-rows">
      <div className="report-table-head">
        <h3 id="report-rows">{t('reports.allFigures')}</h3>
        <div role="group" aria-label={t('reports.columns')} className="segments report-groups">
          {COLUMN_GROUPS.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === group}
              onClick={() => {
                setGroup(name);
              }}
            >
              {t(`reportGroup.${name}`)}
            </button>
          ))}
        </div>
      </div>
      <div className="table-scroll" tabIndex={0} role="region" aria-labelledby="report-rows">
        <table className="report-rows" data-group={group} lang={language}>
          <Head by={rows.by} sorting={sorting} teller={teller} onPress={press} />
          <tbody>
            {shown.map((row) => (
              <Row key={row.key} name={rowWords(rows.by, row, teller)} figures={row} teller={teller} />
            ))}
          </tbody>
          <tfoot>
            <Row name={t('reports.total')} figures={total} teller={teller} />
          </tfoot>
        </table>
      </div>
    </section>
  );
}

/** Names by the language; times as they follow each other. */
function sortedBy({ by, rows }: Rows, { column, direction }: Sorting, teller: Teller): ReportRow[] {
  if (column !== null) return sorted(rows, column.of, direction, teller.language);
  return sorted(rows, (row) => (isFlat(by) ? rowWords(by, row, teller) : row.key), direction, teller.language);
}

interface HeadProps {
  by: Rows['by'];
  sorting: Sorting | null;
  teller: Teller;
  onPress: (column: Column | null) => void;
}

function Head({ by, sorting, teller: { t }, onPress }: HeadProps) {
  const directionOf = (column: Column | null) =>
    sorting !== null && sorting.column === column ? sorting.direction : undefined;
  const sorter = (column: Column | null, words: string) => (
    <button
      type="button"
      className="sorter"
      onClick={() => {
        onPress(column);
      }}
    >
      {words}
      <span className="sorter-mark" data-direction={directionOf(column)} aria-hidden="true" />
    </button>
  );
  return (
    <thead>
      <tr className="report-groups-row">
        <td />
        {COLUMN_GROUPS.map((group) => (
          <th
            key={group}
            scope="colgroup"
            className={`in-${group} group-start`}
            colSpan={COLUMNS.filter((column) => column.group === group).length}
          >
            {t(`reportGroup.${group}`)}
          </th>
        ))}
      </tr>
      <tr>
        <th scope="col" aria-sort={directionOf(null)}>
          {sorter(null, t(`reports.by.${by}`))}
        </th>
        {COLUMNS.map((column) => (
          <th key={column.id} scope="col" className={classOf(column)} aria-sort={directionOf(column)}>
            {sorter(column, t(`reportColumn.${column.name}`))}
          </th>
        ))}
      </tr>
    </thead>
  );
}

const classOf = (column: Column): string => {
  const first = COLUMNS.find(({ group }) => group === column.group) === column;
  return first ? `in-${column.group} group-start` : `in-${column.group}`;
};

function Row({ name, figures, teller }: { name: string; figures: ReportFigures; teller: Teller }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {COLUMNS.map((column) => (
        <td key={column.id} className={classOf(column)}>
          {figureWords(column.of(figures), column.unit, teller, true)}
        </td>
      ))}
    </tr>
  );
}
