import { quantile } from '../estimate/quantile.js';
import type { Outcomes, QueueCourse } from './simulate.js';

/** What is expected, and between what it lies in 80 of 100 courses. */
export interface Expected {
  value: number;
  low: number;
  high: number;
}

/** The rest of the day of one queue. */
export interface QueueOutcome {
  queueType: string;
  /** Those who wait now, and those who are expected. */
  tickets: number;
  /** Of these, how many wait longer than the target: people, and as a share of 0 to 1. */
  late: Expected;
  lateShare: Expected;
  /** Minutes; null: nobody waits and nobody is expected. */
  p50Minutes: Expected | null;
  p90Minutes: Expected | null;
  /** How many are called before closing time. */
  servedByClosing: Expected;
}

const MINUTE = 60_000;

/** What the courses say of each queue. */
export function outcomeOf(queueTypes: readonly string[], courses: Outcomes): QueueOutcome[] {
  return queueTypes.map((queueType, queue) => {
    const of = courses.map((course) => course[queue] as QueueCourse);
    const some = of.filter(({ tickets }) => tickets > 0);
    const sum = of.reduce((all, { tickets }) => all + tickets, 0);
    const late = onAverage(of.map((course) => course.late));
    const shares = onAverage(some.map((course) => course.late / course.tickets));
    return {
      queueType,
      tickets: sum / of.length,
      late,
      lateShare: { ...shares, value: sum > 0 ? (late.value * of.length) / sum : 0 },
      p50Minutes: usual(some.map(({ waits }) => quantile(waits, 0.5) / MINUTE)),
      p90Minutes: usual(some.map(({ waits }) => quantile(waits, 0.9) / MINUTE)),
      servedByClosing: onAverage(of.map((course) => course.servedByClosing)),
    };
  });
}

/** By queue, how many more are late in the second than in the first, course by course. */
export const differenceOf = (queueTypes: readonly string[], before: Outcomes, after: Outcomes): Expected[] =>
  queueTypes.map((_, queue) =>
    onAverage(before.map((course, index) => (after[index]?.[queue]?.late ?? 0) - (course[queue]?.late ?? 0))),
  );

/** Counts: their mean is what the sum of many days would be. */
export function onAverage(values: readonly number[]): Expected {
  if (values.length === 0) return { value: 0, low: 0, high: 0 };
  const sorted = Float64Array.from(values).sort();
  const value = sorted.reduce((sum, one) => sum + one, 0) / sorted.length;
  return { value, low: quantile(sorted, 0.1), high: quantile(sorted, 0.9) };
}

function usual(values: readonly number[]): Expected | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return { value: quantile(sorted, 0.5), low: quantile(sorted, 0.1), high: quantile(sorted, 0.9) };
}
