import type { HeatCell } from '../arrivals';

/** A row of a picture. `axis`: what stands under it. `tip`: what is said of it where somebody points. */
export interface Mark {
  key: string;
  axis: string;
  tip: string;
}

export interface WaitMark extends Mark {
  p50: number | null;
  p90: number | null;
  /** Of its own, where rows are queues. */
  target: number | null;
}

export const OUTCOMES = ['served', 'noShow', 'cancelled', 'stillHere'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface OutcomeMark extends Mark {
  counts: Record<Outcome, number>;
}

export interface ShareMark extends Mark {
  share: number | null;
  /** As it is written. */
  words: string;
}

/** A value that the rows are measured against. */
export interface Line {
  at: number;
  words: string;
}

/** What a picture shows. `flat`: the rows lie under each other, for names; otherwise they follow each other in time. */
export type PictureData =
  | { kind: 'waits'; flat: boolean; marks: WaitMark[]; lines: Line[]; unit: string; language: string }
  | { kind: 'outcomes'; flat: boolean; marks: OutcomeMark[]; language: string }
  | { kind: 'shares'; flat: boolean; marks: ShareMark[]; lines: Line[]; percent: string[] }
  | { kind: 'heat'; cells: (HeatCell & { words: string; tip: string })[]; weekdays: Line[]; hours: Line[] };
