import type { Branch, BranchStatus } from '../branch/branch.js';
import type { Queue } from '../branch/queue.js';
import { Refusal } from '../refusal.js';

interface Said {
  /** What kiosk and lobby show; null: nothing of its own. */
  text?: string | null;
  /** Why, for the audit: obligatory where something closes. */
  reason?: string;
}

/**
 * R1: a queue gives numbers, or no longer; who waits is still served. The same again changes nothing. Throws
 * COLA_NO_ENCONTRADA, VALIDACION_FALLIDA.
 */
export function openQueue(branch: Branch, queueType: string, open: boolean, said: Said = {}): Queue {
  const queue = branch.queue(queueType);
  const reason = reasonOf(said, !open);
  const next = { enabled: open, notice: open ? null : textOf(said) };
  const before = { enabled: queue.enabled, notice: queue.notice };
  if (next.enabled === before.enabled && next.notice === before.notice) return queue;
  branch.changeQueue(queue, next);
  recordOpening(branch, queueType, before, next, reason);
  return queue;
}

/**
 * The branch gives numbers (OPEN), does not for a while (PAUSED), or no more (CLOSED); who waits is still served. The text
 * goes with the status: a new status without one takes it away. The same again changes nothing. Throws VALIDACION_FALLIDA.
 */
export function setBranchStatus(branch: Branch, status: BranchStatus, said: Said = {}): void {
  const reason = reasonOf(said, status !== 'OPEN');
  const next = { status, notice: textOf(said) };
  const before = { status: branch.status, notice: branch.notice };
  if (next.status === before.status && next.notice === before.notice) return;
  Object.assign(branch, next);
  recordOpening(branch, branch.state.code, before, next, reason);
}

const textOf = ({ text }: Said): string | null => text?.trim() || null;

function reasonOf({ reason }: Said, obligatory: boolean): string | null {
  const words = reason?.trim();
  if (!words && obligatory) throw new Refusal('VALIDACION_FALLIDA', { campos: { reason: 'El motivo es obligatorio' } });
  return words || null;
}

type State = Record<string, unknown>;

function recordOpening(branch: Branch, what: string, oldState: State, newState: State, reason: string | null): void {
  branch.record({
    eventType: 'CONFIG_CAMBIADA',
    entityType: 'BRANCH',
    entityId: String(branch.state.id),
    entityIdentifier: what,
    oldState,
    newState,
    data: reason === null ? null : { reason },
  });
}
