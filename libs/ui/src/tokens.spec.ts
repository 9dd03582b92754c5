import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { contrast, linearLight } from '@ticketero/contract';

import { queueColour } from './queue-colour';
import { THEMES, type Theme } from './theme';

const ROOT = resolve(__dirname, '../../..');
const CSS = readFileSync(join(__dirname, 'tokens.css'), 'utf8').replaceAll(/\/\*[^]*?\*\/|@import[^;]+;/g, '');

/** The tokens that stand in the rule of this selector. */
function rule(selector: string): Record<string, string> {
  const inside = CSS.split('}').find((one) => one.split('{')[0]?.trim() === selector);
  if (inside === undefined) throw new Error(`no rule ${selector}`);
  return Object.fromEntries([...inside.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));
}

const BASE = rule(':root');
const OF_THEME: Record<Theme, Record<string, string>> = {
  light: BASE,
  contrast: { ...BASE, ...rule(":root[data-theme='contrast']") },
  night: { ...BASE, ...rule(":root[data-theme='night']") },
};

/** A token's colour where no bank set its own, `#rrggbb`. */
function colour(theme: Theme, token: string): string {
  const value = OF_THEME[theme][`--${token}`]?.replace(/^var\(--bank-[\w-]+, (.+)\)$/, '$1') ?? '';
  if (!/^#[0-9a-f]{6}$/.test(value)) throw new Error(`--${token} is no colour in ${theme}: ${value}`);
  return value;
}

const QUEUES = ['queue-caja', 'queue-personal-banker', 'queue-empresas', 'queue-gerencia', 'queue-other'];
const FILLS = ['brand', 'brand-strong', 'good', 'warn', 'bad', 'bad-strong', 'preferential', ...QUEUES];
const PAPER = ['surface', 'ground', 'surface-low'];

/** [what is read, what it stands on, at least]: all that the screens do with the tokens. */
const READ: [string[], string[], number][] = [
  [['ink'], [...PAPER, 'well', 'brand-tint', 'warn-ground', 'bad-ground', 'good-ground'], 7],
  [['ink-soft'], PAPER, 6.5],
  [['ink-soft', 'brand-strong'], ['well'], 4.5],
  [['on-fill'], FILLS, 4.5],
  [['brand', 'brand-strong', 'preferential', ...QUEUES, 'good', 'warn', 'bad'], PAPER, 4.5],
  [['brand', 'brand-strong'], ['brand-tint'], 4.5],
  [['good'], ['good-ground'], 4.5],
  [['warn'], ['warn-ground'], 4.5],
  [['bad'], ['bad-ground'], 4.5],
  [['ink-on-dark'], ['night', 'night-raised'], 7],
  [['night-soft'], ['night', 'night-raised'], 7],
  [['alert-ink'], ['alert', 'alert-high'], 7],
];
/** Seen and not read (WCAG 2.2, 1.4.11). */
const SEEN: [string[], string[], number][] = [
  [['edge', 'focus'], PAPER, 3],
  [['focus-on-dark', 'alert'], ['night', 'night-raised'], 3],
  [['good-mark', 'warn-mark', 'busy-mark'], PAPER, 3],
];
/** The lobby screen has queues and fills as grounds only: on dark they are not read. */
const NIGHT_READ: typeof READ = [
  [['ink'], [...PAPER, 'well'], 7],
  [['ink-soft'], PAPER, 6.5],
  [['on-fill'], FILLS, 4.5],
  [['alert-ink'], ['alert', 'alert-high'], 7],
];
const NIGHT_SEEN: typeof SEEN = [[['edge', 'focus', 'alert'], PAPER, 3]];

function tooWeak(theme: Theme, rules: typeof READ, floor = 0): string[] {
  return rules.flatMap(([texts, grounds, least]) =>
    texts.flatMap((text) =>
      grounds.flatMap((ground) => {
        const reached = contrast(colour(theme, text), colour(theme, ground));
        const asked = Math.max(least, floor);
        return reached < asked ? [`${text} on ${ground}: ${reached.toFixed(2)} < ${asked}`] : [];
      }),
    ),
  );
}

describe('WCAG: the contrast of every pair of tokens that is read', () => {
  it('light', () => expect([...tooWeak('light', READ), ...tooWeak('light', SEEN)]).toEqual([]));
  it('contrast: 7:1 everywhere, controls too', () =>
    expect([...tooWeak('contrast', READ, 7), ...tooWeak('contrast', SEEN, 7)]).toEqual([]));
  it('night', () => expect([...tooWeak('night', NIGHT_READ), ...tooWeak('night', NIGHT_SEEN)]).toEqual([]));
  it('a bad colour is found', () => {
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#000000', '#ffffff')).toBe(21);
  });
});

/** What is left of light for three kinds of eyes: Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB. */
const EYES: Record<string, number[][]> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
/** In CIE L*a*b* (D65). 2 is just seen side by side; this is seen across a hall. */
const APART_MIN = 18;

function lab(rgb: number[]): number[] {
  const weigh = (weights: number[]): number => weights.reduce((sum, weight, i) => sum + weight * (rgb[i] ?? 0), 0);
  const bend = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = bend(weigh([0.4124564, 0.3575761, 0.1804375]) / 0.95047);
  const y = bend(weigh([0.2126729, 0.7151522, 0.072175]));
  const z = bend(weigh([0.0193339, 0.119192, 0.9503041]) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** A colour as these eyes see it, in L*a*b*. */
function seenBy(matrix: number[][], hex: string): number[] {
  const light = linearLight(hex);
  const left = matrix.map((row) => row.reduce((sum, weight, i) => sum + weight * (light[i] ?? 0), 0));
  return lab(left.map((one) => Math.min(1, Math.max(0, one))));
}

function apart(matrix: number[][], one: string, other: string): number {
  const [a, b] = [seenBy(matrix, one), seenBy(matrix, other)];
  return Math.hypot(...a.map((value, i) => value - (b[i] ?? 0)));
}

describe.each(['light', 'contrast'] as const)('Queue colours are told apart by everybody: %s', (theme) => {
  it.each(Object.entries(EYES))('%s', (_, matrix) => {
    const pairs = QUEUES.flatMap((one, i) => QUEUES.slice(i + 1).map((other) => [one, other] as const));
    const close = pairs
      .map(([one, other]) => [one, other, apart(matrix, colour(theme, one), colour(theme, other))] as const)
      .filter(([, , distance]) => distance < APART_MIN);
    expect(close).toEqual([]);
  });
});

describe('The colour of a queue', () => {
  it('of the four, of one that the bank added, of one whose name is no name', () => {
    expect(queueColour('PERSONAL_BANKER')).toBe('var(--queue-personal-banker)');
    expect(queueColour('SEGUROS')).toBe('var(--contrast-queue, var(--bank-queue-seguros, var(--queue-other)))');
    expect(queueColour('x); color: red')).toContain('--bank-queue-x-color-red,');
  });
});

describe('Every token that a screen uses is there', () => {
  const APPS = ['kiosk', 'display', 'advisor-console', 'ticket-page', 'libs/ui'];
  const files = APPS.flatMap((app) =>
    readdirSync(join(ROOT, app, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(css|tsx?)$/.test(path) && !path.includes('.spec.'))
      .map((path) => [app, readFileSync(join(ROOT, app, 'src', path), 'utf8')] as const),
  );

  it.each(APPS)('%s', (app) => {
    const own = files.filter(([of]) => of === app || of === 'libs/ui').map(([, text]) => text);
    const set = new Set(own.flatMap((text) => [...text.matchAll(/(--[\w-]+)['"]?\]?:/g)].map(([, name]) => name)));
    const put = own.flatMap((text) => [...text.matchAll(/setProperty\('(--[\w-]+)'/g)].map(([, name]) => name));
    const used = own.flatMap((text) => [...text.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
    expect(used.length).toBeGreaterThan(0);
    expect([...new Set(used)].filter((name) => !set.has(name) && !put.includes(name))).toEqual([]);
  });

  it('a theme is one of those that theme.ts knows', () => {
    const written = [...CSS.matchAll(/data-theme='(\w+)'/g)].map(([, name]) => name);
    expect(written.filter((name) => !THEMES.some((theme) => theme === name))).toEqual([]);
  });
});
