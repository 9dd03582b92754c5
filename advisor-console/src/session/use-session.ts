import { createContext, use, useSyncExternalStore } from 'react';

import type { Session, SessionView } from './session';

export const SessionContext = createContext<Session | null>(null);

/** The branch that somebody of the whole bank looks at; null: none yet, or it is their own. */
export function useBranchLookedAt(): string | null {
  const { session } = useSession();
  return useSyncExternalStore(session.subscribe, session.branchLookedAt);
}

export function useSession(): { session: Session; view: SessionView } {
  const session = use(SessionContext);
  if (!session) throw new Error('no session around this part');
  const view = useSyncExternalStore(session.subscribe, session.view);
  return { session, view };
}
