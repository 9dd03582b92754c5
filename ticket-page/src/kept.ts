/** Small choices that stay with this tab; a browser that forbids storage just forgets them. */
const nameOf = (key: string) => `ticketero.ticket.${key}`;

export function kept(key: string): string | null {
  try {
    return sessionStorage.getItem(nameOf(key));
  } catch {
    return null;
  }
}

export function keep(key: string, value: string): void {
  try {
    sessionStorage.setItem(nameOf(key), value);
  } catch {
    // Nothing depends on it.
  }
}
