import type { WaitEstimate } from './formula.js';

/** By when, at the latest, a customer was told to be called (R8). Instants in ms, whole minutes. */
export interface ToldBound {
  by: number;
  /** It had to be moved later: when, and what had been said before. */
  raised: { at: number; before: number } | null;
}

const MINUTE = 60_000;
/** Nearer than this a bound is looked at again though nothing has changed: time alone can break it. */
export const BOUND_REVIEW_MS = 2 * MINUTE;
/** It rises when it falls short of the expected wait and this share of the way from there to the end of the range. */
const DOUBT = 0.25;
/** It comes down when it is this far beyond the end of the range, and this share of what is left; and not all the way. */
const LOWERED_MS_MIN = 5 * MINUTE;
const LOWERED_SHARE_MIN = 0.25;
const KEPT_SHARE = 0.15;
const KEPT_MS = MINUTE;

/** The first whole minute that is not before `at`. */
const minuteAfter = (at: number): number => Math.ceil(at / MINUTE) * MINUTE;

/**
 * R8: what is told of the latest moment, after what was told before. `wait`: as it is expected at `now`. The bound is
 * held while it is likely to hold, though no longer as surely as on the first day; it comes down where that is worth
 * saying, and otherwise rises to the end of the range, which is said: `raised` stays until the bound is back at what was
 * said before. The same object: nothing new to tell. The numbers are measured: ADR 0011.
 */
export function tellBound(
  told: ToldBound | null,
  wait: Pick<WaitEstimate, 'minutes' | 'high'>,
  now: number,
): ToldBound {
  const end = now + wait.high * MINUTE;
  if (!told) return { by: minuteAfter(end), raised: null };
  const needed = now + (wait.minutes + DOUBT * (wait.high - wait.minutes)) * MINUTE;
  if (needed > told.by) return { by: minuteAfter(end), raised: { at: now, before: told.by } };
  const leftMs = told.by - now;
  if (told.by - end <= Math.max(LOWERED_MS_MIN, LOWERED_SHARE_MIN * leftMs)) return told;
  const by = minuteAfter(end + KEPT_SHARE * wait.high * MINUTE + KEPT_MS);
  return { by, raised: told.raised && by > told.raised.before ? told.raised : null };
}

/** Whole minutes that are left until the bound; never below zero. */
export const minutesUntil = ({ by }: ToldBound, now: number): number => Math.max(0, Math.floor((by - now) / MINUTE));
