import type { PublicTicket } from '@ticketero/contract';

import { learn, NOTHING, type Word } from './knowledge';

const ticket = (positionInQueue: number) => ({ positionInQueue }) as PublicTicket;
const after = (...words: Word[]) => words.reduce(learn, NOTHING);
const told = (position: number, at: number): Word => ({ type: 'told', ticket: ticket(position), at });
const answered = (position: number, askedAt: number, at: number): Word => ({
  type: 'answered',
  ticket: ticket(position),
  askedAt,
  at,
});

describe('what the page knows', () => {
  it('shows the first answer, whoever gives it', () => {
    expect(after(answered(5, 0, 200))).toMatchObject({ ticket: ticket(5), heardAt: 200, answeredAt: 200 });
    expect(after(told(5, 300))).toMatchObject({ ticket: ticket(5), heardAt: 300, asked: 'never' });
  });

  it('forgets an answer that the socket has overtaken', () => {
    const known = after(told(3, 150), answered(5, 100, 200));
    expect(known).toMatchObject({ ticket: ticket(3), heardAt: 150, asked: 'answered', answeredAt: 0 });
  });

  it('believes an answer to a question that was asked after the socket’s last word', () => {
    expect(after(told(3, 150), answered(2, 160, 200)).ticket).toEqual(ticket(2));
  });

  it('has the socket’s word for the newer one where both came in the same millisecond', () => {
    expect(after(answered(5, 100, 200), told(3, 200))).toMatchObject({
      ticket: ticket(3),
      heardAt: 200,
      answeredAt: 0,
    });
    expect(after(answered(5, 100, 200), { type: 'vouched', at: 200 })).toMatchObject({ heardAt: 200, answeredAt: 0 });
  });

  it('grows no younger by a beat that vouches for nothing', () => {
    expect(after({ type: 'vouched', at: 100 }).heardAt).toBe(0);
    expect(after(told(3, 100), { type: 'vouched', at: 5_100 }).heardAt).toBe(5_100);
  });

  it('keeps what it had when a question fails', () => {
    const known = after(told(3, 100), { type: 'failed' });
    expect(known).toMatchObject({ ticket: ticket(3), heardAt: 100, asked: 'failed' });
  });

  it('is told to wait, and is not any more with the next answer', () => {
    const busy = after({ type: 'busy', seconds: 7 });
    expect(busy.busySeconds).toBe(7);
    expect(learn(busy, answered(5, 1, 2)).busySeconds).toBeNull();
    expect(learn(busy, { type: 'failed' }).busySeconds).toBeNull();
  });

  it('finds a ticket that was missing for a moment', () => {
    expect(after({ type: 'missing' }).missing).toBe(true);
    expect(after({ type: 'missing' }, told(3, 100)).missing).toBe(false);
  });
});
