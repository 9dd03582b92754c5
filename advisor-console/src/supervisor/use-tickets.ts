import type { Page, TicketRow, TicketStatus } from '@ticketero/contract';

import { useAct } from '../common/use-act';
import { usePolled, type Polled } from '../common/use-polled';
import { useSession } from '../session/use-session';
import { actionRequest, type TicketAction } from './ticket-actions';

/** What the supervisor wants to see of the day. */
export interface TicketsQuery {
  status: TicketStatus | null;
  queueType: string | null;
  numero: string;
  page: number;
}

const PAGE_SIZE = 20;

export interface Tickets extends Polled<Page<TicketRow>> {
  /** The ticket with which something is being done. */
  pending: string | null;
  /** `more`: what the action needs beside the ticket. */
  act: (action: TicketAction, ticket: TicketRow, more: object) => void;
}

export function ticketsPath({ status, queueType, numero, page }: TicketsQuery): string {
  const query = new URLSearchParams({ page: String(page), pageSize: String(PAGE_SIZE) });
  if (status !== null) query.set('status', status);
  if (queueType !== null) query.set('queueType', queueType);
  if (numero !== '') query.set('q', numero);
  return `/api/admin/tickets?${query.toString()}`;
}

/** The day's tickets, and what can be done with each. */
export function useTickets(query: TicketsQuery): Tickets {
  const { session } = useSession();
  const polled = usePolled<Page<TicketRow>>(ticketsPath(query));
  const { pending, act } = useAct<string>(polled.refresh);
  return {
    ...polled,
    pending,
    act: (action, ticket, more) => {
      const { path, body } = actionRequest(action, ticket, more);
      act(ticket.codigoReferencia, () => session.api.call('POST', path, { body }), {
        tone: 'info',
        key: `ticketDone.${action}`,
        values: { numero: ticket.numero },
      });
    },
  };
}
