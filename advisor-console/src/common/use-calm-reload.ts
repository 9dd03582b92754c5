import { useEffect, useState } from 'react';

import type { LinkState } from '@ticketero/contract';
import { useNewVersion } from '@ticketero/realtime-client';

/** Nobody has touched key or pointer for so long. */
const CALM_MS = 30_000;

const isAsked = (): boolean => document.querySelector('dialog[open]') !== null;

/** A new version comes by itself when nobody is in the middle of something; `free`: nothing is going on in the view. */
export function useCalmReload(link: LinkState, free: boolean): void {
  const [calm, setCalm] = useState(false);
  useEffect(() => {
    if (!free) {
      setCalm(false);
      return;
    }
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      clearTimeout(timer);
      setCalm(false);
      timer = setTimeout(() => {
        if (isAsked()) wait();
        else setCalm(true);
      }, CALM_MS);
    };
    wait();
    window.addEventListener('keydown', wait);
    window.addEventListener('pointerdown', wait);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', wait);
      window.removeEventListener('pointerdown', wait);
    };
  }, [free]);
  useNewVersion('/console/', link === 'live', calm);
}
