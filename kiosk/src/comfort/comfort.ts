import { useSyncExternalStore } from 'react';

/** What makes the kiosk easier for the person in front of it, and for nobody after them. */
export interface Comfort {
  /** Larger letters. */
  large: boolean;
  /** The family's high-contrast theme. */
  contrast: boolean;
  /** Everything that is touched lies in the lower half of a tall screen: within reach of a wheelchair. */
  low: boolean;
  /** Numbers are read out by themselves. */
  voice: boolean;
}

export const PLAIN: Comfort = { large: false, contrast: false, low: false, voice: false };

let current = PLAIN;
const listeners = new Set<() => void>();

export function changeComfort(change: Partial<Comfort>): void {
  show({ ...current, ...change });
}

/** For the next customer. */
export function resetComfort(): void {
  show(PLAIN);
}

export function useComfort(): Comfort {
  return useSyncExternalStore(subscribe, () => current);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function show(next: Comfort): void {
  current = next;
  const { dataset } = document.documentElement;
  dataset['theme'] = next.contrast ? 'contrast' : 'light';
  dataset['text'] = next.large ? 'large' : 'normal';
  dataset['reach'] = next.low ? 'low' : 'all';
  for (const listener of listeners) listener();
}
