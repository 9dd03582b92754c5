import type { Branch } from '../branch/branch.js';
import type { MessageChange } from '../branch/changes.js';
import { isWaiting } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import { planMessages, TEMPLATES, truthOf, type Template, type Truth } from './plan.js';

/** What decides about a ticket's messages. */
export type Reach = Pick<Ticket, 'status' | 'startedAt' | 'messagesPlanned' | 'linked'>;

/** What becomes of one message row because its ticket changed. */
export interface MessageEffect {
  template: Template;
  /**
   * `plan`: a new row; `due`: pulled forward, or held back again; `rearm`: the ticket has come back to wait, and its event
   * will be told once more even if it was already; `discard`: no longer true.
   */
  effect: 'plan' | 'due' | 'rearm' | 'discard';
  truth: Truth;
  /** It can go out now: what it says is true and there is a chat to write to. */
  ready: boolean;
}

/**
 * R9: which messages a ticket's change plans, makes due or discards. `before`: null for a new ticket; `calledNow`: this
 * change called it. The one place that says so: a command changes the ticket and its messages follow.
 */
export function messageEffects(before: Reach | null, after: Reach, calledNow: boolean): MessageEffect[] {
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
    if (cameBack(template, before, after, calledNow)) {
      effects.push({ template, effect: 'rearm', truth, ready });
      continue;
    }
    const wasReady = was === 'now' && before.linked;
    // The first message is told once, whatever becomes of the ticket.
    if ((truth === was && ready === wasReady) || (template === 'totem_ticket_creado' && was === 'over')) continue;
    effects.push({ template, effect: truth === 'over' ? 'discard' : 'due', truth, ready });
  }
  return effects;
}

/** R9: the messages follow from what became of their tickets, whatever command it was. */
export function messageChanges(
  changed: ReadonlyMap<Ticket, Reach>,
  newTicket: Ticket | null,
  { now, calledNow }: Pick<Branch, 'now' | 'calledNow'>,
): MessageChange[] {
  const all: [Ticket, Reach | null][] = [...changed];
  if (newTicket) all.push([newTicket, null]);
  return all.flatMap(([ticket, before]) => {
    const effects = messageEffects(before, ticket, calledNow.get(ticket.id) === 'call');
    if (effects.length === 0) return [];
    const plan = planMessages(now, ticket.estimatedWaitMinutes, ticket.positionInQueue);
    return effects.map((effect) => ({
      ...effect,
      ticketId: ticket.id,
      dueAt: effect.truth === 'not-yet' ? (plan.find((m) => m.template === effect.template)?.dueAt ?? now) : now,
    }));
  });
}

/**
 * A ticket that was called waits again, or was called anew in the same breath: its turn is still to be told. And one that
 * was near no longer is, so that being near will be news.
 */
function cameBack(template: Template, before: Reach, after: Reach, calledNow: boolean): boolean {
  switch (template) {
    case 'totem_ticket_creado':
      return false;
    case 'totem_proximo_turno':
      return after.status === 'EN_ESPERA' && before.status !== 'EN_ESPERA';
    case 'totem_es_tu_turno':
      return !isWaiting(before.status) && (isWaiting(after.status) || calledNow);
  }
}
