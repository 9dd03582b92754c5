import { useEffect, useLayoutEffect, useReducer } from 'react';

import type { CalledTicket } from '@ticketero/contract';

import { SILENT, announce, dueAt, heroOf, type Announcement } from './announcer';

export interface Hero {
  call: CalledTicket | null;
  /** Null while nothing is being announced. */
  announcement: Announcement | null;
}

/** Runs the announcer on the real clock: one timer, set only while something is due. */
export function useAnnouncer(called: readonly CalledTicket[] | null, serverNow: () => number): Hero {
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

  return { call: heroOf(state), announcement: state.current };
}
