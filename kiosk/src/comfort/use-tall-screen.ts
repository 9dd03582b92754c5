import { useSyncExternalStore } from 'react';

/** Only on a tall totem is the upper half out of reach. */
const TALL = '(orientation: portrait) and (min-height: 1200px)';

export function useTallScreen(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(TALL).matches);
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia(TALL);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}
