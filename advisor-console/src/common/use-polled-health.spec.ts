import { polledHealth } from './use-polled-health';

const HEARD = { answer: {}, failed: false, heardAt: 100_000 };
const after = (ms: number, more: object = {}) => polledHealth({ ...HEARD, ...more }, 100_000 + ms).link;

describe('CONTRACT: a view that asks says how old it is', () => {
  it('is live as long as answers come, and stale after 12 s without one', () => {
    expect([after(0), after(5_000), after(11_999)]).toEqual(['live', 'live', 'live']);
    expect([after(12_000), after(60_000)]).toEqual(['stale', 'stale']);
    expect(polledHealth(HEARD, 130_000).silentMs).toBe(30_000);
  });

  it('says at once that no answer came, and tries again', () => {
    expect(after(5_000, { failed: true })).toBe('catching-up');
    expect(after(12_000, { failed: true })).toBe('stale');
  });

  it('knows nothing before the first answer', () => {
    expect(polledHealth({ answer: null, failed: true, heardAt: 0 }, 100_000)).toEqual({
      link: 'connecting',
      silentMs: 0,
    });
  });
});
