import { ageOf, askAfterMs, freshnessOf, type Situation } from './freshness';
import { NOTHING, type Knowledge } from './knowledge';

const NOW = 1_000_000;

type Moment = Parameters<typeof freshnessOf>[0];

function moment(known: Partial<Knowledge>, more: Partial<Omit<Moment, 'known'>> = {}): Moment {
  const settled = { link: 'live', online: true, wasLive: true, openedAt: 0, silentMs: 0, now: NOW } as const;
  return { ...settled, known: { ...NOTHING, ...known }, ...more };
}

describe('whether the page may be believed', () => {
  it('is live while the server vouches for it', () => {
    expect(freshnessOf(moment({ heardAt: NOW - 5_000 }))).toBe('live');
  });

  it('is not when the link believes itself alive, and nothing was heard for 12 s', () => {
    expect(freshnessOf(moment({ heardAt: NOW - 12_000 }))).toBe('lost');
  });

  it.each(['catching-up', 'stale', 'refused', 'incompatible', 'connecting'] as const)('is lost at once: %s', (link) => {
    expect(freshnessOf(moment({ heardAt: NOW - 500 }, { link }))).toBe('lost');
  });

  it('says at once that the network is gone, and is live again only with the next word', () => {
    const gone = { doubtedAt: NOW - 100, heardAt: NOW - 2_000 };
    expect(freshnessOf(moment(gone, { online: false }))).toBe('lost');
    expect(freshnessOf(moment({ ...gone, heardAt: NOW - 50 }))).toBe('live');
  });

  it('finds out for a moment after sleep, and then says how it is', () => {
    const heardAt = NOW - 60_000;
    expect(freshnessOf(moment({ heardAt, doubtedAt: NOW - 1_000 }))).toBe('checking');
    expect(freshnessOf(moment({ heardAt, doubtedAt: NOW - 4_000 }))).toBe('lost');
  });

  it('does not go on finding out when that is settled and the link breaks', () => {
    const settled = { doubtedAt: NOW - 1_000, heardAt: NOW - 500 };
    expect(freshnessOf(moment(settled, { link: 'catching-up' }))).toBe('lost');
  });

  it('finds out for a moment when it is opened', () => {
    const opening = { link: 'connecting', wasLive: false } as const;
    expect(freshnessOf(moment({}, { ...opening, openedAt: NOW - 1_000 }))).toBe('checking');
    expect(freshnessOf(moment({}, { ...opening, openedAt: NOW - 4_000 }))).toBe('lost');
  });

  it('is slow, not lost, where questions are answered and no socket gets through', () => {
    const asking = { asked: 'answered', answeredAt: NOW - 14_000, heardAt: NOW - 14_000 } as const;
    const noSocket = { link: 'connecting', wasLive: false } as const;
    expect(freshnessOf(moment(asking, noSocket))).toBe('slow');
    expect(freshnessOf(moment({ ...asking, asked: 'failed' }, noSocket))).toBe('lost');
    // The socket told more since: that questions were answered before says nothing of now.
    expect(freshnessOf(moment({ ...asking, heardAt: NOW - 1_000 }, { link: 'catching-up' }))).toBe('lost');
  });

  it('counts its age by the clock that goes on in sleep, or the longer one', () => {
    expect(ageOf(moment({ heardAt: NOW - 25_000 }))).toBe(25_000);
    expect(ageOf(moment({ heardAt: NOW + 3_600_000 }, { silentMs: 13_000 }))).toBe(13_000);
    expect(ageOf(moment({ heardAt: 0 }))).toBe(0);
  });
});

describe('when the page asks', () => {
  const ticket = {} as Knowledge['ticket'];
  const situation = (known: Partial<Knowledge>, more: Partial<Situation> = {}): Situation => ({
    known: { ...NOTHING, ...known },
    link: 'connecting',
    ended: null,
    ...more,
  });

  it('asks at once for the first paint', () => expect(askAfterMs(situation({}))).toBe(0));

  it('asks nothing while the socket tells, or when there is nothing to ask for', () => {
    expect(askAfterMs(situation({ ticket, asked: 'answered' }, { link: 'live' }))).toBeNull();
    expect(askAfterMs(situation({ missing: true }))).toBeNull();
  });

  it('asks soon for what it has not seen yet, and seldom for what it has', () => {
    expect(askAfterMs(situation({ asked: 'failed' }))).toBe(3_000);
    expect(askAfterMs(situation({ ticket, asked: 'failed' }, { link: 'catching-up' }))).toBe(15_000);
  });

  it('waits as long as the server says', () => {
    expect(askAfterMs(situation({ asked: 'failed', busySeconds: 40 }))).toBe(40_000);
  });

  it('hears within seconds of a ticket that is reinstated and called at once, and asks nothing of one served (R4)', () => {
    const over = { ticket, asked: 'answered' } as const;
    expect(askAfterMs(situation(over, { ended: { canReturn: true } }))).toBe(15_000);
    expect(askAfterMs(situation(over, { ended: { canReturn: false } }))).toBeNull();
  });
});
