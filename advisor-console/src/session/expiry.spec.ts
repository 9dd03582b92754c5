import { refusedNotice, renewAfterMs } from './expiry';

describe('when a token is renewed', () => {
  it('is well before it ends', () => {
    expect(renewAfterMs(900, 0)).toBe(720_000);
    expect(renewAfterMs(900, 1)).toBe(675_000);
  });

  it('is never in a rush, whatever the server says', () => {
    expect(renewAfterMs(1, 0)).toBe(5_000);
    expect(renewAfterMs(0, 0)).toBe(5_000);
  });
});

it('tells a session that somebody ended from one that came of age', () => {
  expect(refusedNotice(10_000, 9_999)).toBe('ended');
  expect(refusedNotice(10_000, 10_000)).toBe('expired');
});
