export type Json = Record<string, unknown>;

/** A state or the data of an event; null when it holds none. */
export function asObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

/** Reads fields and remembers which: what no sentence has told is shown beside it. */
export class Facts {
  private readonly told = new Set<string>();
  private readonly source: Json;

  constructor(value: unknown) {
    this.source = asObject(value) ?? {};
  }

  take(name: string): unknown {
    this.told.add(name);
    return this.source[name];
  }

  text(name: string): string | null {
    const value = this.take(name);
    return typeof value === 'string' && value !== '' ? value : null;
  }

  number(name: string): number | null {
    const value = this.take(name);
    return typeof value === 'number' ? value : null;
  }

  /** What nobody has read; nothing that is empty. */
  left(): [string, unknown][] {
    return Object.entries(this.source).filter(([name, value]) => !this.told.has(name) && value !== null);
  }
}
