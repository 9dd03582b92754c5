import { compareTickets, type DispatchPolicy, type DispatchRules, type WaitingTicket } from './order.js';

/** How many of those passed over are kept with a call. */
const OVER_KEPT = 3;

export interface ReasonEntry {
  numero: string;
  queueType: string;
  /** Real wait since the arrival, whole minutes. */
  waitedMinutes: number;
  targetMinutes: number;
}

/** Why a ticket was called (R5), stored with the call. */
export interface CallReason extends ReasonEntry {
  policy: DispatchPolicy;
  preferential: boolean;
  /** Picked by hand, out of order (R7). */
  picked: boolean;
  /** It waited for this advisor alone (R7). */
  reserved: boolean;
  /** Its place in dispatch order among those that this advisor could have served, 1 first. */
  rank: number;
  /** How many waited whom this advisor could have served too. */
  overCount: number;
  /** The first of them, in dispatch order. */
  over: ReasonEntry[];
}

interface Called extends WaitingTicket {
  numero: string;
  createdAt: number;
  preferential: boolean;
  reservedAdvisorId: number | null;
}

/** Why `ticket` is called now. `over`: the others whom this advisor could have served, in dispatch order. */
export function callReason(
  ticket: Called,
  over: readonly Called[],
  rules: DispatchRules,
  now: number,
  picked = false,
): CallReason {
  const entry = (called: Called): ReasonEntry => ({
    numero: called.numero,
    queueType: called.queueType,
    waitedMinutes: Math.max(0, Math.floor((now - called.createdAt) / 60_000)),
    targetMinutes: rules.queues.get(called.queueType)?.targetWaitMinutes ?? 0,
  });
  return {
    ...entry(ticket),
    policy: rules.policy,
    preferential: ticket.preferential,
    picked,
    reserved: ticket.reservedAdvisorId !== null,
    rank: 1 + over.filter((other) => compareTickets(other, ticket, rules, now) < 0).length,
    overCount: over.length,
    over: over.slice(0, OVER_KEPT).map(entry),
  };
}

/** One sentence for staff: "C14: esperó 17 de 20 min, antes que E03 (9 de 30)". */
export function reasonSentence(reason: CallReason): string {
  const waited = `${reason.numero}${markOf(reason)}: esperó ${reason.waitedMinutes} de ${reason.targetMinutes} min`;
  if (reason.over.length === 0) return `${waited}, no había nadie más`;
  const others = reason.over.map((o) => `${o.numero} (${o.waitedMinutes} de ${o.targetMinutes})`);
  return `${waited}, antes que ${others.join(', ')}`;
}

/** What was special about it; the strongest alone. */
function markOf({ picked, reserved, preferential }: CallReason): string {
  if (picked) return ' (elegido a mano)';
  if (reserved) return ' (reservado)';
  return preferential ? ' (preferencial)' : '';
}
