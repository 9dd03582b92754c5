import { applyLook, resetLook, useLook } from '@ticketero/ui';
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

type Own = Pick<Comfort, 'low' | 'voice'>;

const NONE: Own = { low: false, voice: false };
let own = NONE;
/** Somebody asked for something since the last customer. */
let asked = false;
const listeners = new Set<() => void>();

export function changeComfort({ large, contrast, ...others }: Partial<Comfort>): void {
  asked = true;
  if (large !== undefined) applyLook({ text: large ? 'large' : 'normal' });
  if (contrast !== undefined) applyLook({ theme: contrast ? 'contrast' : 'light' });
  show({ ...own, ...others });
}

/** For the next customer. */
export function resetComfort(): void {
  asked = false;
  resetLook();
  show({ ...NONE });
}

export function useComfort(): Comfort {
  const [look] = useLook();
  const { low, voice } = useSyncExternalStore(subscribe, () => own);
  return { large: look.text === 'large', contrast: look.theme === 'contrast', low, voice };
}

/** The kiosk is not as the next customer should find it. */
export function useComfortAsked(): boolean {
  return useSyncExternalStore(subscribe, () => asked);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function show(next: Own): void {
  own = next;
  document.documentElement.dataset['reach'] = next.low ? 'low' : 'all';
  for (const listener of listeners) listener();
}
