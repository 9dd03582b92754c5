import { useMemo } from 'react';

import type { ArrivalsReport } from '@ticketero/contract';

import { Chart } from './chart';
import { heatData, hourWords, meanWords } from './series';
import { weekdayWords, type Teller } from './words';

/** When people come: by weekday and hour, in the middle of all such days. */
export function HeatChart({ report, teller }: { report: ArrivalsReport; teller: Teller }) {
  const { t, language } = teller;
  const { heat, data } = useMemo(() => heatData(report, teller), [report, teller]);
  const { most, weekdays, hours, cells } = heat;
  const says =
    most === null
      ? t('reports.says.noArrivals')
      : t('reports.says.arrivals', {
          weekday: weekdayWords(most.weekday, language, 'long'),
          hour: hourWords(most.hour),
          mean: meanWords(most.mean, teller),
        });
  const means = new Map(cells.map((cell) => [`${String(cell.weekday)} ${String(cell.hour)}`, cell.mean]));
  const numbers = {
    head: [t('reports.by.hour'), ...weekdays.map((weekday) => weekdayWords(weekday, language, 'short'))],
    rows: hours.map((hour) => ({
      key: String(hour),
      cells: [
        hourWords(hour),
        ...weekdays.map((weekday) => meanWords(means.get(`${String(weekday)} ${String(hour)}`) ?? 0, teller) || '0'),
      ],
    })),
  };
  const legend = ([0, 1, 2, 3, 4] as const).map((step) => ({
    swatch: `heat-${step}`,
    words: t(`reports.heat.${step}`),
  }));
  const title = t('reports.chart.arrivals');
  return <Chart name="arrivals" {...{ title, says, legend, numbers }} data={most === null ? null : data} />;
}
