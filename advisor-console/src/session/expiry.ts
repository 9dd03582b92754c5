/** At four fifths of its life a token is renewed, so a slow or lost renewal has time for another. */
const RENEW_AT = 0.8;
const SHORTEST_MS = 5_000;

/** Why a renewal was refused: what was still good has been ended by somebody, what was not had come of age. */
export const refusedNotice = (goodUntil: number, now: number): 'ended' | 'expired' =>
  now < goodUntil ? 'ended' : 'expired';

/** `spread` (0..1) draws the tabs of one browser apart by up to 5 %. */
export function renewAfterMs(expiresInSeconds: number, spread: number): number {
  return Math.max(SHORTEST_MS, Math.round(expiresInSeconds * 1_000 * (RENEW_AT - 0.05 * spread)));
}
