/** R2: prefix and at least two digits: C01 … C99, C100. `count` starts at 1 each business day. */
export function ticketNumber(prefix: string, count: number): string {
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`not a ticket count: ${count}`);
  return prefix + String(count).padStart(2, '0');
}
