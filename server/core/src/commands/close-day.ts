import type { Branch } from '../branch/branch.js';
import { businessDay } from '../branch/business-day.js';
import { closingTime, type OpeningHours } from '../branch/opening-hours.js';
import { setAdvisorStatus } from './events.js';
import { endCancelled, endServed, freeAdvisor } from './finish.js';

export const END_OF_DAY = 'FIN_DE_JORNADA';

/**
 * R4 close day: whoever waits is CANCELADO, whoever was greeted COMPLETADO, whoever was only called NO_ATENDIDO. The
 * desks go OFFLINE.
 */
export function closeDay(branch: Branch): void {
  let waiting = 0;
  let served = 0;
  for (const ticket of branch.activeTickets()) {
    if (ticket.status === 'ATENDIENDO') {
      served += 1;
      endServed(branch, ticket, 'closeDay', { reason: END_OF_DAY });
    } else {
      waiting += 1;
      endCancelled(branch, ticket, 'closeDay', END_OF_DAY);
    }
  }
  clearDesks(branch);
  branch.noAdvisorsSince = null;
  branch.dayClosed = true;
  branch.record({
    eventType: 'JORNADA_CERRADA',
    entityType: 'BRANCH',
    entityId: String(branch.state.id),
    entityIdentifier: branch.state.code,
    bySystem: true,
    data: { businessDate: branch.businessDate, cancelled: waiting, ended: served },
  });
}

/** Nobody sits there tomorrow until they say so. */
function clearDesks(branch: Branch): void {
  for (const advisor of branch.advisors.values()) {
    if (advisor.assignedTicketsCount > 0) freeAdvisor(branch, advisor);
    if (advisor.status === 'OFFLINE') continue;
    const off = { status: 'OFFLINE', statusReason: END_OF_DAY, offlineAfterCurrent: false } as const;
    setAdvisorStatus(branch, advisor, off, { bySystem: true });
  }
}

/** Whether today's closing time and its grace have passed and the day is still open. */
export function dayIsDue(branch: Branch): boolean {
  if (branch.dayClosed || branch.businessDate !== branch.today) return false;
  const { openingHours, timeZone } = branch.state;
  const { graceMinutes } = branch.settings;
  return graceIsOver({ openingHours, timeZone, graceMinutes }, branch.today, branch.now);
}

/** What must be known of a branch whose day is open to see whether it has to be loaded for it. */
export interface OpenDay {
  /** YYYY-MM-DD. */
  businessDate: string;
  openingHours: OpeningHours | null;
  timeZone: string;
  graceMinutes: number;
}

/** Whether that day may be due at `now` (ms): another has begun, or its closing time and grace have passed (R4). */
export function openDayMayBeDue(day: OpenDay, now: number): boolean {
  return businessDay(now, day.timeZone) > day.businessDate || graceIsOver(day, day.businessDate, now);
}

function graceIsOver(
  { openingHours, timeZone, graceMinutes }: Omit<OpenDay, 'businessDate'>,
  date: string,
  now: number,
): boolean {
  const closing = closingTime(openingHours, date, timeZone);
  return closing !== null && now >= closing + graceMinutes * 60_000;
}

/**
 * Every command begins with this: on the first of a new business day it closes the one before, whatever the schedulers
 * did, and starts the day's figures anew (R4, R7). True when the day changed.
 */
export function enterBusinessDay(branch: Branch): boolean {
  if (branch.today <= branch.businessDate) return false;
  // A number given after closing time (somebody reopened the branch) must not outlive its day either.
  if (!branch.dayClosed || branch.activeTickets().length > 0) closeDay(branch);
  else clearDesks(branch); // somebody came back after closing time and forgot to leave
  branch.businessDate = branch.today;
  branch.dayClosed = false;
  for (const advisor of branch.advisors.values()) {
    branch.changeAdvisor(advisor, { servedToday: 0, noShowToday: 0, serviceMsToday: 0 });
  }
  for (const queue of branch.queues.values()) {
    queue.lastNumber = 0; // R2: 01 again
    queue.today = { served: 0, noShow: 0, cancelled: 0 };
  }
  return true;
}
