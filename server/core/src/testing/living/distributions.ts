import type { Random } from '../random.js';

/** A lognormal with this mean and coefficient of variation: what a service takes. */
export function lognormal(random: Random, mean: number, cv: number): number {
  const variance = Math.log(1 + cv ** 2);
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return mean * Math.exp(Math.sqrt(variance) * normal - variance / 2);
}

/** The moments (ms after 0, before `untilMs`) of a Poisson stream whose rate follows `share` (0 to 1), by thinning. */
export function poisson(
  random: Random,
  { perHourMax, untilMs, share }: { perHourMax: number; untilMs: number; share: (at: number) => number },
): number[] {
  const perMs = perHourMax / 3_600_000;
  const moments: number[] = [];
  for (let at = 0; ;) {
    at += -Math.log(1 - random.next()) / perMs;
    if (!(at < untilMs)) return moments;
    if (random.chance(share(at))) moments.push(Math.round(at));
  }
}

/** Two peaks, at 35 % and at 85 % of the day, the second smaller; 1 at most. */
export function twoPeaks(untilMs: number): (at: number) => number {
  const bell = (x: number, centre: number, width: number): number => Math.exp(-(((x - centre) / width) ** 2));
  return (at) => (0.75 + 0.65 * bell(at / untilMs, 0.35, 0.18) + 0.3 * bell(at / untilMs, 0.85, 0.12)) / 1.41;
}
