/** The key of a screen's catalogue that says this range (R8) best, and its figures. */
export function waitPhrase({ low, high }: { low: number; high: number }): { key: string; low: number; high: number } {
  if (high <= 0) return { key: 'wait.now', low, high };
  if (low === high) return { key: 'wait.one', low, high };
  if (low <= 0) return { key: 'wait.upTo', low, high };
  return { key: 'wait.range', low, high };
}
