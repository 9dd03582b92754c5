import type { Board, TicketCalled } from '@ticketero/contract';
import type { Branch, Call, Queue } from '@ticketero/core';

import { presentOpening } from '../tickets/index.js';

/** What the lobby sees: numbers, modules and counts; no name, no id (R13). */
export function presentBoard(branch: Branch): Board {
  const waiting = branch.waiting();
  const countOf = ({ queueType }: Queue): number => waiting.filter((ticket) => ticket.queueType === queueType).length;
  return {
    branch: presentOpening(branch),
    // A disabled one leaves the screen with its last customer (R1).
    waiting: [...branch.queues.values()]
      .filter((queue) => queue.enabled || countOf(queue) > 0)
      .map((queue) => ({
        queueType: queue.queueType,
        displayName: queue.displayName,
        prefix: queue.prefix,
        waiting: countOf(queue),
        onDuty: branch.isServed(queue.queueType),
      })),
    called: branch.calls().map((call) => ({
      numero: call.numero,
      moduleNumber: call.moduleNumber,
      queueType: call.queueType,
      calledAt: new Date(call.calledAt).toISOString(),
      lastCalledAt: new Date(call.lastCalledAt).toISOString(),
      recallCount: call.recallCount,
      serving: call.serving,
    })),
    notices: [
      ...(branch.notice ? [{ id: 'branch', text: { es: branch.notice } }] : []),
      ...branch.settings.texts.notices.map((text, index) => ({ id: `texto-${index + 1}`, text })),
    ],
  };
}

/** The bare call, for boards that want just that. */
export function presentCall(call: Call): Omit<TicketCalled, 'revision'> {
  return {
    numero: call.numero,
    moduleNumber: call.moduleNumber,
    queueType: call.queueType,
    calledAt: new Date(call.lastCalledAt).toISOString(),
    recall: call.recallCount > 0,
  };
}
