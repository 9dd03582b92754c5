import type { Ticket, Undoable } from '@ticketero/contract';

import { doneKey, undoneNotice, undoSecondsLeft } from './undo';

const until = '2026-03-02T12:00:10.000Z';
const at = (second: number) => Date.parse('2026-03-02T12:00:00.000Z') + second * 1_000;
const complete: Undoable = { command: 'complete', numero: 'C14', until };

const desk = (undo: Undoable | null) => ({ undo, settings: { undoSeconds: 10 } });

describe('R4 undo: how long', () => {
  it('counts down to the moment the server named, and then is over', () => {
    const left = (second: number) => undoSecondsLeft(desk(complete), at(second));
    expect([0, 0.1, 9, 9.5].map(left)).toEqual([10, 10, 1, 1]);
    expect([10, 11].map(left)).toEqual([null, null]);
    expect(undoSecondsLeft(desk(null), at(0))).toBeNull();
  });

  it('never shows more than there is, though this clock is a moment behind', () => {
    expect(undoSecondsLeft(desk(complete), at(-0.3))).toBe(10);
  });
});

describe('R4 undo: what can be undone', () => {
  it.each([
    ['BUSY', false, 'done.status.on'],
    ['AVAILABLE', false, 'done.status.on'],
    ['BUSY', true, 'done.status.afterThis'],
    ['OFFLINE', false, 'done.status.off'],
  ] as const)('the own state, %s, is told as it is now', (status, offlineAfterCurrent, key) => {
    expect(doneKey({ undo: { command: 'status' }, advisor: { status, offlineAfterCurrent } })).toBe(key);
    expect(doneKey({ undo: complete, advisor: { status, offlineAfterCurrent } })).toBe('done.complete');
  });
});

describe('R4 undo: what was undone', () => {
  const ticket = (numero: string) => ({ numero }) as Ticket;

  it('is told by the command and its number', () => {
    expect(undoneNotice({ undone: 'complete', numero: 'C14', current: ticket('C14') })).toMatchObject({
      key: 'undone.complete',
      values: { numero: 'C14' },
    });
    expect(undoneNotice({ undone: 'status', numero: null, current: null })).toMatchObject({ key: 'undone.status' });
  });

  it('names the number that is on the desk now, when it is another', () => {
    expect(undoneNotice({ undone: 'callNext', numero: 'C15', current: ticket('C14') })).toMatchObject({
      key: 'undone.callNext',
      values: { numero: 'C15' },
      then: { key: 'undone.onDesk', values: { numero: 'C14' } },
    });
  });

  it('says nothing of a number that it has not brought there', () => {
    expect(undoneNotice({ undone: 'reinstate', numero: 'C09', current: ticket('C14') })).not.toHaveProperty('then');
  });
});
