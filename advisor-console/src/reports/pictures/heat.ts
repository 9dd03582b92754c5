import * as Plot from '@observablehq/plot';

import type { HeatCell } from '../arrivals';
import type { Line, PictureData } from './data';
import { drawn, INK, NARROW, SOFT, SURFACE } from './plots';

type Heat = Extract<PictureData, { kind: 'heat' }>;

const CELL_HEIGHT = 36;
const WIDEST_CELL = 150;

const fillOf = ({ step }: HeatCell): string => `var(--heat-${String(step)})`;
/** The darkest step carries the light text. */
const inkOf = ({ step }: HeatCell): string => (step === 4 ? 'var(--on-fill)' : INK);

/** How many come, by weekday and hour. On a telephone the weekdays stand side by side, and the hours run down. */
export function drawHeat({ cells, weekdays, hours }: Heat, width: number): Element {
  const upright = width < NARROW;
  const [across, down] = upright ? [weekdays, hours] : [hours, weekdays];
  const place = upright ? { x: 'weekday', y: 'hour' } : { x: 'hour', y: 'weekday' };
  const axis = (lines: Line[]) => ({ tickFormat: wordsOf(lines), tickSize: 0, label: null, fill: SOFT });
  const at = (lines: Line[]) => lines.map((line) => line.at);
  return drawn({
    width: Math.min(width, across.length * WIDEST_CELL + 50),
    height: down.length * CELL_HEIGHT + 30,
    marginTop: 26,
    marginBottom: 2,
    marginLeft: 48,
    marginRight: 2,
    color: { type: 'identity' },
    x: { type: 'band', domain: at(across), axis: null, padding: 0.04 },
    y: { type: 'band', domain: at(down), axis: null, padding: 0.06 },
    marks: [
      Plot.axisX(at(across), { ...axis(across), anchor: 'top' }),
      Plot.axisY(at(down), axis(down)),
      Plot.cell(cells, { ...place, fill: fillOf, stroke: 'var(--heat-line)', rx: 4 }),
      Plot.text(cells, { ...place, text: 'words', fill: inkOf, fontWeight: 600 }),
      Plot.tip(cells, Plot.pointer({ ...place, title: 'tip', fill: SURFACE, stroke: SOFT })),
    ],
  });
}

function wordsOf(lines: Line[]): (at: number) => string {
  const words = new Map(lines.map((line) => [line.at, line.words]));
  return (at) => words.get(at) ?? '';
}
