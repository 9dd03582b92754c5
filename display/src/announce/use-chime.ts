import { useEffect, useState, useSyncExternalStore } from 'react';

import type { Announcement } from './announcer';
import { createChime, type Chime } from './chime';

/** A context that may sound needs a moment to start; only one that is still silent after it is blocked. */
const START_GRACE_MS = 1_500;

let shared: Chime | null = null;
const chime = (): Chime => (shared ??= createChime());

/** Rings with each announcement. True: the browser keeps the sound blocked until somebody touches the screen. */
export function useChime(announcement: Announcement | null): boolean {
  const blocked = useSyncExternalStore(chime().subscribe, chime().blocked);
  const [settled, setSettled] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), START_GRACE_MS);
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    const unlock = () => chime().unlock();
    addEventListener('pointerdown', unlock);
    addEventListener('keydown', unlock);
    return () => {
      removeEventListener('pointerdown', unlock);
      removeEventListener('keydown', unlock);
    };
  }, []);

  const key = announcement?.key;
  const recall = (announcement?.recallCount ?? 0) > 0;
  useEffect(() => {
    if (key !== undefined) chime().play(recall ? 2 : 1);
  }, [key, recall]);

  return settled && blocked;
}
