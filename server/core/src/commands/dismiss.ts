import type { Advisor } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import { Refusal } from '../refusal.js';
import { assignWaiting } from './assign-waiting.js';
import { setAdvisorStatus } from './events.js';
import { releaseReserved } from './reservations.js';

export const DISMISSED = 'DESACTIVADO';

/**
 * An advisor leaves the branch: OFFLINE, and what waits for them alone goes back to its queue, keeping its place (R7).
 * Throws ASESOR_CON_TICKET, ASESOR_NO_ENCONTRADO.
 */
export function dismissAdvisor(branch: Branch, advisorId: number): Advisor {
  const advisor = branch.advisor(advisorId);
  const current = branch.currentOf(advisorId);
  if (current) throw new Refusal('ASESOR_CON_TICKET', { numero: current.numero });
  releaseReserved(branch, advisor, DISMISSED);
  setAdvisorStatus(branch, advisor, { status: 'OFFLINE', statusReason: DISMISSED, offlineAfterCurrent: false });
  branch.dismiss(advisor);
  assignWaiting(branch);
  return advisor;
}
