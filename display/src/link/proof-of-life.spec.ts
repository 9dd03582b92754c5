/// <reference types="jest" />
import { lifeOf } from './proof-of-life.js';

describe('proof of life (LESSONS 8)', () => {
  it.each([
    ['live', 0, 'live'],
    ['live', 5_000, 'aging'],
    ['catching-up', 300, 'catching-up'],
    ['catching-up', 7_000, 'aging'],
    ['stale', 12_000, 'stale'],
    // A socket that is declared dead after the data went stale must not look better for it.
    ['catching-up', 30_000, 'stale'],
    ['refused', 15_000, 'stale'],
    ['incompatible', 2_000, 'catching-up'],
  ] as const)('%s and %d ms of silence: %s', (link, silentMs, life) => {
    expect(lifeOf(link, silentMs)).toBe(life);
  });
});
