import { noteRecall, recallState } from './recall';

const CALLED_AT = '2026-03-02T12:00:00.000Z';
const at = (seconds: number) => Date.parse(CALLED_AT) + seconds * 1_000;
const ticket = (recallCount: number, codigoReferencia = 'a') => ({
  codigoReferencia,
  recallCount,
  lastUpdated: CALLED_AT,
});
const settings = { recallMax: 3, recallCooldownSeconds: 10 };

describe('calling again (R4)', () => {
  it('is possible at once the first time', () => {
    const note = noteRecall(null, ticket(0), at(0));
    expect(recallState(note, settings, at(1))).toEqual({ count: 0, max: 3, waitSeconds: 0, allowed: true });
  });

  it('waits for the cool-down after each recall, from this screen or another', () => {
    const first = noteRecall(null, ticket(0), at(0));
    const second = noteRecall(first, ticket(1), at(20));
    expect(recallState(second, settings, at(23.2))).toEqual({ count: 1, max: 3, waitSeconds: 7, allowed: false });
    expect(recallState(second, settings, at(30)).allowed).toBe(true);
    expect(noteRecall(second, ticket(1), at(26))).toBe(second);
  });

  it('goes on waiting after a reload', () => {
    const note = noteRecall(null, ticket(1), at(4));
    expect(recallState(note, settings, at(4)).waitSeconds).toBe(6);
  });

  it('ends at the limit', () => {
    const note = noteRecall(null, ticket(3), at(60));
    expect(recallState(note, settings, at(61))).toEqual({ count: 3, max: 3, waitSeconds: 0, allowed: false });
  });

  it('starts anew with another number', () => {
    const note = noteRecall(noteRecall(null, ticket(2), at(0)), ticket(0, 'b'), at(30));
    expect(note).toEqual({ codigoReferencia: 'b', recallCount: 0, at: null });
  });

  it('never lies in the future when the clocks differ', () => {
    expect(noteRecall(null, ticket(1), at(-5)).at).toBe(at(-5));
  });
});
