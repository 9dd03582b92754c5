/// <reference types="jest" />
import type { CalledTicket } from '@ticketero/contract';

import {
  ANNOUNCE_MS,
  HERO_MIN_MS,
  SILENT,
  SOUND_MAX_MS,
  announce,
  callKey,
  dueAt,
  heroOf,
  type AnnouncerState,
} from './announcer.js';

const T0 = Date.parse('2026-03-02T15:00:00.000Z');

function call(numero: string, secondsAgo: number, more: Partial<CalledTicket> = {}): CalledTicket {
  const at = new Date(T0 - secondsAgo * 1_000).toISOString();
  return {
    numero,
    moduleNumber: 1,
    queueType: 'CAJA',
    calledAt: at,
    lastCalledAt: at,
    recallCount: 0,
    serving: true,
    ...more,
  };
}

/** The monotonic clock starts at 0 when the server's says T0. */
function loudBoard(state: AnnouncerState, now: number, ...called: CalledTicket[]): AnnouncerState {
  return announce(state, { type: 'board', called, serverNow: T0 + now, now });
}

/** Whatever is announced has been heard at once: a screen without sound. */
function silent(state: AnnouncerState, now: number): AnnouncerState {
  return state.current ? announce(state, { type: 'heard', key: state.current.key, now }) : state;
}

const board = (...[state, now, ...called]: Parameters<typeof loudBoard>) =>
  silent(loudBoard(state, now, ...called), now);
const loudTick = (state: AnnouncerState, now: number) => announce(state, { type: 'tick', now });
const tick = (state: AnnouncerState, now: number) => silent(loudTick(state, now), now);
const shown = (state: AnnouncerState) => heroOf(state)?.numero ?? null;
const announcing = (state: AnnouncerState) => state.current?.key.split('@')[0] ?? null;

describe('a screen that starts', () => {
  it('announces only what was called in the last ten seconds', () => {
    const state = board(SILENT, 0, call('C02', 9), call('C01', 11));
    expect(announcing(state)).toBe('C02');
    expect(state.pending).toEqual([]);
  });

  it('shows the newest call without announcing it when all are older', () => {
    const state = board(SILENT, 0, call('C01', 60), call('C02', 40, { serving: false }));
    expect(announcing(state)).toBeNull();
    expect(shown(state)).toBe('C02');
    expect(dueAt(state)).toBeNull();
  });

  it('shows nothing on an empty board', () => {
    expect(heroOf(board(SILENT, 0))).toBeNull();
  });
});

describe('a call', () => {
  const started = board(SILENT, 0);

  it('is announced once, for eight seconds, and stays in the hero place', () => {
    const c1 = call('C01', 0);
    let state = board(started, 100, c1);
    expect(state.current).toEqual({ key: callKey(c1), recallCount: 0, since: 100, heardAt: 100 });
    expect(dueAt(state)).toBe(100 + ANNOUNCE_MS);
    state = tick(state, 100 + ANNOUNCE_MS);
    expect(announcing(state)).toBeNull();
    expect(shown(state)).toBe('C01');
    expect(board(state, 9_000, c1).current).toBeNull();
  });

  it('is announced after an outage while its customer is still awaited, and not when it is over', () => {
    const state = board(started, 180_000, call('C01', -30), call('C02', -20, { serving: false }));
    expect(announcing(state)).toBe('C01');
    expect(state.pending).toEqual([]);
  });

  it('stays in the hero place when it is served, until the next one', () => {
    const state = board(tick(board(started, 0, call('C01', 5), call('C02', 0)), 20_000), 20_000);
    const after = board(tick(state, 30_000), 30_000, call('C01', 5), call('C02', 0, { serving: false }));
    expect(shown(after)).toBe('C02');
  });

  it('leaves the hero place when it is undone', () => {
    const state = board(started, 0, call('C02', 0), call('C01', 30));
    const undone = board(tick(state, 100), 200, call('C01', 30));
    expect(shown(undone)).toBe('C01');
  });

  it('that comes back by an undo of its end is not announced again', () => {
    const c1 = call('C01', 0);
    let state = board(started, 0, c1);
    state = board(tick(state, 9_000), 9_500);
    state = board(state, 10_000, c1);
    expect(announcing(state)).toBeNull();
  });
});

