/** Who is next (R5). Every function here is a comparison of two tickets at one moment; `now` is ms since the epoch. */

export const DISPATCH_POLICIES = ['guard', 'strict', 'fifo'] as const;
export type DispatchPolicy = (typeof DISPATCH_POLICIES)[number];

/** What dispatch has to know of a waiting ticket. */
export interface WaitingTicket {
  id: number;
  queueType: string;
  orderAt: number;
}

/** What dispatch has to know of a queue. */
export interface DispatchQueue {
  queueType: string;
  priority: number;
  targetWaitMinutes: number;
}

export interface DispatchRules {
  policy: DispatchPolicy;
  guardRatio: number;
  queues: ReadonlyMap<string, DispatchQueue>;
}

/** Inside a queue: by `orderAt`, then id. Nothing else reorders. */
export function compareInQueue(a: WaitingTicket, b: WaitingTicket): number {
  return a.orderAt - b.orderAt || a.id - b.id;
}

/** Wait over target. Counted from `orderAt`, so that the guard never reorders inside a queue. */
export function waitRatio(ticket: WaitingTicket, rules: DispatchRules, now: number): number {
  const target = rules.queues.get(ticket.queueType)?.targetWaitMinutes ?? Infinity;
  return (now - ticket.orderAt) / (target * 60_000);
}

/** Negative: `a` goes before `b`. A total order for each policy and moment. */
export function compareTickets(a: WaitingTicket, b: WaitingTicket, rules: DispatchRules, now: number): number {
  if (rules.policy === 'fifo') return compareInQueue(a, b);
  if (rules.policy === 'guard') {
    const ratioA = waitRatio(a, rules, now);
    const ratioB = waitRatio(b, rules, now);
    const lateA = ratioA >= rules.guardRatio;
    const lateB = ratioB >= rules.guardRatio;
    if (lateA !== lateB) return lateA ? -1 : 1;
    if (lateA) return ratioB - ratioA || compareInQueue(a, b);
  }
  const priority = (ticket: WaitingTicket) => rules.queues.get(ticket.queueType)?.priority ?? 0;
  return priority(b) - priority(a) || compareInQueue(a, b);
}

/** The waiting tickets in the order in which an advisor who serves every queue would call them. */
export function dispatchOrder<T extends WaitingTicket>(tickets: readonly T[], rules: DispatchRules, now: number): T[] {
  return [...tickets].sort((a, b) => compareTickets(a, b, rules, now));
}
