import type { ArrivalsReport, ReportFigures, ReportRow } from '@ticketero/contract';
import type { TFunction } from 'i18next';

import { heatOf } from './arrivals';
import { COLUMNS } from './columns';
import { occupancyOf, outcomesOf, targetsOf, waitsOf, type Queues } from './series';
import { NOTHING } from './shape';
import { axisWords, daysWords, figureWords, rowWords, type Teller } from './words';

const t = ((key: string, values: Record<string, string> = {}) =>
  [key, ...Object.values(values)].join(' ')) as unknown as TFunction;
const teller = (language: string): Teller => ({ t, language, queueName: (type, name) => `${type}/${name}` });
const ES = teller('es');

/** Around a dash some versions of the world's calendars write thin spaces. */
const plain = (text: string) => text.replace(/\s/g, ' ');

const row = (key: string, figures: Partial<ReportFigures> = {}, label: string | null = key): ReportRow => {
  return { ...NOTHING, ...figures, key, label };
};
const QUEUES: Queues = [
  { queueType: 'CAJA', displayName: 'Caja', targetWaitMinutes: 20 },
  { queueType: 'EMPRESAS', displayName: 'Empresas', targetWaitMinutes: 30 },
  { queueType: 'GERENCIA', displayName: 'Gerencia', targetWaitMinutes: 20 },
];

describe('what a row stands for', () => {
  it.each<[Parameters<typeof rowWords>[0], string, string, string]>([
    ['hour', '09', 'reports.hour 09:00 10:00', '09:00'],
    ['hour', '23', 'reports.hour 23:00 24:00', '23:00'],
    ['day', '2026-09-06', 'dom, 6 sept 2026', '6 sept'],
    ['week', '2026-W53', '28 dic 2026 – 3 ene 2027', '28 dic'],
    ['month', '2026-11', 'noviembre de 2026', 'nov 26'],
    ['queue', 'CAJA', 'CAJA/CAJA', 'CAJA/CAJA'],
    ['advisor', '7', '7', '7'],
    ['branch', 'CENTRO', 'CENTRO', 'CENTRO'],
  ])('by %s: %s', (by, key, words, axis) => {
    expect(plain(rowWords(by, row(key), ES))).toBe(words);
    expect(axisWords(by, row(key), ES)).toBe(axis);
  });

  it('tickets that no desk has called have no advisor’s name', () => {
    expect(rowWords('advisor', row('none', {}, null), ES)).toBe('reports.nobody');
  });

  it('days and figures as each language writes them', () => {
    const week = { from: '2026-11-16', to: '2026-11-20' };
    expect(daysWords(week, 'es')).toBe('16–20 nov 2026');
    expect(plain(daysWords(week, 'en'))).toBe('Nov 16 – 20, 2026');
    expect(daysWords({ from: '2026-11-20', to: '2026-11-20' }, 'es')).toBe('viernes, 20 de noviembre de 2026');
    expect(figureWords(1234, 'count', ES)).toBe('1.234');
    expect(figureWords(1234, 'count', teller('en'))).toBe('1,234');
    expect(figureWords(0.805, 'share', teller('en'))).toBe('81%');
    expect(figureWords(9, 'mean', ES, true)).toBe('9,0');
    expect(figureWords(9, 'minutes', ES)).toBe('shortMinutes 9');
    expect(figureWords(null, 'share', ES)).toBe('none');
    expect(figureWords(0, 'share', teller('en'))).toBe('0%'); // nothing kept is not the same as nothing promised
  });
});

