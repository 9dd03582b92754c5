import type { Branch } from '../branch/branch.js';
import { assignWaiting } from './assign-waiting.js';
import { endServed, freeAdvisor } from './finish.js';

export const NO_SHOW_BY_TIME = 'TIEMPO_CUMPLIDO';

/**
 * R4 noShow by the system: whoever was called `noShowMinutes` ago and not greeted since, where the branch turns that on.
 * Runs every 5 seconds where somebody was.
 */
export function endNoShows(branch: Branch): void {
  const { noShowMinutes } = branch.settings;
  if (noShowMinutes === null) return;
  for (const ticket of branch.activeTickets()) {
    const { assignedAt, startedAt, advisorId } = ticket;
    if (assignedAt === null || startedAt !== null || branch.now - assignedAt < noShowMinutes * 60_000) continue;
    endServed(branch, ticket, 'noShow', { reason: NO_SHOW_BY_TIME }, true);
    if (advisorId !== null) freeAdvisor(branch, branch.advisor(advisorId));
  }
  assignWaiting(branch);
}
