import type { Advisor } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import { Refusal } from '../refusal.js';
import type { Ticket } from '../ticket/ticket.js';
import { assignWaiting } from './assign-waiting.js';
import { endServed, freeAdvisor } from './finish.js';
import { putBack } from './return.js';
import { setStatus } from './set-status.js';
import { transferTicket, type TransferTarget } from './transfer.js';

/** What becomes of the ticket on a desk whose advisor can no longer say. */
export const DESK_RELEASES = ['COMPLETADO', 'NO_ATENDIDO', 'DEVUELTO', 'TRANSFERIDO'] as const;
export type DeskRelease = (typeof DESK_RELEASES)[number];

export interface ReleaseInput extends Pick<TransferTarget, 'queueType' | 'advisorId'> {
  /** The number that the supervisor saw on the desk: of another one nothing is done. */
  numero: string;
  ticket: DeskRelease;
  /** Why; it is also why the advisor is OFFLINE. */
  reason: string;
}

/**
 * A stuck desk, in one step: its ticket ends, goes back to its place or elsewhere (R4), and the advisor is OFFLINE (R7), so
 * that nobody else is called there. It is no command of the advisor: they cannot take it back. Throws ASESOR_NO_ENCONTRADO,
 * TRANSICION_INVALIDA where the desk has no such ticket, and what the command for the ticket throws.
 */
export function releaseDesk(branch: Branch, advisorId: number, input: ReleaseInput): Advisor {
  const advisor = branch.advisor(advisorId);
  const current = branch.currentOf(advisorId);
  if (current?.numero !== input.numero) {
    throw new Refusal('TRANSICION_INVALIDA', { reason: 'PUESTO_AJENO_CAMBIADO', numero: current?.numero ?? null });
  }
  setStatus(branch, advisorId, { status: 'OFFLINE', reason: input.reason, afterCurrent: true });
  settle(branch, advisor, current, input);
  return advisor;
}

function settle(branch: Branch, advisor: Advisor, ticket: Ticket, input: ReleaseInput): void {
  const { reason, queueType, advisorId } = input;
  switch (input.ticket) {
    case 'DEVUELTO':
      putBack(branch, advisor, ticket, {}, { reason });
      return;
    case 'TRANSFERIDO':
      transferTicket(branch, ticket.codigoReferencia, {
        ...(queueType === undefined ? {} : { queueType }),
        ...(advisorId === undefined ? {} : { advisorId }),
        reason,
      });
      return;
    default:
      endServed(branch, ticket, input.ticket === 'COMPLETADO' ? 'complete' : 'noShow', { reason });
      freeAdvisor(branch, advisor);
      assignWaiting(branch);
  }
}
