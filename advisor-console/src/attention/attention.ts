import type { Desk } from '@ticketero/contract';

import { phaseOf } from '../desk/actions';

/** What an advisor who looks elsewhere should come back for. */
export type Attention =
  /** This number was called to their module. */
  | { kind: 'called'; key: string; numero: string; queue: string; moduleNumber: number | null }
  /** They are free or between two customers, and so many wait for them. */
  | { kind: 'waiting'; key: string; count: number };

/** Those of the own queues who wait for anybody, and those who wait for this advisor alone. */
export const waitingCount = ({ waiting, reserved }: Pick<Desk, 'waiting' | 'reserved'>): number =>
  waiting.reduce((sum, queue) => sum + queue.waiting, reserved.length);

/** Null while nobody needs them: off duty, with a customer, or nobody waits. The key changes with the occasion. */
export function attentionOf(desk: Desk): Attention | null {
  const { current } = desk;
  switch (phaseOf(desk)) {
    case 'called': {
      if (current === null) return null;
      const { codigoReferencia, assignedAt, numero, queueName } = current;
      const { moduleNumber } = desk.advisor;
      const key = `called ${codigoReferencia} ${String(assignedAt)}`;
      return { kind: 'called', key, numero, queue: queueName, moduleNumber };
    }
    case 'available':
    case 'closing': {
      const count = waitingCount(desk);
      return count > 0 ? { kind: 'waiting', key: `waiting ${desk.advisor.statusSince}`, count } : null;
    }
    default:
      return null;
  }
}
