import { returnTicket, type ReturnInput } from '../../commands/return.js';
import { transfer } from '../../commands/transfer.js';
import { QUEUE_TYPES } from '../builders.js';
import type { CustomerLife } from './customer-life.js';
import type { Command, LivingBranch } from './living-branch.js';

/** A command that an advisor will send, and what it is called. */
export interface Order {
  verb: string;
  command: Command<unknown>;
}

/** What turns out at the desk, and how the ticket leaves it without being served; null: it is served after all. */
export function errandOf(
  { random, state, tally }: LivingBranch,
  customers: CustomerLife,
  advisorId: number,
  ticketId: number,
): Order | null {
  const customer = customers.of(ticketId);
  const { errand } = customer;
  customer.errand = 'plain';
  if (errand === 'plain') return null;
  if (errand === 'document') {
    const input: ReturnInput = random.pick([
      {},
      { afterPlaces: random.between(1, 5) },
      { afterMinutes: random.between(1, 8) },
    ]);
    tally.add(`sent back ${Object.keys(input)[0] ?? 'to the same place'}`);
    return { verb: 'return', command: (one) => returnTicket(one, advisorId, input) };
  }
  const others = state.advisors.filter(
    ({ id, status }) => id !== advisorId && (status !== 'OFFLINE' || random.chance(0.1)),
  );
  if (errand === 'person' && others.length > 0) {
    const { id } = random.pick(others);
    return { verb: 'transfer to a person', command: (one) => transfer(one, advisorId, { advisorId: id }) };
  }
  const queueType = random.pick(QUEUE_TYPES);
  return { verb: 'transfer to a queue', command: (one) => transfer(one, advisorId, { queueType }) };
}
