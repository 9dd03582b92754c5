/** By when, at the latest, a customer was told to be called (R8). Instants in ms, whole minutes. */
export interface ToldBound {
  by: number;
  /** It had to be moved later: when, and what had been said before. */
  raised: { at: number; before: number } | null;
}

const MINUTE = 60_000;
/** Nearer than this a bound is looked at again though nothing has changed: time alone can break it. */
export const BOUND_REVIEW_MS = 2 * MINUTE;
/** A bound is held while what is now expected is at most this later, and at most this share of what is left. */
const HELD_MS_MAX = 2 * MINUTE;
const HELD_SHARE_MAX = 0.25;
/** It comes down by less only to go up again. */
const LOWERED_MS_MIN = 2 * MINUTE;
const LOWERED_SHARE_MIN = 0.1;

/** The first whole minute that is not before `at`. */
const minuteAfter = (at: number): number => Math.ceil(at / MINUTE) * MINUTE;

/**
 * R8: what is told of the latest moment, after what was told before. `highMinutes`: the upper end of the present range,
 * from `now`. The bound comes down where that is worth saying, is held while it is nearly right, and otherwise rises,
 * which is said: `raised` stays until the bound is back at what was said before. The same object: nothing new to tell.
 */
export function tellBound(told: ToldBound | null, highMinutes: number, now: number): ToldBound {
  const by = minuteAfter(now + highMinutes * MINUTE);
  if (!told) return { by, raised: null };
  const leftMs = Math.max(0, told.by - now);
  const laterMs = by - told.by;
  if (laterMs > Math.min(HELD_MS_MAX, HELD_SHARE_MAX * leftMs)) return { by, raised: { at: now, before: told.by } };
  if (-laterMs <= Math.max(LOWERED_MS_MIN, LOWERED_SHARE_MIN * leftMs)) return told;
  return { by, raised: told.raised && by > told.raised.before ? told.raised : null };
}

/** Whole minutes that are left until the bound; never below zero. */
export const minutesUntil = ({ by }: ToldBound, now: number): number => Math.max(0, Math.floor((by - now) / MINUTE));
