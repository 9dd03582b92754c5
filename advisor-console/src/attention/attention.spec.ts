import type { Desk } from '@ticketero/contract';

import { attentionOf } from './attention';

const NINE = '2026-03-16T12:00:00.000Z';

interface Facts {
  status?: string;
  waiting?: number[];
  reserved?: number;
  startedAt?: string | null;
}

function desk({ status = 'AVAILABLE', waiting = [], reserved = 0, startedAt }: Facts): Desk {
  const current =
    startedAt === undefined
      ? null
      : { codigoReferencia: 'abc', assignedAt: NINE, numero: 'C14', queueName: 'Caja', startedAt };
  return {
    advisor: { status, statusSince: NINE, moduleNumber: 3, offlineAfterCurrent: false },
    current,
    waiting: waiting.map((count) => ({ waiting: count })),
    reserved: Array.from({ length: reserved }, () => ({})),
    settings: { assignmentMode: 'onCall' },
  } as unknown as Desk;
}

describe('Lesson 23: what an advisor who looks elsewhere is called back for', () => {
  it('a number that was called, until its customer is there', () => {
    expect(attentionOf(desk({ status: 'BUSY', startedAt: null }))).toEqual({
      kind: 'called',
      key: `called abc ${NINE}`,
      numero: 'C14',
      queue: 'Caja',
      moduleNumber: 3,
    });
    expect(attentionOf(desk({ status: 'BUSY', startedAt: '2026-03-16T12:01:00.000Z', waiting: [4] }))).toBeNull();
  });

  it.each(['AVAILABLE', 'BUSY'])(
    'people who wait, while %s without a customer: all queues, and the reserved',
    (status) => {
      expect(attentionOf(desk({ status, waiting: [2, 1], reserved: 1 }))).toMatchObject({ kind: 'waiting', count: 4 });
      expect(attentionOf(desk({ status, waiting: [0, 0] }))).toBeNull();
    },
  );

  it('nobody is called back from a break', () => {
    expect(attentionOf(desk({ status: 'OFFLINE', waiting: [9] }))).toBeNull();
  });

  it('more who come are no new occasion', () => {
    const key = (count: number) => attentionOf(desk({ waiting: [count] }))?.key;
    expect(key(1)).toBe(key(5));
  });
});
