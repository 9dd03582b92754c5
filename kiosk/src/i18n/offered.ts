import { useSyncExternalStore } from 'react';

import { FIRST_LANGUAGE, LANGUAGES_OFFERED } from './catalogues';

/** What this branch offers to read in: of our catalogues those that it names, its first one first. */
export interface Offered {
  first: string;
  languages: readonly string[];
}

let offered: Offered = { first: FIRST_LANGUAGE, languages: LANGUAGES_OFFERED };
const readers = new Set<() => void>();

/** As the branch says it; languages that this kiosk does not have are left out. */
export function offer(language: string, languages: readonly string[]): void {
  const known = LANGUAGES_OFFERED.filter((code) => languages.includes(code));
  if (known.length === 0) return;
  const first = known.includes(language) ? language : (known[0] ?? FIRST_LANGUAGE);
  if (first === offered.first && known.join() === offered.languages.join()) return;
  offered = { first, languages: known };
  for (const read of readers) read();
}

const listen = (read: () => void) => {
  readers.add(read);
  return () => readers.delete(read);
};

export const useOffered = (): Offered => useSyncExternalStore(listen, () => offered);
