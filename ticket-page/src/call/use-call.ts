import type { PublicTicket } from '@ticketero/contract';
import { useEffect, useRef } from 'react';

import type { Bell, BellState } from './bell';
import { callOf, isDue } from './call';

/** Three times, as the bell. */
const SHAKE = [500, 200, 500, 500, 500, 200, 500, 500, 500, 200, 500];

/** Before the first touch the browser only complains. */
function shake(pattern: number | number[]): void {
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(pattern);
}

/** Sounds and shakes once for each call and recall; the sound as soon as the browser lets it, while the call stands. */
export function useCall(ticket: PublicTicket | null, bell: Bell, state: BellState): void {
  const rung = useRef<string | null>(null);
  const shaken = useRef<string | null>(null);
  const call = ticket && callOf(ticket);

  useEffect(() => {
    if (isDue(call, shaken.current)) {
      shaken.current = call;
      shake(SHAKE);
    }
    if (isDue(call, rung.current) && bell.ring()) rung.current = call;
    if (call === null && shaken.current !== null) shake(0);
  }, [call, bell, state]);
}
