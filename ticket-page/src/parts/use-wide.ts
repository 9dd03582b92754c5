import { useSyncExternalStore } from 'react';

/** As in the styles: two columns, which no telephone has. */
const wide = matchMedia('(min-width: 60rem)');

const subscribe = (listener: () => void) => {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
};

export const useWide = (): boolean => useSyncExternalStore(subscribe, () => wide.matches);
