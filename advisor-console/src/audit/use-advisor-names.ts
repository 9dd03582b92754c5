import { useEffect, useState } from 'react';

import type { AdvisorsAnswer, AdvisorView } from '@ticketero/contract';

import { useSession } from '../session/use-session';

const AGAIN_MS = 10_000;

/** The branch's advisors, for names and for the list to pick from; empty until they are known. */
export function useAdvisorNames(): AdvisorView[] {
  const { session } = useSession();
  const [advisors, setAdvisors] = useState<AdvisorView[]>([]);

  useEffect(() => {
    let gone = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      try {
        const answer = await session.api.call<AdvisorsAnswer>('GET', '/api/admin/advisors');
        if (!gone) setAdvisors(answer.advisors);
      } catch {
        if (!gone) again = setTimeout(() => void look(), AGAIN_MS); // until then there are ids instead of names
      }
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(again);
    };
  }, [session]);
  return advisors;
}