describe('a burst (LESSONS 7)', () => {
  const started = board(SILENT, 0);
  const burst = [call('C03', 0), call('C02', 1), call('C01', 2)];

  it('is announced one after another, oldest first, each for at least four seconds', () => {
    let state = board(started, 0, ...burst);
    const seen: [number, string | null][] = [[0, announcing(state)]];
    for (let now = 100; now <= 30_000; now += 100) {
      const before = announcing(state);
      state = tick(state, now);
      if (announcing(state) !== before) seen.push([now, announcing(state)]);
    }
    expect(seen).toEqual([
      [0, 'C01'],
      [HERO_MIN_MS, 'C02'],
      [2 * HERO_MIN_MS, 'C03'],
      [2 * HERO_MIN_MS + ANNOUNCE_MS, null],
    ]);
    expect(shown(state)).toBe('C03');
  });

  it('does not cut off the call that is being announced', () => {
    let state = board(started, 0, call('C01', 0));
    state = board(state, 1_000, call('C02', -1), call('C01', 0));
    expect(announcing(state)).toBe('C01');
    expect(announcing(tick(state, 3_999))).toBe('C01');
    expect(announcing(tick(state, 4_000))).toBe('C02');
  });

  it('gives way at once after four seconds', () => {
    const state = board(board(started, 0, call('C01', 0)), 6_000, call('C02', -6), call('C01', 0));
    expect(announcing(state)).toBe('C02');
  });

  it('drops a call that was undone while it waited, and one that is long over', () => {
    let state = board(started, 0, ...burst);
    state = board(state, 500, call('C03', 0, { serving: false }), call('C01', 2));
    expect(state.pending).toHaveLength(1);
    state = board(state, 11_000, call('C03', 0, { serving: false }), call('C01', 2));
    expect(announcing(state)).toBeNull();
    expect(shown(state)).toBe('C03');
  });

  it('is the same board twice: nothing is announced twice', () => {
    const state = board(board(started, 0, ...burst), 50, ...burst);
    expect(state.pending).toHaveLength(2);
  });
});

describe('a recall', () => {
  it('is announced as such, with its count', () => {
    let state = tick(board(board(SILENT, 0), 0, call('C01', 0)), 9_000);
    const recalled = call('C01', 0, { lastCalledAt: new Date(T0 + 20_000).toISOString(), recallCount: 1 });
    state = board(state, 20_000, recalled);
    expect(state.current).toMatchObject({ key: callKey(recalled), recallCount: 1 });
  });

  it('takes the place of the call it repeats while that one still waits to be announced', () => {
    let state = board(board(SILENT, 0), 0, call('C02', 0), call('C01', 1));
    const recalled = call('C02', 0, { lastCalledAt: new Date(T0 + 2_000).toISOString(), recallCount: 1 });
    state = board(state, 2_000, recalled, call('C01', 1));
    expect(state.pending).toEqual([callKey(recalled)]);
  });
});

describe('a voice', () => {
  const started = board(SILENT, 0);
  const both = [call('C02', 0), call('C01', 1)];
  const end = (state: AnnouncerState, numero: string, now: number) =>
    announce(state, { type: 'heard', key: state.current?.key ?? numero, now });

  it('is never cut off by the next call: that one waits for its end and a breath more', () => {
    let state = loudBoard(started, 0, ...both);
    expect(announcing(loudTick(state, HERO_MIN_MS))).toBe('C01');
    state = end(state, 'C01', 7_000);
    expect(dueAt(state)).toBe(7_500);
    expect(announcing(loudTick(state, 7_499))).toBe('C01');
    expect(announcing(loudTick(state, 7_500))).toBe('C02');
  });

  it('that ends early leaves the call its time to be read', () => {
    const state = end(loudBoard(started, 0, ...both), 'C01', 1_000);
    expect(dueAt(state)).toBe(HERO_MIN_MS);
  });

  it('that never ends holds nobody up for ever', () => {
    const state = loudBoard(started, 0, ...both);
    expect(announcing(loudTick(state, SOUND_MAX_MS - 1))).toBe('C01');
    expect(announcing(loudTick(state, SOUND_MAX_MS))).toBe('C02');
  });

  it('of a call that is over says nothing about the one that is announced now', () => {
    const state = loudTick(end(loudBoard(started, 0, ...both), 'C01', 1_000), HERO_MIN_MS);
    const late = announce(state, { type: 'heard', key: callKey(both[1]!), now: 5_000 });
    expect(late.current).toMatchObject({ key: callKey(both[0]!), heardAt: null });
  });

  it('of a whole row of calls: each that is still awaited is announced, however late, and none that has gone', () => {
    const numbers = Array.from({ length: 12 }, (_, i) => `C${String(i + 1).padStart(2, '0')}`);
    const gone = new Set(['C05', 'C09']);
    let state = loudBoard(started, 0, ...numbers.map((numero, i) => call(numero, 12 - i)));
    const said: (string | null)[] = [];
    for (let now = 8_000; now <= 120_000; now += 8_000) {
      if (announcing(state) !== null) said.push(announcing(state));
      if (now === 16_000) {
        const later = numbers.map((numero, i) => call(numero, 12 - i, { serving: !gone.has(numero) }));
        state = loudBoard(state, now, ...later);
      }
      state = loudTick(end(state, '', now), now + 500);
    }
    expect(said).toEqual(numbers.filter((numero) => !gone.has(numero)));
  });
});
