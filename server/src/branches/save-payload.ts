import { averageServiceMinutes, type Branch, type Changes, type Ticket } from '@ticketero/core';

import type { Months, SaveParts } from './save-statement.js';

/** The parts of a new ticket that the core never sees: sealed ids (R13), as hexadecimal. */
export interface SealedCustomer {
  nationalId: string;
  nationalIdHash: string;
  telefono: string | null;
  telefonoHash: string | null;
}

/** The chat that a command links to a ticket (R9). The core does not know it either. */
export interface LinkedChat {
  codigoReferencia: string;
  chatId: string;
}

/** What is written beside the changes: by `issue` the first two, by whoever links a chat the last. */
export interface SaveExtras {
  customer?: SealedCustomer;
  idempotencyKey?: string | undefined;
  chat?: LinkedChat;
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function ticketRow({ promise, told, ...ticket }: Ticket): object {
  return {
    ...ticket,
    promisedAt: iso(promise?.at ?? null),
    promisedMinutes: promise?.minutes,
    promisedLow: promise?.low,
    promisedHigh: promise?.high,
    promisedRaw: promise?.raw,
    toldBy: iso(told?.by ?? null),
    toldRaisedAt: iso(told?.raised?.at ?? null),
    toldRaisedBefore: iso(told?.raised?.before ?? null),
    orderAt: iso(ticket.orderAt),
    reservedAt: iso(ticket.reservedAt),
    assignedAt: iso(ticket.assignedAt),
    startedAt: iso(ticket.startedAt),
    completedAt: iso(ticket.completedAt),
    closedAt: iso(ticket.closedAt),
    lastRecalledAt: iso(ticket.lastRecalledAt),
  };
}

/** Which parts of them the statement has to write. */
export function savedParts({ newTicket, tickets, advisors, messages, ...changes }: Changes, keyed: boolean): SaveParts {
  const does = (effect: string): boolean => messages.some((message) => message.effect === effect);
  return {
    issued: newTicket !== null,
    keyed,
    leaving: tickets.some(({ status }) => status !== 'ATENDIENDO'),
    coming: tickets.some(({ status }) => status === 'ATENDIENDO'),
    leavingDesks: advisors.some(({ status }) => status === 'OFFLINE'),
    comingToDesks: advisors.some(({ status }) => status !== 'OFFLINE'),
    planned: does('plan'),
    due: does('due'),
    rearmed: does('rearm'),
    withdrawn: does('discard'),
    queueDays: changes.queueDays.length > 0,
    queues: changes.queues.length > 0,
    advisorDays: changes.advisorDays.length > 0,
  };
}

/** The months of all tickets whose rows, or whose messages' rows, are written; today's where there are none. */
export function savedMonths(branch: Branch, { tickets, messages }: Changes): Months {
  const ofMessages = messages.flatMap(({ ticketId }) => branch.ticketById(ticketId)?.businessDate ?? []);
  const dates = [...tickets.map(({ businessDate }) => businessDate), ...ofMessages].sort();
  const [first = branch.today, last = first] = [dates[0], dates.at(-1)];
  return { from: firstOfMonth(first, 0), until: firstOfMonth(last, 1) };
}

/** `date`: YYYY-MM-DD. */
function firstOfMonth(date: string, later: number): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + later, 1)).toISOString().slice(0, 10);
}

/** The changes of one command as the JSON that the save statement reads. */
export function savePayload(branch: Branch, changes: Changes, extras: SaveExtras = {}): string {
  const { newTicket, counter, patch } = changes;
  const { customer, idempotencyKey, chat } = extras;
  const withChat = (ticket: Ticket) => ({
    ...ticketRow(ticket),
    chatId: chat?.codigoReferencia === ticket.codigoReferencia ? chat.chatId : null,
  });
  return JSON.stringify({
    newTickets: newTicket && customer ? [{ ...withChat(newTicket), ...customer, branchOffice: branch.state.code }] : [],
    tickets: changes.tickets.map(withChat),
    advisors: changes.advisors.map((advisor) => ({
      ...advisor,
      averageServiceTimeMinutes: averageServiceMinutes(advisor),
      statusSince: iso(advisor.statusSince),
      lastAssignedAt: iso(advisor.lastAssignedAt),
      lastCommandAt: iso(advisor.lastCommand?.at ?? null),
    })),
    counters: counter ? [{ ...counter, businessDate: branch.today }] : [],
    keys: newTicket && idempotencyKey ? [{ key: idempotencyKey, codigoReferencia: newTicket.codigoReferencia }] : [],
    messages: changes.messages.map(({ ticketId, template, effect, truth, ready, dueAt }) => {
      const ticket = branch.ticketById(ticketId);
      return {
        ticketId,
        businessDate: ticket?.businessDate,
        numero: ticket?.numero,
        plantilla: template,
        effect,
        truth,
        ready,
        dueAt: iso(dueAt),
      };
    }),
    events: changes.events.map((event, place) => ({ place, ...event })),
    queueDays: changes.queueDays,
    advisorDays: changes.advisorDays,
    queues: changes.queues.map(({ queueType, learned, enabled, notice }) => ({ queueType, learned, enabled, notice })),
    patch: { ...patch, step: changes.visible ? 1 : 0, noAdvisorsSince: iso(patch.noAdvisorsSince) },
  });
}
