import { MINUTE } from '../builders.js';
import { waits } from '../invariants.js';
import type { LivingBranch } from './living-branch.js';

/** One queue's day in numbers; waits in minutes until the first call. */
export interface QueueFigures {
  queueType: string;
  targetMinutes: number;
  issued: number;
  served: number;
  noShow: number;
  /** Cancelled by whomever, the end of the day included. */
  left: number;
  returned: number;
  transferred: number;
  reinstated: number;
  undone: number;
  /** Sorted. */
  waits: number[];
}

const EVENTS: Record<string, 'returned' | 'transferred' | 'reinstated' | 'undone'> = {
  TICKET_DEVUELTO: 'returned',
  TICKET_TRANSFERIDO: 'transferred',
  TICKET_REACTIVADO: 'reinstated',
  COMANDO_DESHECHO: 'undone',
};

/** Keeps what a day's table tells. */
export class Figures {
  longestLine = 0;
  private readonly firstCalls = new Map<number, number>();
  private readonly moved = new Map<string, Record<'returned' | 'transferred' | 'reinstated' | 'undone', number>>();

  constructor(private readonly branch: LivingBranch) {
    branch.watch(() => this.look());
  }

  private look(): void {
    const { scene, ledger } = this.branch;
    this.longestLine = Math.max(this.longestLine, scene.state.tickets.filter(waits).length);
    for (const { eventType, entityType, newState } of scene.changes.events) {
      if (entityType !== 'TICKET') continue;
      const moved = this.movedOf(String(newState?.['queueType']));
      const kind = EVENTS[eventType];
      if (kind) moved[kind] += 1;
    }
    for (const { id, assignedAt } of scene.changes.tickets) this.called(id, assignedAt);
    const { newTicket } = scene.changes;
    if (newTicket) this.called(newTicket.id, ledger.tickets.get(newTicket.id)?.assignedAt ?? null);
  }

  private called(id: number, at: number | null): void {
    if (at !== null && !this.firstCalls.has(id)) this.firstCalls.set(id, at);
  }

  private movedOf(queueType: string): Record<'returned' | 'transferred' | 'reinstated' | 'undone', number> {
    const kept = this.moved.get(queueType) ?? { returned: 0, transferred: 0, reinstated: 0, undone: 0 };
    this.moved.set(queueType, kept);
    return kept;
  }

  queues(): QueueFigures[] {
    const tickets = [...this.branch.ledger.tickets.values()];
    return this.branch.state.queues.map(({ queueType, targetWaitMinutes }) => {
      const theirs = tickets.filter((ticket) => ticket.queueType === queueType);
      const ended = (status: string): number => theirs.filter((ticket) => ticket.status === status).length;
      const waited = theirs.flatMap(({ id, createdAt }) => {
        const calledAt = this.firstCalls.get(id);
        return calledAt === undefined ? [] : [(calledAt - createdAt) / MINUTE];
      });
      return {
        queueType,
        targetMinutes: targetWaitMinutes,
        issued: theirs.length,
        served: ended('COMPLETADO'),
        noShow: ended('NO_ATENDIDO'),
        left: ended('CANCELADO'),
        ...this.movedOf(queueType),
        waits: waited.sort((a, b) => a - b),
      };
    });
  }
}
