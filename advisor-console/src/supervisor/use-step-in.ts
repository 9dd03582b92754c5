import { useAct } from '../common/use-act';
import { useSession } from '../session/use-session';
import type { StepInRequest } from './step-in';

export interface StepIn {
  /** About what something is on its way. */
  pending: string | null;
  send: (request: StepInRequest) => void;
}

/** One thing at a time; the dashboard follows over the link, and is asked for again at once. */
export function useStepIn(refresh: () => Promise<void>): StepIn {
  const { session } = useSession();
  const { pending, act } = useAct<string>(refresh);
  return {
    pending,
    send: ({ about, method, path, body, done }) => {
      act(about, () => session.api.call(method, path, { body }), done);
    },
  };
}
