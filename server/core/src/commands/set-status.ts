import type { Advisor, AdvisorStatus } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import { Refusal } from '../refusal.js';
import { assignWaiting } from './assign-waiting.js';
import { setAdvisorStatus } from './events.js';
import { remember } from './remember.js';
import { releaseReserved } from './reservations.js';

export interface SetStatusInput {
  status: AdvisorStatus;
  reason?: string;
  /** Drain: OFFLINE when the ticket in hand ends. */
  afterCurrent?: boolean;
  moduleNumber?: number;
}

/**
 * An advisor's status (R7, the table of changes). BUSY by hand means "no calls just now" and takes a wish to go OFFLINE
 * back. Throws ASESOR_CON_TICKET, MODULO_OCUPADO, VALIDACION_FALLIDA.
 */
export function setStatus(branch: Branch, advisorId: number, input: SetStatusInput): Advisor {
  const advisor = branch.advisor(advisorId);
  const current = branch.currentOf(advisorId);
  if (input.status === 'OFFLINE') goOffline(branch, advisor, input, current?.numero ?? null);
  else if (input.status === 'AVAILABLE' && current) {
    throw new Refusal('ASESOR_CON_TICKET', { numero: current.numero });
  } else {
    const moduleNumber = current ? advisor.moduleNumber : claimModule(branch, advisor, input.moduleNumber);
    setAdvisorStatus(branch, advisor, {
      status: input.status,
      statusReason: null,
      moduleNumber,
      offlineAfterCurrent: false,
    });
  }
  assignWaiting(branch);
  return advisor;
}

/** The advisor's own doing: like `setStatus`, and it can be taken back (R4 undo). */
export function setOwnStatus(branch: Branch, advisorId: number, input: SetStatusInput): Advisor {
  return remember(branch, advisorId, 'status', null, () => setStatus(branch, advisorId, input));
}

function goOffline(branch: Branch, advisor: Advisor, input: SetStatusInput, currentNumero: string | null): void {
  const reason = input.reason?.trim();
  if (!reason) throw new Refusal('VALIDACION_FALLIDA', { campos: { reason: 'El motivo es obligatorio' } });
  if (currentNumero === null) {
    setAdvisorStatus(branch, advisor, { status: 'OFFLINE', statusReason: reason, offlineAfterCurrent: false });
    releaseReserved(branch, advisor, reason);
  } else if (input.afterCurrent) {
    setAdvisorStatus(branch, advisor, { offlineAfterCurrent: true, statusReason: reason });
  } else {
    throw new Refusal('ASESOR_CON_TICKET', { numero: currentNumero });
  }
}

/** The module the advisor works at: the one asked for, or the last one. Throws when there is none or it is taken, and in a
 *  branch that is disabled. */
export function claimModule(branch: Branch, advisor: Advisor, wanted: number | undefined): number {
  const moduleNumber = wanted ?? advisor.moduleNumber;
  const { active, moduleCount } = branch.state;
  if (!active) throw new Refusal('SUCURSAL_CERRADA', { reason: 'CERRADA', opensAt: null });
  if (moduleNumber === null || !Number.isInteger(moduleNumber) || moduleNumber < 1 || moduleNumber > moduleCount) {
    throw new Refusal('VALIDACION_FALLIDA', {
      campos: { moduleNumber: `El módulo debe ser un número de 1 a ${moduleCount}` },
    });
  }
  for (const other of branch.advisors.values()) {
    if (other.id !== advisor.id && other.status !== 'OFFLINE' && other.moduleNumber === moduleNumber) {
      throw new Refusal('MODULO_OCUPADO', { moduleNumber, by: other.name });
    }
  }
  return moduleNumber;
}
