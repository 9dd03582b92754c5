import { CHAT_SPACING_MS, Pace, SPACING_MS } from './pace.js';

describe('Pace', () => {
  it('R9: the first leaves at once, the others evenly spaced: never more than 25 in any second', () => {
    const pace = new Pace();
    const times = Array.from({ length: 100 }, (_, i) => pace.take(`${i}`, 0));
    expect(times.slice(0, 3)).toEqual([0, SPACING_MS, 2 * SPACING_MS]);
    for (const start of times) {
      expect(times.filter((at) => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(25);
    }
  });

  it('R9: one a second for each chat, and a chat that waits for itself holds up nobody', () => {
    const pace = new Pace();
    expect(pace.take('a', 0)).toBe(0);
    expect(pace.take('a', 0)).toBe(CHAT_SPACING_MS);
    expect(pace.take('b', 0)).toBe(SPACING_MS);
    expect(pace.take('a', 500)).toBe(2 * CHAT_SPACING_MS - 500);
  });

  it('R9: after 429 the chat waits as long as Telegram said', () => {
    const pace = new Pace();
    pace.hold('a', 7_000);
    expect(pace.take('a', 0)).toBe(7_000);
    expect(pace.delayOf('a', 0)).toBe(7_000 + CHAT_SPACING_MS);
    expect(pace.take('b', 0)).toBe(0);
  });

  it('R9: chats that ask too fast, second after second, do not add up to more than 25 in any second', () => {
    const pace = new Pace();
    const times: number[] = [];
    const take = (chatId: string, now: number) => times.push(now + pace.take(chatId, now));
    for (let second = 0; second < 5; second++) {
      for (let i = 0; i < 24; i++) take(`${second} ${i % 4}`, second * 1_000);
    }
    for (let i = 0; i < 24; i++) take(`other ${i}`, 5_000);
    for (const start of times) {
      expect(times.filter((at) => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(25);
    }
  });

  it('knows how much room there is, and which chats are busy', () => {
    const pace = new Pace();
    expect(pace.room(0, 500)).toBe(11);
    for (let i = 0; i < 5; i++) pace.take(`${i}`, 0);
    expect(pace.room(0, 500)).toBe(6);
    expect(pace.room(CHAT_SPACING_MS, 500)).toBe(11);
    expect(pace.busyChats(CHAT_SPACING_MS)).toEqual(['1', '2', '3', '4']);
    expect(pace.busyChats(5_000)).toEqual([]);
  });
});
