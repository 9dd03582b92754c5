import { useCallback, useEffect, useLayoutEffect, useReducer } from 'react';

import type { CalledTicket } from '@ticketero/contract';

import { SILENT, announce, dueAt, heroOf, type Announcement } from './announcer';

export interface Hero {
  call: CalledTicket | null;
  /** Null while nothing is being announced. */
  announcement: Announcement | null;
  /** Others wait behind the announced one. */
  othersWait: boolean;
}

/**
 * Runs the announcer on the real clock: one timer, set only while something is due. `heard` tells it that the sound of an
 * announcement has ended.
 */
export function useAnnouncer(
  called: readonly CalledTicket[] | null,
  serverNow: () => number,
): Hero & { heard: (key: string) => void } {
  const [state, dispatch] = useReducer(announce, SILENT);

  // Before the paint, so that a board is never on the screen with the hero of the one before.
  useLayoutEffect(() => {
    if (called) dispatch({ type: 'board', called, serverNow: serverNow(), now: performance.now() });
  }, [called, serverNow]);

  const due = dueAt(state);
  useEffect(() => {
    if (due === null) return;
    const timer = setTimeout(
      () => dispatch({ type: 'tick', now: Math.max(due, performance.now()) }),
      Math.max(0, due - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [due]);

  const heard = useCallback((key: string) => dispatch({ type: 'heard', key, now: performance.now() }), []);
  return { call: heroOf(state), announcement: state.current, othersWait: state.pending.length > 0, heard };
}
