import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import type { AdvisorsAnswer, AdvisorView } from '@ticketero/contract';

import { failureNotice } from '../common/failure';
import { useSay } from '../common/notices';
import { useSession } from '../session/use-session';
import { atMostEvery } from './throttle';

export interface Advisors {
  advisors: AdvisorView[] | null;
  /** The advisor whose status is being changed. */
  pending: number | null;
  setOffline: (advisor: AdvisorView, reason: string) => void;
}

/** The table of advisors is fetched again when the dashboard changes: `cause` is its state, new with each change. */
export function useAdvisors(cause: unknown): Advisors {
  const { session } = useSession();
  const say = useSay();
  const [advisors, setAdvisors] = useState<AdvisorView[] | null>(null);
  const [pending, setPending] = useState<number | null>(null);
  const asked = useRef(0);

  const fetchNow = useCallback(async () => {
    const mine = ++asked.current;
    try {
      const answer = await session.api.call<AdvisorsAnswer>('GET', '/api/admin/advisors');
      if (mine === asked.current) setAdvisors(answer.advisors); // an older answer that comes later is forgotten
    } catch {
      // The table stays as it is, and the next change asks again.
    }
  }, [session]);

  const refresh = useMemo(() => atMostEvery(1_000, () => void fetchNow()), [fetchNow]);
  useEffect(() => {
    refresh.ask();
  }, [refresh, cause]);
  useEffect(() => refresh.stop, [refresh]);

  async function change(advisor: AdvisorView, reason: string): Promise<void> {
    setPending(advisor.id);
    const afterCurrent = advisor.currentTicket !== null;
    try {
      await session.api.call('PUT', `/api/admin/advisors/${String(advisor.id)}/status`, {
        body: { status: 'OFFLINE', reason, ...(afterCurrent ? { afterCurrent } : {}) },
      });
    } catch (error) {
      say(failureNotice(error));
    }
    await fetchNow();
    setPending(null);
  }

  return {
    advisors,
    pending,
    setOffline: (advisor, reason) => {
      if (pending === null) void change(advisor, reason);
    },
  };
}
