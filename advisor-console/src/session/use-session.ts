import { createContext, use, useSyncExternalStore } from 'react';

import type { Session, SessionView } from './session';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): { session: Session; view: SessionView } {
  const session = use(SessionContext);
  if (!session) throw new Error('no session around this part');
  const view = useSyncExternalStore(session.subscribe, session.view);
  return { session, view };
}
