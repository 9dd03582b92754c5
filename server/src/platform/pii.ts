import { Logger } from '@nestjs/common';

import { ConfigError } from './config.js';
import { ProblemError } from './errors/problem.js';
import { generationOfSeal, hashChain, openWith, sealWith } from './pii-crypto.js';
import type { Generation } from './pii-keys.js';

/** What `withCurrentKey` is told by work that met a newer generation than it was given. */
export const STALE_KEYS = Symbol('STALE_KEYS');

/** A rotation ends in one switch; to meet two of them in one request would be a defect. */
const TRIES = 4;

/**
 * Seals national ids and phones (R13): AES-256-GCM at rest, and a keyed hash beside it for R3 and look-ups. Keys come in
 * generations; while they are rotated rows of two of them stand side by side, and this knows how to find and open both.
 */
export class Pii {
  private readonly logger = new Logger('Pii');
  private readonly sealKeys = new Map<number, Buffer>();
  private hashKeys: Buffer[] = [];
  private oldestInUse = 1;
  private current = 0;

  /** Throws what `load` throws. */
  static async open(load: () => Promise<Generation[]>): Promise<Pii> {
    const pii = new Pii(load);
    pii.take(await load());
    return pii;
  }

  private constructor(private readonly load: () => Promise<Generation[]>) {}

  /** Which generation seals and hashes now, as far as this process knows. */
  get generation(): number {
    return this.current;
  }

  seal(text: string): Buffer {
    const key = this.sealKeys.get(this.current);
    if (!key) throw new Error('the current generation has no key to seal with');
    return sealWith(key, this.current, text);
  }

  /** Throws when nobody of ours sealed it, or the bytes were changed. */
  async open(sealed: Buffer): Promise<string> {
    const generation = generationOfSeal(sealed);
    if (!this.sealKeys.has(generation)) await this.refresh();
    const key = this.sealKeys.get(generation);
    if (!key) throw new Error('sealed with a key that is not ours');
    return openWith(key, sealed);
  }

  /** The same text always has the same hash; without the key it cannot be guessed from the hash. */
  hash(text: string): Buffer {
    return hashChain(this.hashKeys, text).at(-1) as Buffer;
  }

  /** Every hash that a row of this text may carry at present. */
  hashes(text: string): Buffer[] {
    return hashChain(this.hashKeys, text).slice(this.oldestInUse - 1);
  }

  /** A look-up by `hashes(text)` that misses no row, also when the keys are rotated in this very moment. */
  async lookUp<T>(text: string, find: (hashes: Buffer[]) => Promise<T>): Promise<T> {
    for (;;) {
      const before = this.current;
      const found = await find(this.hashes(text));
      await this.refresh();
      if (this.current === before) return found;
    }
  }

  /** `write` answers STALE_KEYS when it wrote nothing, since there is a newer generation: it is asked again with that. */
  async withCurrentKey<T>(write: () => Promise<T | typeof STALE_KEYS>): Promise<T> {
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const answer = await write();
      if (answer !== STALE_KEYS) return answer;
      await this.refresh();
    }
    throw new ProblemError('SERVICIO_NO_DISPONIBLE');
  }

  /** Throws SERVICIO_NO_DISPONIBLE when the keys were rotated to a PII_KEY that this process was not given. */
  private async refresh(): Promise<void> {
    try {
      this.take(await this.load());
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      this.logger.error('the keys were rotated: this server must be started again with the new PII_KEY');
      throw new ProblemError('SERVICIO_NO_DISPONIBLE');
    }
  }

  /** A key once known stays known: a row that was read before the rotation ended is still opened. */
  private take(generations: Generation[]): void {
    if (generations.some(({ id }, place) => id !== place + 1)) throw new Error('a generation of keys is missing');
    for (const { id, sealKey } of generations) if (sealKey) this.sealKeys.set(id, sealKey);
    this.hashKeys = generations.map(({ hashKey }) => hashKey);
    this.oldestInUse = generations.find(({ status }) => status !== 'RETIRED')?.id ?? 1;
    this.current = generations.find(({ status }) => status === 'CURRENT')?.id ?? 0;
  }
}
