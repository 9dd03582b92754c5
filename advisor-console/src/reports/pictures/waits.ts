import * as Plot from '@observablehq/plot';

import type { PictureData, WaitMark } from './data';
import { drawn, FAINT, frameOf, INK, inLanguage, keyAxis, measures, NARROW, scaleOf, SOFT, SURFACE } from './plots';

type Waits = Extract<PictureData, { kind: 'waits' }>;

const P50 = 'var(--chart-a)';
const P90 = 'var(--chart-b)';
/** More marks than this would touch each other: the line says it all. */
const MOST_DOTS = 45;

/** The median and the ninth of ten waits, with what they should stay under. */
export function drawWaits(data: Waits, width: number): Element {
  return data.flat ? byName(data, width) : overTime(data, width);
}

function highest({ marks, lines }: Waits): number {
  const values = marks.flatMap(({ p50, p90, target }) => [p50 ?? 0, p90 ?? 0, target ?? 0]);
  return Math.max(5, ...values, ...lines.map(({ at }) => at)) * 1.05;
}

function overTime(data: Waits, width: number): Element {
  const { marks, lines, unit } = data;
  const frame = frameOf(marks, width, false);
  const tickFormat = inLanguage(data.language);
  const dots = marks.length <= MOST_DOTS;
  const curve = (name: 'p50' | 'p90', stroke: string, dashed: boolean) => [
    Plot.lineY(marks, { x: 'key', y: name, stroke, strokeWidth: 2.5, ...(dashed && { strokeDasharray: '7 4' }) }),
    ...(dots ? [dotOf(marks, name, 'key', name)] : []),
  ];
  return drawn({
    ...frame,
    x: scaleOf(marks, 'point', frame, false),
    y: { domain: [0, highest(data)], label: unit, labelArrow: 'none', labelAnchor: 'top', ticks: 5, nice: true },
    marks: [
      Plot.gridY({ stroke: FAINT, strokeOpacity: 1, ticks: 5 }),
      Plot.axisY({ fill: SOFT, tickSize: 0, ticks: 5, tickFormat, label: unit, labelArrow: 'none' }),
      keyAxis(marks, frame, false),
      Plot.ruleY([0], { stroke: SOFT }),
      ...measures(lines, false),
      Plot.areaY(marks, { x: 'key', y1: 'p50', y2: 'p90', fill: P50, fillOpacity: 0.1 }),
      ...curve('p90', P90, true),
      ...curve('p50', P50, false),
      tips(marks),
    ],
  });
}

const dotOf = (marks: WaitMark[], name: 'p50' | 'p90', x: string, y: string) =>
  Plot.dot(
    marks.filter((mark) => mark[name] !== null),
    {
      x,
      y,
      strokeWidth: 2,
      ...(name === 'p50'
        ? { r: 3, fill: P50, stroke: P50 }
        : { r: 5.5, fill: SURFACE, stroke: P90, symbol: 'diamond' }),
    },
  );

const tips = (marks: WaitMark[]) =>
  Plot.tip(
    marks.filter(({ p90 }) => p90 !== null),
    Plot.pointerX({ x: 'key', y: 'p90', title: 'tip', fill: SURFACE, stroke: SOFT }),
  );

function byName(data: Waits, width: number): Element {
  const { marks, unit } = data;
  const frame = frameOf(marks, width, true);
  const tickFormat = inLanguage(data.language);
  const known = marks.filter(({ p50, p90 }) => p50 !== null && p90 !== null);
  return drawn({
    ...frame,
    y: scaleOf(marks, 'band', frame, true),
    x: { domain: [0, highest(data)], nice: true },
    marks: [
      Plot.gridX({ stroke: FAINT, strokeOpacity: 1, ticks: 5 }),
      Plot.axisX({
        fill: SOFT,
        tickSize: 0,
        ticks: width < NARROW ? 3 : 5,
        tickFormat,
        label: unit,
        labelArrow: 'none',
      }),
      keyAxis(marks, frame, true),
      Plot.ruleX([0], { stroke: SOFT }),
      Plot.ruleY(known, { y: 'key', x1: 'p50', x2: 'p90', stroke: P50, strokeWidth: 5, strokeOpacity: 0.25 }),
      dotOf(known, 'p90', 'p90', 'key'),
      dotOf(known, 'p50', 'p50', 'key'),
      Plot.tickX(
        marks.filter(({ target }) => target !== null),
        { x: 'target', y: 'key', stroke: INK, strokeWidth: 2.5 },
      ),
      Plot.tip(known, Plot.pointerY({ x: 'p90', y: 'key', title: 'tip', fill: SURFACE, stroke: SOFT })),
    ],
  });
}
