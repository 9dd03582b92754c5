import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromQuantiles, generateDay, GENERATED_DATE, GENERATED_SEED } from './make-generated-day.mjs';
import { parseCalls, selectDay } from './read-day.mjs';

const read = (name: string) => readFileSync(join(__dirname, 'data', name), 'utf8');
const shape = JSON.parse(read('shape.json'));
const shipped = read('generated-day.tsv');

describe('the generated day', () => {
  test('is what its recipe makes', () => {
    expect(generateDay(shape, GENERATED_SEED) === shipped).toBe(true);
  });

  test('can be read like the real one and resembles it', () => {
    const { date, calls } = selectDay(parseCalls(shipped), null);
    expect(date).toBe(GENERATED_DATE);
    const expected = shape.arrivalsPerQuarterHour.reduce((sum: number, value: number) => sum + value, 0);
    expect(Math.abs(calls.length - expected)).toBeLessThan(4 * Math.sqrt(expected));
    for (const [name, type] of Object.entries<{ share: number; hangShare: number }>(shape.types)) {
      const mine = calls.filter((call) => call.type === name);
      expect(mine.length / calls.length).toBeCloseTo(type.share, 1);
    }
    const hung = calls.filter((call) => call.outcome === 'HANG');
    expect(hung.every((call) => call.serviceSeconds === 0)).toBe(true);
    expect(calls.filter((call) => call.outcome === 'AGENT').every((call) => call.serviceSeconds > 0)).toBe(true);
  });

  test('another seed makes another day', () => {
    expect(generateDay(shape, 'another')).not.toBe(shipped);
  });
});

test.each([
  [0, 10],
  [0.25, 15],
  [0.5, 20],
  [0.75, 40],
  [0.9, 52],
  [0.95, 52],
])('between quantiles the line is straight, beyond the last it is flat: %d', (draw, expected) => {
  expect(fromQuantiles([0, 0.5, 0.9], [10, 20, 52], draw)).toBeCloseTo(expected);
});
