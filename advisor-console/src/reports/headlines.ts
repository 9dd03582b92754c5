import type { ReportFigures } from '@ticketero/contract';

import type { Unit } from './words';

export const HEADLINES = ['served', 'waitP50', 'waitP90', 'withinTarget', 'estimateKept'] as const;
export type HeadlineName = (typeof HEADLINES)[number];
export type Verdict = 'better' | 'worse' | 'more' | 'less' | 'same';

export interface Headline {
  name: HeadlineName;
  unit: Unit;
  value: number | null;
  before: number | null;
  /** Null where one of the two is missing. */
  verdict: Verdict | null;
  /** Whether it went up (1) or down (-1), as far as it can be read. */
  direction: -1 | 0 | 1;
}

interface Meaning {
  unit: Unit;
  of: (figures: ReportFigures) => number | null;
  /** Null: more is neither. */
  better: 'up' | 'down' | null;
}

const MEANING: Record<HeadlineName, Meaning> = {
  served: { unit: 'count', of: ({ served }) => served, better: null },
  waitP50: { unit: 'minutes', of: ({ wait }) => wait.p50, better: 'down' },
  waitP90: { unit: 'minutes', of: ({ wait }) => wait.p90, better: 'down' },
  withinTarget: { unit: 'share', of: ({ withinTarget }) => withinTarget, better: 'up' },
  estimateKept: { unit: 'share', of: ({ estimateKept }) => estimateKept, better: 'up' },
};

/** As it is written: two shares that read alike are alike. */
const shown = (value: number, unit: Unit): number => (unit === 'share' ? Math.round(value * 100) : value);

/** The figures to read first, each beside what it was in the period before (null: not known yet). */
export function headlines(now: ReportFigures, before: ReportFigures | null): Headline[] {
  return HEADLINES.map((name) => {
    const { unit, of, better } = MEANING[name];
    const value = of(now);
    // Where nobody came, there is nothing to stand beside.
    const past = before === null || before.issued === 0 ? null : of(before);
    const change = value === null || past === null ? null : shown(value, unit) - shown(past, unit);
    const direction = change === null ? 0 : (Math.sign(change) as -1 | 0 | 1);
    return {
      name,
      unit,
      value,
      before: past,
      verdict: change === null ? null : VERDICTS[direction](better),
      direction,
    };
  });
}

const VERDICTS: Record<-1 | 0 | 1, (better: Meaning['better']) => Verdict> = {
  [-1]: (better) => (better === null ? 'less' : better === 'down' ? 'better' : 'worse'),
  0: () => 'same',
  1: (better) => (better === null ? 'more' : better === 'up' ? 'better' : 'worse'),
};
