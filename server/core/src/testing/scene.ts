import type { Advisor } from '../branch/advisor.js';
import { Branch, type BranchState } from '../branch/branch.js';
import type { Changes } from '../branch/changes.js';
import type { LastCommand } from '../branch/last-command.js';
import type { Queue } from '../branch/queue.js';
import { enterBusinessDay } from '../commands/close-day.js';
import { issue, type IssueInput } from '../commands/issue.js';
import { reinstate, reinstateAtDesk } from '../commands/reinstate.js';
import { undo } from '../commands/undo.js';
import type { MessageEffect } from '../messages/effects.js';
import { isActive } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import { copyOf, NINE_O_CLOCK, referenceOf, settle } from './builders.js';

/**
 * A branch and a clock. Each command runs as it does in production: on freshly loaded state, beginning with the
 * business day; a refused one leaves nothing behind.
 */
export class Scene {
  /** Every ticket of this scene as it is now, the closed ones too. */
  readonly tickets = new Map<number, Ticket>();
  private lastChanges: Changes | null = null;
  private lastId = 0;

  constructor(
    public state: BranchState,
    public now: number = NINE_O_CLOCK,
  ) {
    for (const ticket of state.tickets) {
      this.tickets.set(ticket.id, ticket);
      this.lastId = Math.max(this.lastId, ticket.id);
    }
  }

  /** What the last command that was not refused changed. */
  get changes(): Changes {
    if (!this.lastChanges) throw new Error('no command has run yet');
    return this.lastChanges;
  }

  /** The event types of the last command, in order. */
  get events(): string[] {
    return this.changes.events.map((event) => event.eventType);
  }

  /** The messages that the last command planned, made due or discarded: "14 totem_es_tu_turno". */
  messages(effect: MessageEffect['effect']): string[] {
    return this.changes.messages
      .filter((message) => message.effect === effect)
      .map(({ ticketId, template }) => `${ticketId} ${template}`);
  }

  later(ms: number): this {
    this.now += ms;
    return this;
  }

  /** Runs one command and keeps its result. `about`: the closed ticket that it is about, which is loaded for it. */
  run<T>(command: (branch: Branch) => T, about?: number | null): T {
    const closed = about ? this.tickets.get(about) : undefined;
    const closedTickets = closed && !isActive(closed.status) && closed.businessDate === this.state.businessDate;
    const branch = new Branch(copyOf({ ...this.state, closedTickets: closedTickets ? [closed] : [] }), this.now);
    enterBusinessDay(branch);
    const result = command(branch);
    const changes = branch.changes();
    for (const ticket of changes.newTicket ? [changes.newTicket, ...changes.tickets] : changes.tickets) {
      this.tickets.set(ticket.id, ticket);
    }
    this.lastChanges = changes;
    this.state = settle(branch, changes);
    return result;
  }

  /** R4 undo, with the ticket of the command loaded however it ended. */
  undo(advisorId: number): LastCommand {
    return this.run((branch) => undo(branch, advisorId), this.advisor(advisorId).lastCommand?.subject?.id);
  }

  /** R4 reinstate. */
  reinstate(id: number): Ticket {
    return this.run((branch) => reinstate(branch, this.ticket(id).codigoReferencia), id);
  }

  reinstateAtDesk(advisorId: number, id: number): Ticket {
    return this.run((branch) => reinstateAtDesk(branch, advisorId, this.ticket(id).codigoReferencia), id);
  }

  /** Issues the next ticket and answers its id. */
  issue(queueType = 'CAJA', input: Partial<IssueInput> = {}): number {
    const id = input.id ?? this.lastId + 1;
    this.run((branch) =>
      issue(branch, {
        id,
        codigoReferencia: referenceOf(id),
        queueType,
        preferential: false,
        language: 'es',
        contact: 'none',
        ...input,
      }),
    );
    this.lastId = id;
    return id;
  }

  ticket(id: number): Ticket {
    return found(this.tickets.get(id), `ticket ${id}`);
  }

  advisor(id: number): Advisor {
    return found(
      this.state.advisors.find((advisor) => advisor.id === id),
      `advisor ${id}`,
    );
  }

  queue(queueType: string): Queue {
    return found(
      this.state.queues.find((queue) => queue.queueType === queueType),
      queueType,
    );
  }
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`no ${what} in this scene`);
  return value;
}
