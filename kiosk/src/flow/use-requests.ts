import type { PublicTicket, Ticket, TicketsByNationalId } from '@ticketero/contract';
import { ApiError, type Api } from '@ticketero/realtime-client';
import { useEffect, useRef, type Dispatch } from 'react';

import { formatDocument } from '../format/document';
import { eventOfFindingProblem, eventOfLookup, eventOfProblem, requestOf, retryDelayMs } from './answer';
import type { Flow, FlowEvent, Waiting } from './screens';

async function answerTo(api: Api, asked: Waiting, language: string): Promise<FlowEvent> {
  switch (asked.screen) {
    case 'sending': {
      const headers = { 'idempotency-key': asked.draft.key };
      const body = requestOf(asked.draft, language);
      return { type: 'issued', ticket: await api.call<Ticket>('POST', '/api/tickets', { body, headers }) };
    }
    case 'looking': {
      // In the body: an address is kept by proxies and browsers (R13).
      const body = { nationalId: formatDocument(asked.search.document) };
      return eventOfLookup(await api.call<TicketsByNationalId>('POST', '/api/tickets/by-rut', { body }));
    }
    case 'cancelling':
      return cancelled(api, asked.ticket.codigoReferencia);
  }
}

/** Asked twice because the first answer was lost, the second is a refusal: what counts is what has become of it. */
async function cancelled(api: Api, codigoReferencia: string): Promise<FlowEvent> {
  const path = `/api/tickets/${codigoReferencia}`;
  try {
    await api.call('DELETE', path);
    return { type: 'cancelled' };
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.error !== 'TRANSICION_INVALIDA') throw error;
    const ticket = await api.call<PublicTicket>('GET', path);
    return ticket.status === 'CANCELADO' ? { type: 'cancelled' } : { type: 'pastCancelling', ticket };
  }
}

async function ask(api: Api, asked: Waiting, language: string): Promise<FlowEvent> {
  try {
    return await answerTo(api, asked, language);
  } catch (error) {
    if (!(error instanceof ApiError)) return { type: 'noAnswer' };
    const { problem, retryAfterSeconds } = error;
    return asked.screen === 'sending'
      ? eventOfProblem(problem, retryAfterSeconds)
      : eventOfFindingProblem(problem, retryAfterSeconds, asked.screen);
  }
}

/** A customer who cancelled while the request was under way must not leave a number that waits for nobody. */
async function giveBack(api: Api, event: FlowEvent): Promise<void> {
  if (event.type !== 'issued') return;
  await api.call('DELETE', `/api/tickets/${event.ticket.codigoReferencia}`).catch(() => undefined);
}

/** While the flow waits for the server, asks it, again and again (with the same key) until there is an answer. */
export function useRequests(api: Api, flow: Flow, dispatch: Dispatch<FlowEvent>, language: string): void {
  const spoken = useRef(language);
  useEffect(() => {
    spoken.current = language;
  }, [language]);

  useEffect(() => {
    if (flow.screen !== 'sending' && flow.screen !== 'looking' && flow.screen !== 'cancelling') return;
    let left = false;
    const timer = setTimeout(() => {
      void ask(api, flow, spoken.current).then((event) => (left ? giveBack(api, event) : dispatch(event)));
    }, retryDelayMs(flow.failures));
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [api, flow, dispatch]);
}
