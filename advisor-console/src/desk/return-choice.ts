import type { ReturnRequest } from '@ticketero/contract';

/** How a returned ticket waits (R4): where it was, after so many others, or so many minutes later. */
export const RETURN_WAYS = ['keeps', 'places', 'minutes'] as const;
export type ReturnWay = (typeof RETURN_WAYS)[number];
export type CountedWay = Exclude<ReturnWay, 'keeps'>;

export interface ReturnChoice {
  way: ReturnWay;
  /** As typed: may be empty, or too much. */
  places: string;
  minutes: string;
}

export const PRESETS: Record<CountedWay, number[]> = { places: [1, 3, 5, 10], minutes: [5, 10, 15, 30] };
export const MOST: Record<CountedWay, number> = { places: 200, minutes: 240 };
export const FIRST_CHOICE: ReturnChoice = { way: 'keeps', places: '3', minutes: '10' };

/** The figure that counts; null while what is typed is none that can be sent. */
export function countOf(choice: ReturnChoice, way: CountedWay): number | null {
  if (!/^\d{1,3}$/.test(choice[way])) return null;
  const count = Number(choice[way]);
  return count >= 1 && count <= MOST[way] ? count : null;
}

/** Null while the choice is not complete. */
export function returnRequest(choice: ReturnChoice): ReturnRequest | null {
  if (choice.way === 'keeps') return {};
  const count = countOf(choice, choice.way);
  if (count === null) return null;
  return choice.way === 'places' ? { afterPlaces: count } : { afterMinutes: count };
}

/** Digits typed before any way was chosen mean so many others. */
export const wayOfDigits = (way: ReturnWay): CountedWay => (way === 'keeps' ? 'places' : way);
