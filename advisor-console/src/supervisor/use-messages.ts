import type { MessagesAnswer, MessageState, MessageView } from '@ticketero/contract';

import { useAct } from '../common/use-act';
import { usePolled, type Polled } from '../common/use-polled';
import { useSession } from '../session/use-session';

/** What the supervisor wants to see of the day. */
export interface MessagesQuery {
  state: MessageState | null;
  numero: string;
  page: number;
}

const PAGE_SIZE = 20;

export interface Messages extends Polled<MessagesAnswer> {
  /** The message that is being retried. */
  pending: number | null;
  retry: (message: MessageView) => void;
}

function pathOf({ state, numero, page }: MessagesQuery): string {
  const query = new URLSearchParams({ page: String(page), pageSize: String(PAGE_SIZE) });
  if (state !== null) query.set('estadoEnvio', state);
  if (numero !== '') query.set('q', numero);
  return `/api/admin/messages?${query.toString()}`;
}

/** The day's messages, and the way to send one again. */
export function useMessages(query: MessagesQuery): Messages {
  const { session } = useSession();
  const polled = usePolled<MessagesAnswer>(pathOf(query));
  const { pending, act } = useAct<number>(polled.refresh);
  return {
    ...polled,
    pending,
    retry: ({ id, numero }) => {
      act(id, () => session.api.call('POST', `/api/admin/messages/${String(id)}/retry`), {
        tone: 'info',
        key: 'messages.retried',
        values: { numero },
      });
    },
  };
}
