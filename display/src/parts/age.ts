export interface Age {
  /** The catalogue's text. */
  key: 'age.seconds' | 'age.minutes' | 'age.hours';
  values: { seconds: number; minutes: number; hours: number };
}

/** How old something is, as coarse as a reader needs: 23 s, 4 min 5 s, 2 h 10 min. */
export function ageOf(ms: number): Age {
  const total = Math.max(0, Math.floor(ms / 1_000));
  const hours = Math.floor(total / 3_600);
  const minutes = Math.floor((total % 3_600) / 60);
  const key = total < 60 ? 'age.seconds' : hours === 0 ? 'age.minutes' : 'age.hours';
  return { key, values: { seconds: total % 60, minutes, hours } };
}
