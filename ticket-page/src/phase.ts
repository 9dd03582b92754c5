import type { PublicTicket } from '@ticketero/contract';

/** What the ticket means for the person who holds it: one view each. */
export type Phase = 'waiting' | 'next' | 'called' | 'serving' | 'served' | 'cancelled' | 'absent';

/** R4: called is ATENDIENDO until the advisor says that the customer has arrived. */
export function phaseOf({ status, startedAt }: Pick<PublicTicket, 'status' | 'startedAt'>): Phase {
  switch (status) {
    case 'EN_ESPERA':
      return 'waiting';
    case 'PROXIMO':
      return 'next';
    case 'ATENDIENDO':
      return startedAt === null ? 'called' : 'serving';
    case 'COMPLETADO':
      return 'served';
    case 'CANCELADO':
      return 'cancelled';
    case 'NO_ATENDIDO':
      return 'absent';
  }
}

/** The customer waits, and may still cancel (R4). */
export const isWaiting = (phase: Phase): phase is 'waiting' | 'next' => phase === 'waiting' || phase === 'next';

export const isFinal = (phase: Phase): phase is 'served' | 'cancelled' | 'absent' =>
  phase === 'served' || phase === 'cancelled' || phase === 'absent';
