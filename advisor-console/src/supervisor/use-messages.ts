import { useState } from 'react';

import type { MessagesAnswer, MessageState, MessageView } from '@ticketero/contract';

import { failureNotice } from '../common/failure';
import { useSay } from '../common/notices';
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
  const say = useSay();
  const polled = usePolled<MessagesAnswer>(pathOf(query));
  const [pending, setPending] = useState<number | null>(null);

  async function retry(message: MessageView): Promise<void> {
    setPending(message.id);
    try {
      await session.api.call<MessageView>('POST', `/api/admin/messages/${String(message.id)}/retry`);
      say({ tone: 'info', key: 'messages.retried', values: { numero: message.numero } });
    } catch (error) {
      say(failureNotice(error));
    }
    await polled.refresh();
    setPending(null);
  }

  return {
    ...polled,
    pending,
    retry: (message) => {
      if (pending === null) void retry(message);
    },
  };
}
