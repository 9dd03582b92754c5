import * as Plot from '@observablehq/plot';

import type { PictureData } from './data';
import { drawn, FAINT, frameOf, INK, keyAxis, measures, scaleOf, SOFT, SURFACE } from './plots';

type Shares = Extract<PictureData, { kind: 'shares' }>;

const BAR = 'var(--chart-a)';
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** Parts of a whole between nothing and all, with the one that is meant. */
export function drawShares({ marks, lines, flat, percent }: Shares, width: number): Element {
  const frame = frameOf(marks, width, flat);
  const known = marks.filter(({ share }) => share !== null);
  const keys = scaleOf(marks, 'band', frame, flat);
  const tickFormat = (share: number) => percent[TICKS.indexOf(share)] ?? '';
  const values = { domain: [0, 1] };
  const words = { text: 'words', fill: INK, stroke: SURFACE, strokeWidth: 5, fontWeight: 600 };
  const tip = { title: 'tip', fill: SURFACE, stroke: SOFT };
  if (flat) {
    return drawn({
      ...frame,
      y: keys,
      x: values,
      marks: [
        Plot.gridX(TICKS, { stroke: FAINT, strokeOpacity: 1 }),
        Plot.axisX(TICKS, { fill: SOFT, tickSize: 0, tickFormat, label: null }),
        keyAxis(marks, frame, true),
        Plot.barX(known, { y: 'key', x: 'share', fill: BAR, insetTop: 2, insetBottom: 2 }),
        ...measures(lines, true),
        Plot.text(known, { ...words, y: 'key', x: 'share', dx: 6, textAnchor: 'start' }),
        Plot.ruleX([0], { stroke: SOFT }),
        Plot.tip(known, Plot.pointerY({ ...tip, y: 'key', x: 'share' })),
      ],
    });
  }
  return drawn({
    ...frame,
    x: keys,
    y: values,
    marks: [
      Plot.gridY(TICKS, { stroke: FAINT, strokeOpacity: 1 }),
      Plot.axisY(TICKS, { fill: SOFT, tickSize: 0, tickFormat, label: null }),
      keyAxis(marks, frame, false),
      Plot.barY(known, { x: 'key', y: 'share', fill: BAR }),
      Plot.ruleY([0], { stroke: SOFT }),
      ...measures(lines, false),
      Plot.tip(known, Plot.pointerX({ ...tip, x: 'key', y: 'share' })),
    ],
  });
}
