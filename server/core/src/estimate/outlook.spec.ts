import { Branch, type BranchState } from '../branch/branch.js';
import { aBranch, anAdvisor, aTicket, MINUTE, NINE_O_CLOCK, QUEUE_TYPES, SECOND } from '../testing/builders.js';

/** A bank's largest branch at its worst: 200 wait, 20 advisors serve. */
function largest(): BranchState {
  const queueOf = (index: number): string => QUEUE_TYPES[index % QUEUE_TYPES.length] as string;
  const advisors = Array.from({ length: 20 }, (_, index) =>
    anAdvisor(index + 1, { status: 'BUSY', queueTypes: [queueOf(index), queueOf(index + 1)] }),
  );
  const waiting = Array.from({ length: 200 }, (_, index) =>
    aTicket(index + 1, { queueType: queueOf(index), createdAt: NINE_O_CLOCK + index * SECOND }),
  );
  const serving = advisors.map(({ id, queueTypes }) =>
    aTicket(200 + id, {
      queueType: queueTypes[0],
      status: 'ATENDIENDO',
      advisorId: id,
      moduleNumber: id,
      assignedAt: NINE_O_CLOCK,
    }),
  );
  return aBranch({ moduleCount: 20, advisors, tickets: [...waiting, ...serving] });
}

describe('Outlook', () => {
  it('R8: 200 waiting and 20 advisors: everybody’s wait costs little more than reading the branch', () => {
    const state = largest();
    const timeOf = (work: () => unknown): number => {
      const begun = process.hrtime.bigint();
      work();
      return Number(process.hrtime.bigint() - begun);
    };
    const forecast = (): number => {
      const branch = new Branch(state, NINE_O_CLOCK + 10 * MINUTE);
      const ticket = branch.waiting()[199]!;
      return timeOf(() => expect(branch.outlook.expected(ticket).minutes).toBeGreaterThan(20));
    };
    // What every load of this branch costs besides: its JSON, once out and once in. About as long; some times that in here,
    // where each test file has globals of its own.
    const reading = (): number => timeOf(() => JSON.parse(JSON.stringify(state)));
    const pairs = Array.from({ length: 150 }, () => [forecast(), reading()] as const);
    const least = (of: 0 | 1): number => Math.min(...pairs.map((pair) => pair[of]));
    expect(least(0) / least(1)).toBeLessThan(10);
  });

  it('R8: is made once for each state, and anew when something has changed', () => {
    const branch = new Branch(largest(), NINE_O_CLOCK + 10 * MINUTE);
    const { outlook } = branch;
    const [first] = branch.waiting();
    expect(outlook.expected(first!)).toBe(outlook.expected(first!));
    expect(branch.outlook).toBe(outlook);
    branch.change(first!, { language: 'en' });
    expect(branch.outlook).toBe(outlook);
    branch.changeAdvisor(branch.advisor(1), { offlineAfterCurrent: true });
    expect(branch.outlook).not.toBe(outlook);
    const { outlook: second } = branch;
    branch.change(first!, { status: 'CANCELADO' });
    expect(branch.outlook).not.toBe(second);
    expect(branch.outlook.positionOf(first!)).toBe(0);
  });

  it('R8: whoever asks for the next number waits as the ticket that is then given', () => {
    const state = largest();
    const branch = new Branch(state, NINE_O_CLOCK + 10 * MINUTE);
    for (const queueType of QUEUE_TYPES) {
      const { outlook } = new Branch(
        {
          ...state,
          tickets: [...state.tickets, aTicket(999, { queueType, createdAt: branch.now, orderAt: branch.now })],
        },
        branch.now,
      );
      const next = branch.outlook.expectedForNext(queueType);
      const given = outlook.expected({ ...aTicket(999), queueType });
      expect(Math.abs(next.minutes - given.minutes)).toBeLessThanOrEqual(1);
      expect(next.high).toBeGreaterThanOrEqual(next.minutes);
    }
  });
});
