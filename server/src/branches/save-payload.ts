import { averageServiceMinutes, type Branch, type Changes, type Ticket } from '@ticketero/core';

/** The parts of a new ticket that the core never sees: sealed ids (R13), as hexadecimal. */
export interface SealedCustomer {
  nationalId: string;
  nationalIdHash: string;
  telefono: string | null;
  telefonoHash: string | null;
}

/** What only `issue` writes beside the changes. */
export interface IssueExtras {
  customer: SealedCustomer;
  idempotencyKey: string | null;
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function ticketRow(ticket: Ticket): object {
  return {
    ...ticket,
    orderAt: iso(ticket.orderAt),
    assignedAt: iso(ticket.assignedAt),
    startedAt: iso(ticket.startedAt),
    completedAt: iso(ticket.completedAt),
    closedAt: iso(ticket.closedAt),
    lastRecalledAt: iso(ticket.lastRecalledAt),
  };
}

/** The changes of one command as the JSON that SAVE reads. */
export function savePayload(branch: Branch, changes: Changes, extras?: IssueExtras): string {
  const { newTicket, counter, patch } = changes;
  const businessDateOf = (ticketId: number) => branch.ticketById(ticketId)?.businessDate;
  return JSON.stringify({
    newTickets:
      newTicket && extras ? [{ ...ticketRow(newTicket), ...extras.customer, branchOffice: branch.state.code }] : [],
    tickets: changes.tickets.map(ticketRow),
    advisors: changes.advisors.map((advisor) => ({
      ...advisor,
      averageServiceTimeMinutes: averageServiceMinutes(advisor),
      statusSince: iso(advisor.statusSince),
      lastAssignedAt: iso(advisor.lastAssignedAt),
    })),
    counters: counter ? [{ ...counter, businessDate: branch.today }] : [],
    keys:
      newTicket && extras?.idempotencyKey
        ? [{ key: extras.idempotencyKey, codigoReferencia: newTicket.codigoReferencia }]
        : [],
    planned: newTicket
      ? changes.plannedMessages.map(({ template, dueAt }) => ({
          ticketId: newTicket.id,
          businessDate: newTicket.businessDate,
          plantilla: template,
          dueAt: iso(dueAt),
        }))
      : [],
    due: changes.dueMessages.map(({ ticketId, template }) => ({
      ticketId,
      businessDate: businessDateOf(ticketId),
      plantilla: template,
    })),
    discarded: changes.discardedTickets.map((ticketId) => ({
      ticketId,
      businessDate: businessDateOf(ticketId),
      numero: branch.ticketById(ticketId)?.numero,
    })),
    events: changes.events.map((event, place) => ({ place, ...event })),
    queueDays: changes.queueDays,
    advisorDays: changes.advisorDays,
    patch: { ...patch, step: changes.visible ? 1 : 0, noAdvisorsSince: iso(patch.noAdvisorsSince) },
  });
}
