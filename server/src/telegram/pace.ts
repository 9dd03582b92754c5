/** Telegram asks for at most 25/s (R9). A little less: on the network messages move closer together. */
export const SPACING_MS = 42;
export const CHAT_SPACING_MS = 1_000;

/**
 * When the next message may leave: evenly spaced in all, and once a second for each chat (R9). It only reckons: the time
 * is an argument, in ms of real time, whatever the branch's clock shows.
 */
export class Pace {
  private nextAt = 0;
  private readonly chats = new Map<string, number>();

  /** Takes the next place for this chat, and answers how long to wait for it, ms. */
  take(chatId: string, now: number): number {
    const at = Math.max(now, this.nextAt, this.chats.get(chatId) ?? 0);
    // A chat that waits for itself must not hold up the others.
    this.nextAt = Math.max(now, this.nextAt) + SPACING_MS;
    this.chats.set(chatId, at + CHAT_SPACING_MS);
    return at - now;
  }

  /** How many messages, each to another chat, could leave within `horizonMs`. */
  room(now: number, horizonMs: number): number {
    const free = now + horizonMs - Math.max(now, this.nextAt);
    return Math.max(0, Math.floor(free / SPACING_MS));
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
}
