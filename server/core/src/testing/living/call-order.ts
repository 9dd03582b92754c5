import type { Advisor } from '../../branch/advisor.js';
import type { BranchState } from '../../branch/branch.js';
import type { Changes } from '../../branch/changes.js';
import type { Queue } from '../../branch/queue.js';
import { readSettings } from '../../branch/settings.js';
import { MINUTE, SECOND } from '../builders.js';
import { ensure, goesBefore, isLater, mayServe, waits } from '../invariants.js';
import type { Ticket } from '../../ticket/ticket.js';

/** Two processes' clocks may differ by so much. */
const CLOCKS_APART_MS = 2 * SECOND;

/** What R5 compares, written out again from the rule and not imported from dispatch/, which is what is tested. */
interface Rules {
  policy: string;
  guardRatio: number;
  queues: ReadonlyMap<string, Queue>;
  now: number;
}

/** What became visible of the policy in one step. */
export interface CallsSeen {
  /** Calls of late tickets over somebody of a higher priority who is on time. */
  guarded: number;
  bySystem: number;
  picked: number;
}

/**
 * R5 and R7 at every call of a step. What guard guarantees: nobody is called by an advisor who may serve somebody late
 * whose wait over target is larger; so, once late, nobody on time goes before, and only those overtake who came later
 * but whose queue's target is shorter by more than that.
 */
export class CallOrder {
  /** "advisor reference" → when that advisor let go of it while it went on waiting. */
  private readonly letGoAt = new Map<string, number>();

  check(before: BranchState, after: BranchState, changes: Changes, now: number): CallsSeen {
    const seen: CallsSeen = { guarded: 0, bySystem: 0, picked: 0 };
    this.noteLetGo(changes, now);
    const calls = callsOf(changes, now);
    if (calls.length === 0) return seen;
    const { dispatchPolicy: policy, guardRatio } = readSettings(before.settings);
    const rules: Rules = { policy, guardRatio, queues: new Map(after.queues.map((q) => [q.queueType, q])), now };
    const reserved = reservedIn(before, changes);
    for (const ticket of calls) {
      const advisor = after.advisors.find(({ id }) => id === ticket.advisorId);
      ensure(advisor !== undefined, () => `R7: ${ticket.numero} was called by nobody`);
      if (ticket.callReason?.picked) {
        seen.picked += 1;
        continue;
      }
      seen.bySystem += 1;
      // Of those passed over, some may have been called by others a moment later in the same step.
      if (this.checkCall(ticket, advisor, { after, rules, alsoCalled: calls.length - 1 })) seen.guarded += 1;
      if (!reserved.has(ticket.codigoReferencia)) checkAdvisor(ticket, advisor, { before, after, rules });
    }
    return seen;
  }

  /** Whether guard put this one before somebody of a higher priority. */
  private checkCall(
    ticket: Ticket,
    advisor: Advisor,
    { after, rules, alsoCalled }: { after: BranchState; rules: Rules; alsoCalled: number },
  ): boolean {
    const present = after.tickets.filter(
      (other) => waits(other) && mayServe(advisor, other) && !isLater(other, rules.now),
    );
    const limitMs = readSettings(after.settings).undoSeconds * SECOND + CLOCKS_APART_MS;
    const passed = present.filter(
      (other) => rules.now - (this.letGoAt.get(letGoKey(advisor.id, other.codigoReferencia)) ?? -Infinity) > limitMs,
    );
    for (const other of passed) {
      ensure(
        !goesFirst(other, ticket, rules),
        () => `R5: ${ticket.numero} was called and ${other.numero} waits (${rules.policy})`,
      );
    }
    const said = ticket.callReason?.overCount ?? -1;
    ensure(
      said >= passed.length && said <= present.length + alsoCalled,
      () => `R5: ${ticket.numero} passed ${passed.length} and says ${said}`,
    );
    return passed.some((other) => isGuarded(ticket, other, rules));
  }

