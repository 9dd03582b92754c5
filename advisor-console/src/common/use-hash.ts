import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
  };
}

const viewIn = (hash: string): string => hash.replace(/^#\/?/, '').replace(/\?.*$/s, '');

/** The part after `#/`, up to a `?`: which view is open survives a reload and works with the back button. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => viewIn(location.hash));
}

const BRANCH = /(^|&)at=([^&]*)/;
const whole = (hash: string): string => hash.replace(/^[^?]*\??/, '');

/** What stands after the `?` of a hash, without the branch. */
export const queryIn = (hash: string): string => whole(hash).replace(BRANCH, '').replace(/^&/, '');

/** The code of the branch that a hash is about (`at=NORTE`); null: it says of none. */
export function branchIn(hash: string): string | null {
  return new URLSearchParams(BRANCH.exec(whole(hash))?.[0] ?? '').get('at');
}

/** The same view, about this branch. */
export function withBranch(hash: string, branch: string): string {
  const query = queryIn(hash);
  return `#/${viewIn(hash)}?${query === '' ? '' : `${query}&`}at=${encodeURIComponent(branch)}`;
}

/** What stands after the `?` of the hash: what the view shows, whichever branch it is about. */
export const hashQuery = (): string => queryIn(location.hash);

export function useHashQuery(): string {
  return useSyncExternalStore(subscribe, hashQuery);
}

/** The branch that the address is about, in the address of somebody of the whole bank. */
export function useHashBranch(): string | null {
  return useSyncExternalStore(subscribe, () => branchIn(location.hash));
}

/** Puts it there, in place of what stood there: the way back leads to the view before. */
export function keepBranch(branch: string): void {
  if (branchIn(location.hash) !== branch) history.replaceState(null, '', withBranch(location.hash, branch));
}
