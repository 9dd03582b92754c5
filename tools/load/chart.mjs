// @ts-check
import { picture, round, WIDTH, write } from '../../bench/promise/svg.mjs';

/** @typedef {{ name: string, colour: string, points: readonly (readonly [number, number | null])[] }} Line */
/** @typedef {{ label: string, lines: readonly Line[], max?: number, unit: string }} Panel */

const LEFT = 70;
const RIGHT = 150;
const TOP = 84;
const PANEL = 130;
const GAP = 46;
const PLOT = WIDTH - LEFT - RIGHT;
const MARKS_ACROSS = 8;

/** The next round number: 1, 2 or 5 times a power of ten. @param {number} value */
export function roundUp(value) {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

/**
 * Panels one under the other on one axis from left to right.
 * @param {{ title: string, note: string, across: string, from: number, to: number, panels: readonly Panel[] }} chart
 * @returns {string} SVG
 */
export function lineChart({ title, note, across, from, to, panels }) {
  const x = (/** @type {number} */ value) => LEFT + ((value - from) / Math.max(1e-9, to - from)) * PLOT;
  /** @type {string[]} */
  const body = [];
  panels.forEach((panel, index) => {
    const top = TOP + index * (PANEL + GAP);
    body.push(...panelBody(panel, top, x));
  });
  const bottom = TOP + panels.length * (PANEL + GAP) - GAP;
  const step = roundUp((to - from) / MARKS_ACROSS);
  for (let mark = Math.ceil(from / step) * step; mark <= to; mark += step) {
    body.unshift(`<path d="M${round(x(mark))} ${TOP}V${bottom}" class="mark"/>`);
    body.push(write(x(mark), bottom + 18, `${round(mark)}`, 'text-anchor="middle" class="small"'));
  }
  body.push(write(LEFT + PLOT + 12, bottom + 18, across, 'class="small"'));
  return picture({ title, note, height: bottom + 34, body });
}

/** @param {Panel} panel @param {number} top @param {(value: number) => number} x */
function panelBody({ label, lines, max, unit }, top, x) {
  const values = lines.flatMap(({ points }) => points.map(([, value]) => value ?? 0));
  const most = max ?? roundUp(values.reduce((a, b) => Math.max(a, b), 0));
  const y = (/** @type {number} */ value) => top + PANEL - (Math.min(value, most) / most) * PANEL;
  const body = [write(LEFT, top - 10, label, 'class="strong"')];
  for (const mark of [0, most / 2, most]) {
    body.push(`<path d="M${LEFT} ${round(y(mark))}H${LEFT + PLOT}" class="mark"/>`);
    body.push(
      write(
        LEFT - 8,
        y(mark) + 4,
        `${round(mark)}${mark === most ? ` ${unit}` : ''}`,
        'text-anchor="end" class="small"',
      ),
    );
  }
  lines.forEach(({ name, colour, points }, index) => {
    const known = points.flatMap(([at, value]) => (value === null ? [] : [`${round(x(at))} ${round(y(value))}`]));
    if (known.length > 0) {
      body.push(`<path d="M${known.join('L')}" fill="none" stroke="${colour}" stroke-width="1.5"/>`);
    }
    const line = top + 12 + index * 20;
    body.push(`<path d="M${LEFT + PLOT + 12} ${line - 4}h18" stroke="${colour}" stroke-width="3"/>`);
    body.push(write(LEFT + PLOT + 36, line, name, 'class="small"'));
  });
  return body;
}
