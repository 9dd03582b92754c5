import type { Brand } from '@ticketero/contract';

export type Medium = Brand['display']['media'][number];

export interface Playlist {
  items: readonly Medium[];
  /** Files that could not be shown. */
  failed: ReadonlySet<string>;
  /** Index of the one that is on; counts on beyond the end, so that a single video starts anew. */
  turn: number;
}

export function playlistOf(items: readonly Medium[]): Playlist {
  return { items, failed: new Set(), turn: 0 };
}

/** What is on; null when there is nothing that can be shown. */
export function mediumOf({ items, failed, turn }: Playlist): Medium | null {
  for (let ahead = 0; ahead < items.length; ahead += 1) {
    const item = items[(turn + ahead) % items.length];
    if (item && !failed.has(item.file)) return item;
  }
  return null;
}

/** The one after what is on, past all that failed. */
export function advanced(list: Playlist): Playlist {
  const on = mediumOf(list);
  if (!on) return list;
  let turn = list.turn;
  while (list.items[turn % list.items.length] !== on) turn += 1;
  return { ...list, turn: turn + 1 };
}

/** A file that fails is skipped from now on: a black panel says that the screen is broken. */
export function without(list: Playlist, file: string): Playlist {
  return { ...list, failed: new Set([...list.failed, file]) };
}

/** After a while the failed ones get another chance: a file may only have been on its way. */
export function forgiven(list: Playlist): Playlist {
  return list.failed.size === 0 ? list : { ...list, failed: new Set() };
}