  /** ADR 0010: whoever lets go of a ticket is given somebody else first. */
  private noteLetGo({ events }: Changes, now: number): void {
    for (const { eventType, entityId, oldState } of events) {
      if (eventType !== 'TICKET_DEVUELTO' && eventType !== 'TICKET_TRANSFERIDO') continue;
      this.letGoAt.set(letGoKey(oldState?.['advisorId'], entityId), now);
    }
  }
}

const letGoKey = (advisorId: unknown, reference: string): string => `${String(advisorId)} ${reference}`;

/** Those who waited for one advisor alone, from before or by this very step. */
function reservedIn(before: BranchState, { events }: Changes): Set<string> {
  const reserved = new Set<string>();
  for (const { reservedAdvisorId, codigoReferencia } of before.tickets) {
    if (reservedAdvisorId !== null) reserved.add(codigoReferencia);
  }
  for (const { entityId, newState } of events) if (newState?.['reservedAdvisorId']) reserved.add(entityId);
  return reserved;
}

/** Those called in this step who are still on the desk that called them. */
function callsOf(changes: Changes, now: number): Ticket[] {
  const called = new Set<string>();
  for (const { eventType, entityId } of changes.events) if (eventType === 'TICKET_ASIGNADO') called.add(entityId);
  if (called.size === 0) return [];
  const written = changes.newTicket ? [changes.newTicket, ...changes.tickets] : changes.tickets;
  return written.filter(
    (ticket) => called.has(ticket.codigoReferencia) && ticket.status === 'ATENDIENDO' && ticket.assignedAt === now,
  );
}

const queueOf = (ticket: Ticket, { queues }: Rules): Queue => {
  const queue = queues.get(ticket.queueType);
  ensure(queue !== undefined, () => `${ticket.numero} is of no queue`);
  return queue;
};

const ratio = (ticket: Ticket, rules: Rules): number =>
  (rules.now - ticket.orderAt) / (queueOf(ticket, rules).targetWaitMinutes * MINUTE);

const isLate = (ticket: Ticket, rules: Rules): boolean => ratio(ticket, rules) >= rules.guardRatio;

function goesFirst(a: Ticket, b: Ticket, rules: Rules): boolean {
  if (rules.policy === 'fifo') return goesBefore(a, b);
  if (rules.policy === 'guard') {
    if (isLate(a, rules) !== isLate(b, rules)) return isLate(a, rules);
    if (isLate(a, rules) && ratio(a, rules) !== ratio(b, rules)) return ratio(a, rules) > ratio(b, rules);
    if (isLate(a, rules)) return goesBefore(a, b);
  }
  const [first, second] = [queueOf(a, rules).priority, queueOf(b, rules).priority];
  return first !== second ? first > second : goesBefore(a, b);
}

const isGuarded = (called: Ticket, other: Ticket, rules: Rules): boolean =>
  rules.policy === 'guard' && queueOf(other, rules).priority > queueOf(called, rules).priority && isLate(called, rules);

/** R7: whoever is still AVAILABLE and could have served this ticket had no less to do, or was called more recently. */
function checkAdvisor(
  ticket: Ticket,
  advisor: Advisor,
  { before, after, rules }: { before: BranchState; after: BranchState; rules: Rules },
): void {
  const load = advisor.workloadMinutes - queueOf(ticket, rules).averageTimeMinutes;
  const lastBefore = before.advisors.find(({ id }) => id === advisor.id)?.lastAssignedAt ?? -Infinity;
  for (const other of after.advisors) {
    if (other.status !== 'AVAILABLE' || !mayServe(other, ticket)) continue;
    const last = other.lastAssignedAt ?? -Infinity;
    const better =
      other.workloadMinutes !== load
        ? other.workloadMinutes < load
        : last !== lastBefore
          ? last < lastBefore
          : other.id < advisor.id;
    ensure(!better, () => `R7: ${ticket.numero} went to ${advisor.name} and ${other.name} was nearer`);
  }
}
