import * as Plot from '@observablehq/plot';

import { thinned } from '../shape';
import type { Line, Mark } from './data';

/** Below this many pixels a picture is one of a telephone. */
export const NARROW = 480;
export const HEIGHT = 260;
const LETTER = 6.6;
const ROW_HEIGHT = 34;
const TICK_SPACE = 18;
const MOST_NAME = 150;
/** A part of the place of each bar. */
const LEAST_GAP = 0.25;
const WIDEST_BAR = 72;

/** Marks are drawn in the colours of the page, so that each theme has its own. */
export const INK = 'var(--ink)';
export const SOFT = 'var(--ink-soft)';
export const FAINT = 'var(--line)';
export const SURFACE = 'var(--surface)';

const STYLE = { background: 'transparent', fontFamily: 'inherit', fontSize: '12px', overflow: 'visible' };

/** How a picture is laid out: in time from left to right, or by name from top to bottom. */
export interface Frame {
  width: number;
  height: number;
  marginTop: number;
  marginRight: number;
  marginBottom: number;
  marginLeft: number;
}

export function frameOf(marks: readonly Mark[], width: number, flat: boolean): Frame {
  if (!flat) {
    return { width, height: HEIGHT, marginTop: 22, marginRight: 48, marginBottom: 28, marginLeft: 44 };
  }
  const name = Math.min(MOST_NAME, width * 0.36, Math.max(...marks.map(({ axis }) => axis.length * LETTER + 14)));
  const height = marks.length * ROW_HEIGHT + 50;
  return { width, height, marginTop: 22, marginRight: 48, marginBottom: 28, marginLeft: Math.ceil(name) };
}

/** The keys under the picture, or beside it; of many, those that fit. */
export function keyAxis(marks: readonly Mark[], frame: Frame, flat: boolean): Plot.Markish {
  const words = new Map(marks.map(({ key, axis }) => [key, axis]));
  const tickFormat = (key: string) => words.get(key) ?? key;
  const keys = marks.map(({ key }) => key);
  if (flat) {
    const lineWidth = (frame.marginLeft - 10) / 12;
    return Plot.axisY(keys, { tickFormat, tickSize: 0, label: null, fill: INK, lineWidth, textOverflow: 'ellipsis' });
  }
  const longest = Math.max(...marks.map(({ axis }) => axis.length)) * LETTER + TICK_SPACE;
  const fit = Math.floor((frame.width - frame.marginLeft - frame.marginRight) / longest);
  return Plot.axisX(thinned(keys, fit), { tickFormat, tickSize: 4, label: null, fill: SOFT, stroke: SOFT });
}

/** What a picture has of every key, whichever way it lies. Of a few, bars are no wider than they need to be. */
export function scaleOf(marks: readonly Mark[], kind: 'band' | 'point', frame: Frame, flat: boolean) {
  const room = frame.width - frame.marginLeft - frame.marginRight;
  const padding = flat ? LEAST_GAP : Math.max(LEAST_GAP, 1 - (WIDEST_BAR * marks.length) / Math.max(room, WIDEST_BAR));
  const domain = marks.map(({ key }) => key);
  return { type: kind, domain, axis: null, label: null, padding: kind === 'band' ? padding : 0.5 } as const;
}

const DOTTED = { stroke: INK, strokeWidth: 1.5, strokeDasharray: '2 4' };
/** Around what must be seen on whatever lies beneath. */
const HALO = { stroke: SURFACE, strokeWidth: 4 };
const LABEL = { text: 'words', fill: INK, fontWeight: 600 } as const;

/** What the values are measured against: a dotted line across, and beside it how much that is. */
export function measures(lines: readonly Line[], flat: boolean): Plot.Markish[] {
  const data = [...lines];
  return flat
    ? [
        Plot.ruleX(data, { x: 'at', ...HALO }),
        Plot.ruleX(data, { x: 'at', ...DOTTED }),
        Plot.text(data, { ...LABEL, x: 'at', frameAnchor: 'top', dy: -12 }),
      ]
    : [
        Plot.ruleY(data, { y: 'at', ...HALO }),
        Plot.ruleY(data, { y: 'at', ...DOTTED }),
        Plot.text(data, { ...LABEL, y: 'at', frameAnchor: 'right', textAnchor: 'start', dx: 6 }),
      ];
}

/** The numbers along an axis, as the language writes them. */
export function inLanguage(language: string): (value: number) => string {
  const format = new Intl.NumberFormat(language, { useGrouping: 'always' });
  return (value) => format.format(value);
}

/**
 * Draws it. Its own style sheet is left out: the page has it (charts.css), and takes none from elsewhere. What it shows is
 * said by the place that it stands in.
 */
export function drawn(options: Plot.PlotOptions): Element {
  const svg = Plot.plot({ ...options, style: STYLE });
  svg.querySelector('style')?.remove();
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}
