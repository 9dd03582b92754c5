import type { Brand } from '@ticketero/contract';
import { useSyncExternalStore } from 'react';

/** Of a screen that knows of no bank (yet). */
const NOTHING: Brand = {
  version: '',
  name: null,
  logo: null,
  logoOnDark: null,
  colours: { brand: null, queues: {} },
  queues: {},
  texts: {},
  display: { theme: 'night', media: [], ticker: [] },
};

let brand = NOTHING;
const listeners = new Set<() => void>();

export const currentBrand = (): Brand => brand;

export function setBrand(next: Brand): void {
  brand = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The bank's look, of this moment: whoever shows a part of it is drawn anew when it changes. */
export function useBrand(): Brand {
  return useSyncExternalStore(subscribe, currentBrand);
}

/** Where a file that the look names is fetched; another version is another address, so that no old picture stays. */
export function brandFile(file: string): string {
  const { version } = currentBrand();
  return `/brand/${file}?v=${version}`;
}
