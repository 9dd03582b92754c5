import type { EventType } from '../audit/event.js';
import type { Advisor } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import type { Ticket } from '../ticket/ticket.js';

type Facts = Record<string, unknown>;

interface EventOptions {
  oldState?: Facts;
  data?: Facts;
  bySystem?: boolean;
}

/** The audit line of a ticket's change (R10): the state before, and what a reader a year later needs of the new one. */
export function recordTicket(branch: Branch, eventType: EventType, ticket: Ticket, options: EventOptions = {}): void {
  branch.record({
    eventType,
    entityType: 'TICKET',
    entityId: ticket.codigoReferencia,
    entityIdentifier: ticket.numero,
    bySystem: options.bySystem ?? false,
    oldState: options.oldState ?? null,
    newState: {
      status: ticket.status,
      queueType: ticket.queueType,
      advisorId: ticket.advisorId,
      moduleNumber: ticket.moduleNumber,
      ...(ticket.reservedAdvisorId === null ? {} : { reservedAdvisorId: ticket.reservedAdvisorId }),
    },
    data: options.data ?? null,
  });
}

/** What an advisor's events tell of them, before and after. */
export const advisorFacts = (advisor: Advisor): Facts => ({
  status: advisor.status,
  reason: advisor.statusReason,
  moduleNumber: advisor.moduleNumber,
  workloadMinutes: advisor.workloadMinutes,
  ...(advisor.offlineAfterCurrent ? { offlineAfterCurrent: true } : {}),
});

export function recordAdvisor(
  branch: Branch,
  eventType: EventType,
  advisor: Advisor,
  options: EventOptions = {},
): void {
  branch.record({
    eventType,
    entityType: 'ADVISOR',
    entityId: String(advisor.id),
    entityIdentifier: advisor.name,
    bySystem: options.bySystem ?? false,
    oldState: options.oldState ?? null,
    newState: advisorFacts(advisor),
    data: options.data ?? null,
  });
}

/**
 * An advisor's status with its audit line; nothing when it is the same. Their last command can then no longer be taken
 * back, unless this is part of a new one (`remember`).
 */
export function setAdvisorStatus(
  branch: Branch,
  advisor: Advisor,
  patch: Partial<Pick<Advisor, 'status' | 'statusReason' | 'moduleNumber' | 'offlineAfterCurrent'>>,
  options: EventOptions = {},
): void {
  const before = advisorFacts(advisor);
  const same = (Object.keys(patch) as (keyof typeof patch)[]).every((key) => advisor[key] === patch[key]);
  if (same) return;
  const moved = patch.status !== undefined && patch.status !== advisor.status;
  branch.changeAdvisor(advisor, { ...patch, ...(moved ? { statusSince: branch.now } : {}), lastCommand: null });
  recordAdvisor(branch, 'ADVISOR_STATUS_CHANGED', advisor, { ...options, oldState: before });
}
