import type { MessageChange } from '../branch/changes.js';
import type { Ticket } from '../ticket/ticket.js';
import { planMessages, TEMPLATES, truthOf, type Template, type Truth } from './plan.js';

/** What decides about a ticket's messages. */
export type Reach = Pick<Ticket, 'status' | 'startedAt' | 'messagesPlanned' | 'linked'>;

/** What becomes of one message row because its ticket changed. */
export interface MessageEffect {
  template: Template;
  /** `plan`: a new row; `due`: pulled forward, or held back again; `discard`: no longer true. */
  effect: 'plan' | 'due' | 'discard';
  truth: Truth;
  /** It can go out now: what it says is true and there is a chat to write to. */
  ready: boolean;
}

/**
 * R9: which messages a ticket's change plans, makes due or discards. `before`: null for a new ticket. The one place that
 * says so: a command changes the ticket and its messages follow.
 */
export function messageEffects(before: Reach | null, after: Reach): MessageEffect[] {
  if (!after.messagesPlanned) return [];
  const effects: MessageEffect[] = [];
  for (const template of TEMPLATES) {
    const truth = truthOf(template, after);
    const ready = truth === 'now' && after.linked;
    if (!before?.messagesPlanned) {
      effects.push({ template, effect: 'plan', truth, ready });
      continue;
    }
    const was = truthOf(template, before);
    const wasReady = was === 'now' && before.linked;
    if (truth === was && ready === wasReady) continue;
    effects.push({ template, effect: truth === 'over' ? 'discard' : 'due', truth, ready });
  }
  return effects;
}

/** R9: the messages follow from what became of their tickets, whatever command it was. */
export function messageChanges(
  changed: ReadonlyMap<Ticket, Reach>,
  newTicket: Ticket | null,
  now: number,
): MessageChange[] {
  const all: [Ticket, Reach | null][] = [...changed];
  if (newTicket) all.push([newTicket, null]);
  return all.flatMap(([ticket, before]) => {
    const effects = messageEffects(before, ticket);
    if (effects.length === 0) return [];
    const plan = planMessages(now, ticket.estimatedWaitMinutes, ticket.positionInQueue);
    return effects.map((effect) => ({
      ...effect,
      ticketId: ticket.id,
      dueAt: effect.truth === 'not-yet' ? (plan.find((m) => m.template === effect.template)?.dueAt ?? now) : now,
    }));
  });
}
