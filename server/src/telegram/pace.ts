/** At most 25/s, 1/s for each chat (R9). Less than that: on a busy machine messages move 100 ms closer together on their way. */
export const SPACING_MS = 44;
export const CHAT_SPACING_MS = 1_100;

/**
 * When the next message may leave: evenly spaced in all, and once a second for each chat (R9). It only reckons: the time
 * is an argument, in ms of real time, whatever the branch's clock shows.
 */
export class Pace {
  /** Places given to somebody, ascending: the moments at which their messages leave. */
  private places: number[] = [];
  private readonly chats = new Map<string, number>();

  /** Takes the next place for this chat, and answers how long to wait for it, ms. */
  take(chatId: string, now: number): number {
    this.places = this.places.filter((place) => place > now - SPACING_MS);
    // A chat that waits for itself has a later place, and holds up nobody before it.
    const at = this.freeFrom(Math.max(now, this.chats.get(chatId) ?? 0));
    this.places.push(at);
    this.places.sort((a, b) => a - b);
    this.chats.set(chatId, at + CHAT_SPACING_MS);
    return at - now;
  }

  /** How many messages, each to another chat, could leave within `horizonMs`. */
  room(now: number, horizonMs: number): number {
    const last = now + horizonMs - SPACING_MS;
    let room = 0;
    for (let at = this.freeFrom(now); at <= last; at = this.freeFrom(at + SPACING_MS)) room += 1;
    return room;
  }

  /** Chats that have to wait for themselves. Forgets the others. */
  busyChats(now: number): string[] {
    for (const [chatId, at] of this.chats) if (at <= now) this.chats.delete(chatId);
    return [...this.chats.keys()];
  }

  /** How long this chat has to wait for itself, ms. */
  delayOf(chatId: string, now: number): number {
    return Math.max(0, (this.chats.get(chatId) ?? 0) - now);
  }

  /** Telegram said 429: nothing to this chat before `until`. */
  hold(chatId: string, until: number): void {
    this.chats.set(chatId, Math.max(until, this.chats.get(chatId) ?? 0));
  }

  /** The first moment, not before `at`, that is far enough from every place that is taken. */
  private freeFrom(at: number): number {
    let free = at;
    for (const place of this.places) {
      if (place >= free + SPACING_MS) break;
      if (place > free - SPACING_MS) free = place + SPACING_MS;
    }
    return free;
  }
}