describe('pictures', () => {
  const wait = { ...NOTHING.wait, p50: 8, p90: 21 };

  it('waits over time stand against each target once, and those of a queue against its own', () => {
    const day = waitsOf({ by: 'day', rows: [row('2026-11-20', { wait }), row('2026-11-21')] }, QUEUES, ES);
    expect(day).toMatchObject({ flat: false, lines: [{ at: 20 }, { at: 30 }] });
    expect(day).toMatchObject({
      marks: [
        { p50: 8, p90: 21, target: null },
        { p50: null, p90: null },
      ],
    });
    const queue = waitsOf({ by: 'queue', rows: [row('CAJA', { wait }), row('EMPRESAS')] }, QUEUES, ES);
    expect(queue).toMatchObject({ flat: true, lines: [], marks: [{ target: 20 }, { target: 30 }] });
    const one = waitsOf({ by: 'advisor', rows: [row('7', { wait })] }, QUEUES.slice(0, 1), ES);
    expect(one).toMatchObject({ marks: [{ target: 20 }] });
    expect(targetsOf(QUEUES, ES.queueName)).toEqual([
      { minutes: 20, queues: ['CAJA/Caja', 'GERENCIA/Gerencia'] },
      { minutes: 30, queues: ['EMPRESAS/Empresas'] },
    ]);
  });

  it('what became of the tickets adds up to those that were issued: who left is not counted twice', () => {
    const figures = { issued: 20, served: 12, noShow: 3, cancelled: 4, left: 5 };
    const data = outcomesOf({ by: 'day', rows: [row('2026-11-20', figures)] }, ES);
    expect(data).toMatchObject({ marks: [{ counts: { served: 12, noShow: 3, cancelled: 4, stillHere: 1 } }] });
  });

  it('occupancy is of those who were on duty', () => {
    const data = occupancyOf(
      { by: 'advisor', rows: [row('7', { occupancy: 0.8 }), row('8'), row('9', { occupancy: 0 })] },
      ES,
    );
    expect(data).toMatchObject({
      flat: true,
      marks: [
        { key: '7', share: 0.8 },
        { key: '9', share: 0 },
      ],
    });
  });
});

describe('the heat map', () => {
  const report = (cells: ArrivalsReport['cells'], days: ArrivalsReport['days']): ArrivalsReport => ({
    from: '2026-11-16',
    to: '2026-11-20',
    branchOffice: 'CENTRO',
    queueType: null,
    generatedAt: '2026-11-20T15:00:00.000Z',
    days,
    cells,
  });

  it('has no holes between the first hour and the last, for each weekday on which numbers were given', () => {
    const cells = [
      { weekday: 1, hour: 9, issued: 8, mean: 8 },
      { weekday: 3, hour: 12, issued: 2, mean: 2 },
    ];
    const heat = heatOf(
      report(cells, [
        { weekday: 3, days: 1 },
        { weekday: 1, days: 1 },
        { weekday: 4, days: 0 },
      ]),
    );
    expect(heat.weekdays).toEqual([1, 3]);
    expect(heat.hours).toEqual([9, 10, 11, 12]);
    expect(heat.cells).toHaveLength(8);
    expect(heat.most).toMatchObject({ weekday: 1, hour: 9 });
    expect(heat.cells.map(({ step }) => step)).toEqual([4, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('of nobody there is none', () => {
    expect(heatOf(report([], []))).toEqual({ weekdays: [], hours: [], cells: [], most: null });
  });
});

it('the table has every figure once', () => {
  expect(new Set(COLUMNS.map(({ id }) => id)).size).toBe(COLUMNS.length);
  const figures: ReportFigures = { ...NOTHING, served: 7, wait: { ...NOTHING.wait, p95: 31 }, occupancy: 0.5 };
  const valueOf = (id: string) => COLUMNS.find((column) => column.id === id)?.of(figures);
  expect([valueOf('served'), valueOf('wait-p95'), valueOf('service-p95'), valueOf('occupancy')]).toEqual([
    7,
    31,
    null,
    0.5,
  ]);
  const named = Object.keys(NOTHING).filter((name) => name !== 'wait' && name !== 'service');
  expect(COLUMNS.map(({ id }) => id)).toEqual(expect.arrayContaining(named));
});
