import * as Plot from '@observablehq/plot';

import { OUTCOMES, type Outcome, type PictureData } from './data';
import { drawn, FAINT, frameOf, inLanguage, keyAxis, NARROW, scaleOf, SOFT, SURFACE } from './plots';

type Outcomes = Extract<PictureData, { kind: 'outcomes' }>;

const SVG = 'http://www.w3.org/2000/svg';
/** A line around each part has room in bars at least this wide, in pixels. */
const ROOM_FOR_EDGES = 8;

/** What tells the parts apart beside their colour: a pattern each, as in the legend (charts.css). */
const PATTERNS: Record<Outcome, { colour: string; path: string | null }> = {
  served: { colour: 'var(--chart-c)', path: null },
  noShow: { colour: 'var(--chart-b)', path: 'M-2 2L2 -2M0 8L8 0M6 10L10 6' },
  cancelled: { colour: 'var(--chart-d)', path: 'M0 4H8' },
  stillHere: { colour: 'var(--edge)', path: '' },
};

let drawnSoFar = 0;

/** What became of those who came: parts of a whole, stacked. */
export function drawOutcomes({ marks, flat, language }: Outcomes, width: number): Element {
  const frame = frameOf(marks, width, flat);
  const prefix = `outcome-${String(++drawnSoFar)}`;
  const parts = marks.flatMap(({ key, counts }) =>
    OUTCOMES.map((outcome) => ({ key, outcome, count: counts[outcome] })),
  );
  const band = (flat ? frame.height : width) / Math.max(1, marks.length);
  const tickFormat = inLanguage(language);
  const look = {
    z: 'outcome',
    order: [...OUTCOMES],
    fill: ({ outcome }: { outcome: Outcome }) => fillOf(prefix, outcome),
    stroke: ({ outcome }: { outcome: Outcome }) => PATTERNS[outcome].colour,
    strokeWidth: band < ROOM_FOR_EDGES ? 0 : 1,
  };
  const values = flat
    ? [
        Plot.gridX({ stroke: FAINT, strokeOpacity: 1, ticks: 5 }),
        Plot.axisX({ fill: SOFT, tickSize: 0, ticks: width < NARROW ? 3 : 5, tickFormat, label: null }),
        Plot.barX(parts, Plot.stackX({ ...look, y: 'key', x: 'count' })),
        Plot.ruleX([0], { stroke: SOFT }),
      ]
    : [
        Plot.gridY({ stroke: FAINT, strokeOpacity: 1, ticks: 5 }),
        Plot.axisY({ fill: SOFT, tickSize: 0, ticks: 5, tickFormat, label: null }),
        Plot.barY(parts, Plot.stackY({ ...look, x: 'key', y: 'count' })),
        Plot.ruleY([0], { stroke: SOFT }),
      ];
  const keys = scaleOf(marks, 'band', frame, flat);
  const counts = { nice: true, ticks: 5 };
  return drawn({
    ...frame,
    ...(flat ? { y: keys, x: counts } : { x: keys, y: counts }),
    color: { type: 'identity' },
    marks: [() => patterns(prefix), ...values, keyAxis(marks, frame, flat), tips({ marks, flat })],
  });
}

const fillOf = (prefix: string, outcome: Outcome): string =>
  PATTERNS[outcome].path === null ? PATTERNS[outcome].colour : `url(#${prefix}-${outcome})`;

function tips({ marks, flat }: Pick<Outcomes, 'marks' | 'flat'>): Plot.Markish {
  const whole = marks.map(({ key, tip, counts }) => ({
    key,
    tip,
    count: Object.values(counts).reduce((sum, count) => sum + count, 0),
  }));
  const look = { title: 'tip', fill: SURFACE, stroke: SOFT };
  return Plot.tip(
    whole,
    flat ? Plot.pointerY({ ...look, y: 'key', x: 'count' }) : Plot.pointerX({ ...look, x: 'key', y: 'count' }),
  );
}

function patterns(prefix: string): SVGElement {
  const defs = document.createElementNS(SVG, 'defs');
  for (const outcome of OUTCOMES) {
    const { colour, path } = PATTERNS[outcome];
    if (path === null) continue;
    const pattern = element('pattern', {
      id: `${prefix}-${outcome}`,
      width: '8',
      height: '8',
      patternUnits: 'userSpaceOnUse',
    });
    pattern.append(element('rect', { width: '8', height: '8', fill: SURFACE }));
    pattern.append(element('path', { d: path, stroke: colour, 'stroke-width': '2.5', fill: 'none' }));
    defs.append(pattern);
  }
  return defs;
}

function element(name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}
