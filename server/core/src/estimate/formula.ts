/** A wait in whole minutes and the range that holds it in 80 of 100 cases (R8). */
export interface WaitEstimate {
  minutes: number;
  low: number;
  high: number;
}

export const NO_WAIT: WaitEstimate = { minutes: 0, low: 0, high: 0 };

/** Standard normal quantile of 0.9: 10 % above, 10 % below. */
const Z_80 = 1.2816;
/** Coefficient of variation of a service time on the reference branch. */
const SERVICE_CV = 0.7;

/**
 * R8, `formula`: position × the queue's average. The range is that of a sum of `position` independent service times
 * with the reference branch's variation; the formula itself knows nothing of how many advisors there are.
 */
export function formulaEstimate(position: number, averageTimeMinutes: number): WaitEstimate {
  if (position <= 0) return NO_WAIT;
  const minutes = position * averageTimeMinutes;
  const half = Z_80 * SERVICE_CV * averageTimeMinutes * Math.sqrt(position);
  return { minutes, low: Math.max(0, Math.floor(minutes - half)), high: Math.ceil(minutes + half) };
}
