import type { PublicTicket } from '@ticketero/contract';

import { nextFor } from '../format/next-for';
import { waitOf } from '../format/wait-of';

type Say = (key: string, values?: Record<string, string | number>) => string;
type Spoken = Pick<
  PublicTicket,
  'numero' | 'status' | 'onDuty' | 'assignedModuleNumber' | 'ticketsAhead' | 'estimatedWaitRange' | 'queueName'
>;

/** `C05` → `C 0 5`: nobody mishears a number that is said sign by sign. */
export function spelled(numero: string): string {
  return [...numero].join(' ');
}

/** What is on a ticket's screen, for the ear. */
export function spokenTicket(ticket: Spoken, t: Say): string {
  const said = [t('voice.number', { numero: spelled(ticket.numero), queue: ticket.queueName })];
  if (ticket.status === 'ATENDIENDO' && ticket.assignedModuleNumber !== null) {
    return [...said, t('voice.called', { module: ticket.assignedModuleNumber })].join(' ');
  }
  if (ticket.status === 'EN_ESPERA' || ticket.status === 'PROXIMO') {
    const wait = waitOf(ticket);
    said.push(t('voice.ahead', { count: ticket.ticketsAhead }));
    if (wait !== null) said.push(t(`voice.${wait.key}`, wait));
  }
  return [...said, t(nextFor(ticket))].join(' ');
}

/** The same by the lobby's recorded words: the number, and the desk once it is called. */
export function recordedTicket({ numero, status, assignedModuleNumber }: Spoken): string[] {
  const number = ['number', ...numero.toLowerCase()];
  const called = status === 'ATENDIENDO' && assignedModuleNumber !== null;
  return called ? [...number, 'module', String(assignedModuleNumber)] : number;
}
