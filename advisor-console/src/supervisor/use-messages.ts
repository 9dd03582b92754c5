import { useCallback, useEffect, useRef, useState } from 'react';

import type { MessagesAnswer, MessageState, MessageView } from '@ticketero/contract';

import { failureNotice } from '../common/failure';
import { useSay } from '../common/notices';
import { useSession } from '../session/use-session';

/** What the supervisor wants to see of the day. */
export interface MessagesQuery {
  state: MessageState | null;
  numero: string;
  page: number;
}

const REFRESH_MS = 5_000;
const PAGE_SIZE = 20;

export interface Messages {
  answer: MessagesAnswer | null;
  /** What is shown answers another query than the one asked for. */
  behind: boolean;
  /** The last request had no good answer; `answer` is what was known before. */
  failed: boolean;
  /** When `answer` came, on this machine's clock. */
  heardAt: number;
  /** The message that is being retried. */
  pending: number | null;
  refresh: () => void;
  retry: (message: MessageView) => void;
}

function pathOf({ state, numero, page }: MessagesQuery): string {
  const query = new URLSearchParams({ page: String(page), pageSize: String(PAGE_SIZE) });
  if (state !== null) query.set('estadoEnvio', state);
  if (numero !== '') query.set('q', numero);
  return `/api/admin/messages?${query.toString()}`;
}

/** The day's messages, asked for again every 5 s while somebody can see them, and at once when the query changes. */
export function useMessages(query: MessagesQuery): Messages {
  const { session } = useSession();
  const say = useSay();
  const path = pathOf(query);
  const [heard, setHeard] = useState<{ path: string; answer: MessagesAnswer; at: number } | null>(null);
  const [failed, setFailed] = useState(false);
  const [pending, setPending] = useState<number | null>(null);
  const asked = useRef(0);

  const refresh = useCallback(async () => {
    const mine = ++asked.current;
    try {
      const answer = await session.api.call<MessagesAnswer>('GET', path);
      if (mine !== asked.current) return; // an older answer that comes later is forgotten
      setHeard({ path, answer, at: Date.now() });
      setFailed(false);
    } catch {
      if (mine === asked.current) setFailed(true);
    }
  }, [session, path]);

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void refresh();
    };
    look();
    const timer = setInterval(look, REFRESH_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [refresh]);

  async function retry(message: MessageView): Promise<void> {
    setPending(message.id);
    try {
      await session.api.call<MessageView>('POST', `/api/admin/messages/${String(message.id)}/retry`);
      say({ tone: 'info', key: 'messages.retried', values: { numero: message.numero } });
    } catch (error) {
      say(failureNotice(error));
    }
    await refresh();
    setPending(null);
  }

  return {
    answer: heard?.answer ?? null,
    behind: heard !== null && heard.path !== path,
    failed,
    heardAt: heard?.at ?? 0,
    pending,
    refresh: () => void refresh(),
    retry: (message) => {
      if (pending === null) void retry(message);
    },
  };
}
