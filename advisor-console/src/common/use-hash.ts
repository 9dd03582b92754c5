import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
  };
}

/** The part after `#/`, up to a `?`: which view is open survives a reload and works with the back button. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => location.hash.replace(/^#\/?/, '').replace(/\?.*$/s, ''));
}

/** What stands after the `?` of the hash: what the view shows. */
export const hashQuery = (): string => location.hash.replace(/^[^?]*\??/, '');

export function useHashQuery(): string {
  return useSyncExternalStore(subscribe, hashQuery);
}
