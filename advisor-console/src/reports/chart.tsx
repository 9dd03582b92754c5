import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ErrorBoundary } from '@ticketero/ui';

import type { PictureData } from './pictures/data';

// The library that draws is large: figures and tables do not wait for it.
const Picture = lazy(() => import('./pictures/picture').then((module) => ({ default: module.Picture })));

export interface LegendItem {
  /** What it looks like in the picture (charts.css). */
  swatch: string;
  words: string;
}

export interface NumbersTable {
  head: string[];
  rows: { key: string; cells: string[] }[];
}

interface Props {
  name: string;
  title: string;
  /** What the picture says, in a sentence. */
  says: string;
  legend?: LegendItem[];
  /** Null: there is nothing to draw, and `says` says why. */
  data: PictureData | null;
  numbers: NumbersTable;
}

/** A picture of some figures: what it says in words above it, and the figures themselves beneath. */
export function Chart({ name, title, says, legend = [], data, numbers }: Props) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <section className={`chart list-card chart-${name}`} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <p className="chart-says">{says}</p>
      {data !== null && (
        <>
          {legend.length > 0 && <Legend items={legend} />}
          <ErrorBoundary fallback={<p className="chart-waiting">{t('reports.notDrawn')}</p>}>
            <Suspense fallback={<p className="chart-waiting">{t('reports.drawing')}</p>}>
              <Picture data={data} alt={`${title}. ${says}`} />
            </Suspense>
          </ErrorBoundary>
          <Numbers title={title} numbers={numbers} />
        </>
      )}
    </section>
  );
}

/** In place of a chart whose figures are not there yet. */
export function ChartWaiting({ name, title, failed }: { name: string; title: string; failed: boolean }) {
  const { t } = useTranslation();
  return (
    <section className={`chart list-card chart-${name}`} aria-label={title}>
      <h3>{title}</h3>
      <p className="chart-waiting">{t(failed ? 'reports.chartFailed' : 'reports.drawing')}</p>
    </section>
  );
}

function Legend({ items }: { items: LegendItem[] }) {
  return (
    <ul className="chart-legend">
      {items.map(({ swatch, words }) => (
        <li key={swatch + words}>
          <span className={`swatch swatch-${swatch}`} aria-hidden="true" />
          {words}
        </li>
      ))}
    </ul>
  );
}

function Numbers({ title, numbers: { head, rows } }: { title: string; numbers: NumbersTable }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [first, ...others] = head;
  return (
    <details
      className="chart-numbers"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{t(open ? 'reports.hideNumbers' : 'reports.numbers')}</summary>
      <div
        className="table-scroll"
        tabIndex={open ? 0 : -1}
        role="region"
        aria-label={t('reports.numbersOf', { title })}
      >
        <table className="report-numbers">
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {others.map((words) => (
                <th key={words} scope="col">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells: [name, ...cells] }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {cells.map((cell, at) => (
                  <td key={at}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
