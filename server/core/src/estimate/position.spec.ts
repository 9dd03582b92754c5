import * as fc from 'fast-check';
import { waitingTickets } from '../testing/arbitraries.js';
import { QUEUE_TYPES } from '../testing/builders.js';
import { positionOf, positions } from './position.js';

describe('position', () => {
  it('R6: 1 + those of the same queue that wait ahead, counted one by one', () => {
    fc.assert(
      fc.property(waitingTickets(20), (waiting) => {
        const all = positions(waiting);
        expect(all.size).toBe(waiting.length);
        for (const ticket of waiting) {
          const ahead = waiting.filter(
            (other) =>
              other.queueType === ticket.queueType &&
              (other.orderAt < ticket.orderAt || (other.orderAt === ticket.orderAt && other.id < ticket.id)),
          );
          expect(positionOf(ticket, waiting)).toBe(ahead.length + 1);
          expect(all.get(ticket.id)).toBe(ahead.length + 1);
        }
      }),
    );
  });

  it('R6: the positions of a queue are 1, 2, 3 … without gap or double', () => {
    fc.assert(
      fc.property(waitingTickets(20), (waiting) => {
        const all = positions(waiting);
        for (const queueType of QUEUE_TYPES) {
          const line = waiting.filter((ticket) => ticket.queueType === queueType);
          const places = line.map(({ id }) => all.get(id) ?? 0).sort((a, b) => a - b);
          expect(places).toEqual(line.map((_, index) => index + 1));
        }
      }),
    );
  });

  it('R6: a ticket that is not among those waiting yet is told the place it will have', () => {
    const line = [1, 2, 3].map((id) => ({ id, queueType: 'CAJA', orderAt: id * 1000 }));
    expect(positionOf({ id: 9, queueType: 'CAJA', orderAt: 9000 }, line)).toBe(4);
    expect(positionOf({ id: 9, queueType: 'CAJA', orderAt: 1500 }, line)).toBe(2);
    expect(positionOf({ id: 9, queueType: 'GERENCIA', orderAt: 9000 }, line)).toBe(1);
    expect(positions([])).toEqual(new Map());
  });
});
