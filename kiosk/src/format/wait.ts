import type { WaitRange } from '@ticketero/contract';

/** The key of the catalogue that says this range best, and its figures. */
export function waitPhrase({ low, high }: WaitRange): { key: string; low: number; high: number } {
  if (high <= 0) return { key: 'wait.now', low, high };
  if (low === high) return { key: 'wait.one', low, high };
  if (low <= 0) return { key: 'wait.upTo', low, high };
  return { key: 'wait.range', low, high };
}
