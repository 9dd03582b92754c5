import type { Advisor } from '../branch/advisor.js';
import type { BranchState } from '../branch/branch.js';
import type { Ticket } from '../ticket/ticket.js';
import { ensure } from './invariants.js';
import type { Scene } from './scene.js';

/** The branch before somebody's command: what its undo has to bring back. */
interface Before {
  advisor: Advisor;
  /** On the desk. */
  inHand: number | null;
  tickets: Map<number, Ticket>;
}

const OF_TICKET = [
  'status',
  'queueType',
  'orderAt',
  'createdAt',
  'advisorId',
  'reservedAdvisorId',
  'reservedAt',
  'moduleNumber',
  'assignedAt',
  'startedAt',
  'completedAt',
  'closedAt',
  'cancelReason',
  'actualServiceTimeMinutes',
  'recallCount',
  'callReason',
] as const satisfies (keyof Ticket)[];
const OF_DESK = [
  'status',
  'statusReason',
  'statusSince',
  'offlineAfterCurrent',
  'moduleNumber',
  'lastAssignedAt',
] as const satisfies (keyof Advisor)[];

/** R4 undo: keeps the state before each command of an advisor by itself, and compares when it is taken back. */
export class UndoCheck {
  private readonly before = new Map<number, Before>();

  /** One command that was not refused. `tickets`: all there are, as they were before it. Throws what differs. */
  enter(before: BranchState, scene: Scene, tickets: ReadonlyMap<number, Ticket>): void {
    for (const advisor of before.advisors) {
      const { id } = advisor;
      const undone = scene.changes.events.find(
        ({ eventType, entityType, entityId }) =>
          eventType === 'COMANDO_DESHECHO' && entityType === 'ADVISOR' && entityId === String(id),
      );
      if (undone) this.check(id, scene);
      const { lastCommand: was } = advisor;
      const is = scene.state.advisors.find((other) => other.id === id)?.lastCommand;
      if (!is) this.before.delete(id);
      // The same command, though another ticket has come to the desk since, is still the same.
      else if (is.at !== was?.at || is.command !== was.command || is.subject !== was.subject) {
        this.before.delete(id);
        if (scene.state.businessDate !== before.businessDate) continue; // it also ended the day before
        const inHand = before.tickets.find((t) => t.status === 'ATENDIENDO' && t.advisorId === id)?.id ?? null;
        this.before.set(id, { advisor: { ...advisor }, inHand, tickets: new Map(tickets) });
      }
    }
  }

  private check(id: number, scene: Scene): void {
    const then = this.before.get(id);
    if (!then) return;
    const { events } = scene.changes;
    const calledAgain = (reference: string): boolean =>
      events.some(({ eventType, entityId }) => eventType === 'TICKET_ASIGNADO' && entityId === reference);
    for (const { eventType, entityType, entityId } of events) {
      if (eventType !== 'COMANDO_DESHECHO' || entityType !== 'TICKET' || calledAgain(entityId)) continue;
      const now = [...scene.tickets.values()].find(({ codigoReferencia }) => codigoReferencia === entityId);
      const was = now && then.tickets.get(now.id);
      ensure(now !== undefined && was !== undefined, 'R4: undo of a ticket that was not there');
      for (const key of OF_TICKET) {
        const same = JSON.stringify(now[key]) === JSON.stringify(was[key]);
        ensure(
          same,
          () => `R4: undo leaves ${now.numero} with ${key} ${String(now[key])}, and it was ${String(was[key])}`,
        );
      }
    }
    const busy = scene.state.tickets.find((t) => t.status === 'ATENDIENDO' && t.advisorId === id);
    if (busy && calledAgain(busy.codigoReferencia)) return; // AVAILABLE again, and R7 gave them somebody
    ensure((busy?.id ?? null) === then.inHand, () => `R4: undo leaves ${busy?.numero ?? 'nobody'} on the desk`);
    const desk = scene.advisor(id);
    for (const key of OF_DESK) {
      ensure(desk[key] === then.advisor[key], () => `R4: undo leaves ${desk.name} with ${key} ${String(desk[key])}`);
    }
  }
}
