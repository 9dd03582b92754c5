import type { Colleague } from '@ticketero/contract';

import { destinationsOf, digitOf, outcomeKey, transferRequest } from './transfer-choice';

const colleague = (id: number, status: Colleague['status'], moduleNumber: number | null): Colleague => ({
  id,
  name: `N${String(id)}`,
  status,
  moduleNumber,
  queueTypes: ['CAJA'],
});
const to = {
  queues: [
    { queueType: 'CAJA', displayName: 'Caja' },
    { queueType: 'EMPRESAS', displayName: 'Empresas' },
  ],
  advisors: [
    colleague(1, 'BUSY', 1),
    colleague(2, 'AVAILABLE', 5),
    colleague(3, 'AVAILABLE', 2),
    colleague(4, 'BUSY', null),
  ],
};

describe('R4 transfer: where to', () => {
  it('leaves its own queue out, and has those first who can take it now', () => {
    expect(destinationsOf(to, 'CAJA').map(({ id }) => id)).toEqual([
      'queue-EMPRESAS',
      'advisor-3',
      'advisor-2',
      'advisor-1',
      'advisor-4',
    ]);
  });

  it('says of a queue that nobody on duty serves it', () => {
    const keys = (unattended: string[]) => destinationsOf(to, 'CAJA', unattended).map(outcomeKey);
    expect(keys([])[0]).toBe('transfer.toQueue');
    expect(keys(['EMPRESAS'])[0]).toBe('transfer.toNobody');
  });

  it('sends a queue or a person, and a note only when there is one', () => {
    const [queue, person] = destinationsOf(to, 'CAJA');
    expect(transferRequest(queue!, '  ')).toEqual({ queueType: 'EMPRESAS' });
    expect(transferRequest(person!, ' trae poder ')).toEqual({ advisorId: 3, note: 'trae poder' });
  });

  it('says what will happen by who it is and whether they are free', () => {
    const [queue, free, , busy] = destinationsOf(to, 'CAJA');
    expect([queue!, free!, busy!].map(outcomeKey)).toEqual([
      'transfer.toQueue',
      'transfer.to_AVAILABLE',
      'transfer.to_BUSY',
    ]);
  });

  it('has a digit for the first nine', () => {
    expect([digitOf(0), digitOf(8), digitOf(9)]).toEqual(['1', '9', null]);
  });
});
