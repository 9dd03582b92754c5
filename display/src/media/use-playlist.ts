import { useCallback, useEffect, useState } from 'react';

import { advanced, forgiven, mediumOf, playlistOf, without, type Medium } from './playlist';

const FORGIVEN_AFTER_MS = 10 * 60_000;

export interface Playing {
  /** Null: there is nothing to show. */
  medium: Medium | null;
  /** Another number for each time that something is shown. */
  turn: number;
  next: () => void;
  failed: (file: string) => void;
}

export function usePlaylist(items: readonly Medium[]): Playing {
  const [list, setList] = useState(() => playlistOf(items));
  useEffect(() => setList(playlistOf(items)), [items]);
  useEffect(() => {
    const timer = setInterval(() => setList(forgiven), FORGIVEN_AFTER_MS);
    return () => clearInterval(timer);
  }, []);
  const next = useCallback(() => setList(advanced), []);
  const failed = useCallback((file: string) => setList((before) => without(before, file)), []);
  return { medium: mediumOf(list), turn: list.turn, next, failed };
}
