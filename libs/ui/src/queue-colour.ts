const NAMED = new Set(['caja', 'personal-banker', 'empresas', 'gerencia']);

/** The CSS colour of a queue; a queue that the bank added gets the neutral one. White text on it reads well. */
export function queueColour(queueType: string): string {
  const name = queueType.toLowerCase().replaceAll('_', '-');
  return `var(--queue-${NAMED.has(name) ? name : 'other'})`;
}
