import type { WaitEstimate } from './formula.js';

/** How far off the estimates of a queue have been (R8), in units of `scaleOf`. Starts from what the reference branch shows. */
export interface Calibration {
  /** Estimates compared with what happened; forgotten slowly. */
  weight: number;
  /** Mean error: what is added to the next estimate. */
  bias: number;
  /** 10 of 100 errors lie below this, 10 above the other. */
  low: number;
  high: number;
}

const UNCALIBRATED: Calibration = { weight: 0, bias: 0, low: -0.35, high: 0.45 };

const MINUTE = 60_000;
/** A wait of nothing is not known to the second either. */
const SCALE_FLOOR_MS = 4 * MINUTE;
/** Share of the cases that lie outside the range at each end: 80 % within. */
const OUTSIDE = 0.1;
const FIRST_STEP = 0.15;
const LAST_STEP = 0.02;
const WEIGHT_MAX = 400;
/** Of this many estimates the bias is believed by half. */
const BIAS_PRIOR = 30;

const scaleOf = (estimateMs: number): number => estimateMs + SCALE_FLOOR_MS;

/** The estimate corrected by what was learned, with the range that holds 80 of 100 waits; whole minutes. */
export function promise(estimateMs: number, known: Calibration | null): WaitEstimate {
  const calibration = known ?? UNCALIBRATED;
  const scale = scaleOf(estimateMs);
  const minutes = (share: number): number => Math.max(0, (estimateMs + share * scale) / MINUTE);
  const believed = calibration.bias * (calibration.weight / (calibration.weight + BIAS_PRIOR));
  const middle = Math.round(minutes(believed));
  return {
    minutes: middle,
    low: Math.min(middle, Math.floor(minutes(calibration.low))),
    high: Math.max(middle, Math.ceil(minutes(calibration.high))),
  };
}

/**
 * One more estimate and what happened. Each end of the range moves a little in when it held and nine times as far out
 * when it did not, and so comes to rest where one in ten lies beyond it, whatever the errors look like (online
 * conformal prediction by quantile tracking).
 */
export function calibrate(known: Calibration | null, estimateMs: number, actualMs: number): Calibration {
  const calibration = known ?? UNCALIBRATED;
  const error = (actualMs - estimateMs) / scaleOf(estimateMs);
  const weight = Math.min(calibration.weight, WEIGHT_MAX - 1) + 1;
  const step = Math.max(LAST_STEP, FIRST_STEP / Math.sqrt(weight));
  return {
    weight,
    bias: calibration.bias + (error - calibration.bias) / weight,
    low: calibration.low + step * (error < calibration.low ? OUTSIDE - 1 : OUTSIDE),
    high: calibration.high + step * (error > calibration.high ? 1 - OUTSIDE : -OUTSIDE),
  };
}
