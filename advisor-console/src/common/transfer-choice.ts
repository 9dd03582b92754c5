import type { Colleague, Desk, TransferRequest } from '@ticketero/contract';

/** Where a ticket can go (R4 transfer): another queue, or one colleague alone. */
export type Destination =
  | { kind: 'queue'; id: string; queueType: string; displayName: string; attended: boolean }
  | { kind: 'advisor'; id: string; colleague: Colleague };

const RANK: Record<Colleague['status'], number> = { AVAILABLE: 0, BUSY: 1, OFFLINE: 2 };

/** The queues but its own (`unattended`: those that nobody on duty serves), then the colleagues: who is free first, then by module. */
export function destinationsOf(
  to: Desk['transferTo'],
  ownQueue: string,
  unattended: readonly string[] = [],
): Destination[] {
  const queues = to.queues.filter(({ queueType }) => queueType !== ownQueue);
  const colleagues = [...to.advisors].sort(
    (a, b) => RANK[a.status] - RANK[b.status] || (a.moduleNumber ?? Infinity) - (b.moduleNumber ?? Infinity),
  );
  return [
    ...queues.map((queue) => {
      const attended = !unattended.includes(queue.queueType);
      return { kind: 'queue', id: `queue-${queue.queueType}`, ...queue, attended } as const;
    }),
    ...colleagues.map((colleague) => ({ kind: 'advisor', id: `advisor-${String(colleague.id)}`, colleague }) as const),
  ];
}

export function transferRequest(destination: Destination, note: string): TransferRequest {
  const words = note.trim();
  return {
    ...(destination.kind === 'queue' ? { queueType: destination.queueType } : { advisorId: destination.colleague.id }),
    ...(words === '' ? {} : { note: words }),
  };
}

/** The text of the catalogue that says what will happen. */
export function outcomeKey(destination: Destination): string {
  if (destination.kind === 'advisor') return `transfer.to_${destination.colleague.status}`;
  return destination.attended ? 'transfer.toQueue' : 'transfer.toNobody';
}

const DIGITS = 9;

/** The key that chooses the one at this place of the list; null for those after the ninth. */
export const digitOf = (index: number): string | null => (index < DIGITS ? String(index + 1) : null);
