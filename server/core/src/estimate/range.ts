import { NO_WAIT, type WaitEstimate } from './formula.js';

/** An estimate before its correction: stored with the ticket as it is (plain JSON), for `learnPromise`. ms. */
export interface RawForecast {
  /** Half of the courses that were followed have the ticket called before this, */
  waitMs: number;
  /** one in ten before this, */
  lowMs: number;
  /** and one in ten after this. */
  highMs: number;
}

/** How far off the estimates of a queue have been (R8), in units of `scaleOf`. */
export interface Calibration {
  /** Estimates compared with what happened; forgotten slowly. */
  weight: number;
  /** Added to the estimate: half of the waits are longer than the sum. */
  middle: number;
  /** Taken from the low end and added to the high end: one wait in ten lies beyond each. */
  low: number;
  high: number;
}

const UNCALIBRATED: Calibration = { weight: 0, middle: 0, low: 0.25, high: 0.25 };

const MINUTE = 60_000;
/** A wait of nothing is not known to the second either. */
const SCALE_FLOOR_MS = 2 * MINUTE;
/** Share of the cases that lie outside the range at each end: 80 % within. */
const OUTSIDE = 0.1;
const FIRST_STEP = 0.3;
const LAST_STEP = 0.03;
const MIDDLE_STEP = 1;
/** As many as the first estimate of the middle counts for. */
const MIDDLE_PRIOR = 30;
const WEIGHT_MAX = 400;

const scaleOf = (raw: RawForecast): number => (raw.highMs - raw.lowMs) / 2 + SCALE_FLOOR_MS;

/** The estimate corrected by what was learned, ms; not yet in whole minutes. */
export function correct(raw: RawForecast, known: Calibration | null): RawForecast {
  const { middle, low, high } = known ?? UNCALIBRATED;
  const scale = scaleOf(raw);
  const waitMs = Math.max(0, raw.waitMs + middle * scale);
  return {
    waitMs,
    lowMs: Math.min(waitMs, Math.max(0, raw.lowMs - low * scale)),
    highMs: Math.max(waitMs, raw.highMs + high * scale),
  };
}

/**
 * What is told: the corrected estimate and the range that holds 80 of 100 waits, in whole minutes. "0–0" only where a
 * desk is free.
 */
export function promise(raw: RawForecast, known: Calibration | null): WaitEstimate {
  if (raw.highMs <= 0) return NO_WAIT; // a desk is free
  const { waitMs, lowMs, highMs } = correct(raw, known);
  const minutes = Math.round(waitMs / MINUTE);
  return {
    minutes,
    low: Math.min(minutes, Math.floor(lowMs / MINUTE)),
    high: Math.max(minutes, 1, Math.ceil(highMs / MINUTE)),
  };
}

/** What is kept of a promise: what was told, and the estimate that it was made from. */
export interface Promised extends WaitEstimate {
  raw: RawForecast;
}

/**
 * One more promise and what happened. Each end of the range, as it was told, moves a little in when it held and nine
 * times as far out when it did not, and so comes to rest where one in ten lies beyond it, whatever the errors look like
 * (online conformal prediction by quantile tracking). The middle comes to rest where half are longer, and slower: a bad
 * hour is no reason to tell the next hour more.
 */
export function calibrate(known: Calibration | null, promised: Promised, actualMs: number): Calibration {
  const calibration = known ?? UNCALIBRATED;
  const { raw, low, high } = promised;
  if (raw.highMs <= 0) return calibration; // no promise: a desk was free
  const actual = actualMs / MINUTE;
  const weight = Math.min(calibration.weight, WEIGHT_MAX - 1) + 1;
  const step = Math.max(LAST_STEP, FIRST_STEP / Math.sqrt(weight));
  const middleStep = MIDDLE_STEP / (weight + MIDDLE_PRIOR);
  const corrected = raw.waitMs + calibration.middle * scaleOf(raw);
  return {
    weight,
    middle: calibration.middle + middleStep * Math.sign(actualMs - corrected),
    low: calibration.low + step * (actual < low ? 1 - OUTSIDE : -OUTSIDE),
    high: calibration.high + step * (actual > high ? 1 - OUTSIDE : -OUTSIDE),
  };
}
