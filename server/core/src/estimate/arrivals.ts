/** How many come at which time of the day (R8). */

/** Numbers given in each half hour of a business day, by its index from midnight; what is absent is 0. */
type Counts = Record<number, number>;

export interface ArrivalsLearned {
  /** Business days before the present one; forgotten slowly. */
  days: number;
  /** Mean of those days. */
  mean: Counts;
  businessDate: string;
  today: Counts;
}

export const SLOT_MS = 30 * 60_000;
export const SLOTS = 48;
/** A change of habits is seen within some weeks. */
const DAYS_MAX = 20;
/** Today is believed by half once this many were expected until now. */
const TODAY_PRIOR = 40;

const slotOf = (sinceMidnightMs: number): number =>
  Math.max(0, Math.min(SLOTS - 1, Math.floor(sinceMidnightMs / SLOT_MS)));

/** One more number given. The first of a new business day closes the day before. */
export function learnArrivalAt(
  known: ArrivalsLearned | null,
  arrival: { businessDate: string; sinceMidnightMs: number },
): ArrivalsLearned {
  const { businessDate } = arrival;
  const day = known?.businessDate === businessDate ? known : dayBegun(known, businessDate);
  const slot = slotOf(arrival.sinceMidnightMs);
  return { ...day, today: { ...day.today, [slot]: (day.today[slot] ?? 0) + 1 } };
}

function dayBegun(known: ArrivalsLearned | null, businessDate: string): ArrivalsLearned {
  if (!known) return { days: 0, mean: {}, businessDate, today: {} };
  const days = Math.min(known.days, DAYS_MAX - 1) + 1;
  const mean: Counts = {};
  for (let slot = 0; slot < SLOTS; slot++) {
    const before = known.mean[slot] ?? 0;
    const now = before + ((known.today[slot] ?? 0) - before) / days;
    if (now > 0.005) mean[slot] = Math.round(now * 1000) / 1000;
  }
  return { days, mean, businessDate, today: {} };
}

/**
 * How many are expected in each half hour of the present day: the mean of the days before, more or less by as much as
 * today has been busier or quieter until now. Null: no whole day was seen yet.
 */
export function expectedArrivals(known: ArrivalsLearned | null, sinceMidnightMs: number): number[] | null {
  if (!known || known.days === 0) return null;
  const until = slotOf(sinceMidnightMs);
  let expected = 0;
  let came = 0;
  for (let slot = 0; slot < until; slot++) {
    expected += known.mean[slot] ?? 0;
    came += known.today[slot] ?? 0;
  }
  const factor = (came + TODAY_PRIOR) / (expected + TODAY_PRIOR);
  return Array.from({ length: SLOTS }, (_, slot) => (known.mean[slot] ?? 0) * factor);
}
