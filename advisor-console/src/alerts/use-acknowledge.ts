import type { Alert } from '@ticketero/contract';

import { useAct } from '../common/use-act';
import { useSession } from '../session/use-session';

interface Acknowledging {
  /** Whether the reader may. */
  allowed: boolean;
  /** The alert that is being acknowledged. */
  pending: number | null;
  acknowledge: (alert: Alert) => void;
}

/** By one press: every supervisor reads who sees to it. The answer comes with the branch's next state. */
export function useAcknowledge(refresh: () => Promise<void> = () => Promise.resolve()): Acknowledging {
  const { session, view } = useSession();
  const { pending, act } = useAct<number>(refresh);
  return {
    allowed: view.phase === 'signed-in' && view.user.permissions.includes('alerts:write'),
    pending,
    acknowledge: ({ id }) => {
      act(id, () => session.api.call('POST', `/api/admin/alerts/${String(id)}/acknowledge`), {
        tone: 'info',
        key: 'alerts.acknowledged',
      });
    },
  };
}
