import type { Language, Ticket } from '@ticketero/contract';
import { ApiError, type Api } from '@ticketero/realtime-client';
import { useEffect, useRef, type Dispatch } from 'react';

import { eventOfProblem, requestOf, retryDelayMs } from './answer';
import type { Draft, Flow, FlowEvent, SendEvent } from './flow';

async function send(api: Api, draft: Draft, language: Language): Promise<SendEvent> {
  try {
    const ticket = await api.call<Ticket>('POST', '/api/tickets', {
      body: requestOf(draft, language),
      headers: { 'idempotency-key': draft.key },
    });
    return { type: 'issued', ticket };
  } catch (error) {
    if (error instanceof ApiError) return eventOfProblem(error.problem, error.retryAfterSeconds);
    return { type: 'noAnswer' };
  }
}

/** A customer who cancelled while the request was under way must not leave a number that waits for nobody. */
async function giveBack(api: Api, event: SendEvent): Promise<void> {
  if (event.type !== 'issued') return;
  await api.call('DELETE', `/api/tickets/${event.ticket.codigoReferencia}`).catch(() => undefined);
}

/** While the flow is on `sending`, asks for the ticket, again and again with the same key until there is an answer. */
export function useIssue(api: Api, flow: Flow, dispatch: Dispatch<FlowEvent>, language: Language): void {
  const spoken = useRef(language);
  useEffect(() => {
    spoken.current = language;
  }, [language]);

  useEffect(() => {
    if (flow.screen !== 'sending') return;
    let left = false;
    const timer = setTimeout(() => {
      void send(api, flow.draft, spoken.current).then((event) => (left ? giveBack(api, event) : dispatch(event)));
    }, retryDelayMs(flow.failures));
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [api, flow, dispatch]);
}
