import { readdirSync } from 'node:fs';

import type { NotReady } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';

import { MIGRATIONS_DIR } from './database/migrate.js';
import { Transactions, type Statement } from './database/transactions.js';
import { within } from './within.js';

/** A database that takes longer is away, for whoever asks how we are. */
export const ANSWER_LIMIT_MS = 2_000;

/** The newest migration that this build knows: they are applied in their order. */
const newestMigration = (): string =>
  readdirSync(MIGRATIONS_DIR)
    .sort()
    .at(-1)
    ?.replace(/\.sql$/, '') ?? '';

const IS_APPLIED: Statement = {
  name: 'readiness-1',
  text: 'select exists (select from schema_migration where name = $1) as applied',
};

/** Whether this process can serve now, for whoever decides where requests go. */
@Injectable()
export class Readiness {
  private readonly newest = newestMigration();
  private stopping = false;

  constructor(private readonly transactions: Transactions) {}

  /** From now on others shall be asked; what comes all the same is served as ever. */
  stop(): void {
    this.stopping = true;
  }

  /** Whether it was told to stop: whoever is answered now had better ask somebody else the next time. */
  get leaving(): boolean {
    return this.stopping;
  }

  /** Why not; nothing when it can. */
  async reasons(): Promise<NotReady[]> {
    const reasons = await this.ofDatabase();
    return this.stopping ? ['STOPPING', ...reasons] : reasons;
  }

  private async ofDatabase(): Promise<NotReady[]> {
    try {
      const asked = performance.now();
      const answer = this.transactions.query<{ applied: boolean }>(IS_APPLIED, [this.newest]);
      const rows = await within(ANSWER_LIMIT_MS, answer, () => null);
      // Behind a line for connections: who serves others is busy, and not away. Its share would only crowd the next one.
      if (rows === null) return this.transactions.answeredSince(asked) ? [] : ['DATABASE_AWAY'];
      return rows[0]?.applied ? [] : ['SCHEMA_OUTDATED'];
    } catch {
      return ['DATABASE_AWAY'];
    }
  }
}
