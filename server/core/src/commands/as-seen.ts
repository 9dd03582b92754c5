import type { Branch } from '../branch/branch.js';
import { Refusal } from '../refusal.js';

/** What an advisor who has nobody at the desk saw there. */
export const NOBODY_SEEN = 'none';

/**
 * A command of the desk counts for the ticket that the advisor saw when they gave it: `seen` is its reference, or
 * `none`. Of two screens of the same advisor the one that is behind, and a command that arrives late, change nothing.
 * Undefined: the caller does not say. Throws TRANSICION_INVALIDA.
 */
export function assertAsSeen(branch: Branch, advisorId: number, seen: string | undefined): void {
  if (seen === undefined) return;
  const current = branch.currentOf(branch.advisor(advisorId).id);
  if ((current?.codigoReferencia ?? NOBODY_SEEN) === seen) return;
  throw new Refusal('TRANSICION_INVALIDA', { reason: 'PUESTO_CAMBIADO', numero: current?.numero ?? null });
}
