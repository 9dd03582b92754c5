import { SYSTEM } from '../platform/actor.js';
import type { AuditLog } from '../platform/audit-log.js';
import { serverNameOf } from '../platform/database/data-source.js';
import { sqlState, type Transactions, type Tx } from '../platform/database/transactions.js';
import { newKeys } from '../platform/pii-crypto.js';
import type { Generation, PiiKeys } from '../platform/pii-keys.js';
import { broughtForward, resealed, type SealedTicket } from './resealed.js';
import * as sql from './rotation-statements.js';

/** The order of things was not kept; nothing has changed. The message tells the operator what to do. */
export class RotationRefused extends Error {}

export interface RotationProgress {
  done: number;
  total: number;
}

export interface RotationResult {
  /** Rows that were brought to the newest generation by this run. */
  rows: number;
  /** Ids of tickets whose id or phone nobody can open, with any key: they keep the old generation from being retired. */
  unreadable: number[];
  /** How long every command waited, once, ms; null when the switch had been made before. */
  switchMs: number | null;
}

/** Rows that a command holds at this moment are asked for again so much later. */
const PAUSE_MS = 200;
const PRESENT_CHUNK = 5_000;
const UNIQUE_VIOLATION = '23505';
const LOCK_NOT_AVAILABLE = '55P03';

type Ring = readonly Generation[];

/**
 * Everything under a new generation of keys, beside running servers (R13, adr/0009). In three steps, each of which can be
 * interrupted and is then taken up where it stopped: the switch, in one short transaction that every command waits for,
 * so that R3 never has two hashes of a person to compare; the rows that are left, in batches; the old keys' end.
 */
export class KeyRotation {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: PiiKeys,
    private readonly audit: AuditLog,
  ) {}

  /** Null: nothing to do, everything is under PII_KEY. Throws RotationRefused, and ConfigError when PII_KEY is wrong. */
  async run(onProgress: (progress: RotationProgress) => void = () => {}): Promise<RotationResult | null> {
    let ring = await this.keys.load();
    const todo = await this.keys.unfinished();
    if (!todo.switch && !todo.rows) return null;
    await this.refuseBesideOtherServers();
    const began = performance.now();
    const switched = await this.transactions.run((tx) => this.switch(tx, ring)).catch(refuseToWait);
    const switchMs = switched ? performance.now() - began : null;
    ring = await this.keys.load();
    const { rows, unreadable } = await this.resealAll(ring, onProgress);
    if (unreadable.length === 0) await this.transactions.run((tx) => this.retire(tx, ring));
    return { rows, unreadable, switchMs };
  }

  /** A server without the new PII_KEY could give no number after the switch. */
  private async refuseBesideOtherServers(): Promise<void> {
    const others = await this.transactions.query<{ name: string; address: string }>(sql.OTHER_SERVERS, [
      serverNameOf(this.keys.own),
    ]);
    if (others.length === 0) return;
    const which = others.map(({ name, address }) => `"${name}" from ${address}`).join(', ');
    throw new RotationRefused(
      `a server still runs without the new PII_KEY (${which}): start it again with PII_KEY (new) and PII_KEY_PREVIOUS (old) first`,
    );
  }

  /**
   * A new generation, unless that was done before: then answers false. What R3 compares is hashed anew in the same
   * transaction, and no ticket is issued beside it: the next one is told of the new generation with the branch (LOAD_FOR_ISSUE).
   */
  private async switch(tx: Tx, ring: Ring): Promise<boolean> {
    await tx.query(sql.WAIT_LIMIT, []);
    await tx.query(sql.HOLD_BRANCHES, []);
    if (!(await this.keys.unfinished(tx)).switch) return false;
    const next = { id: ring.length + 1, ...newKeys() };
    await tx.query(sql.LEAVE_CURRENT, []);
    await this.keys.addCurrent(tx, next);
    const hashKeys = [...ring, next].map(({ hashKey }) => hashKey);
    const forward = (hash: Buffer | null) => hash && broughtForward(hashKeys, hash);
    const present = await tx.query<SealedTicket>(sql.PRESENT_TICKETS, []);
    for (let from = 0; from < present.length; from += PRESENT_CHUNK) {
      const changed = present.slice(from, from + PRESENT_CHUNK).map((t) => ({
        ...{ b: t.branch_id, d: t.business_date, id: t.id },
        ...{ nh: forward(t.national_id_hash), th: forward(t.telefono_hash) },
      }));
      await tx.query(sql.REHASH_PRESENT, [JSON.stringify(changed)]);
    }
    await this.tell(tx, ring.length, next.id, 'RETIRING');
    return true;
  }

  private async resealAll(
    ring: Ring,
    onProgress: (progress: RotationProgress) => void,
  ): Promise<Omit<RotationResult, 'switchMs'>> {
    const unreadable = new Set<number>();
    const total = await this.left(ring);
    let rows = 0;
    const count = (done: number) => onProgress({ done: (rows += done), total });
    for (let left = total; left > unreadable.size; left = await this.left(ring)) {
      const before = rows;
      await this.tickets(ring, unreadable, count);
      await this.links(ring, count);
      if (rows === before) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return { rows, unreadable: [...unreadable] };
  }

  private async left(ring: Ring): Promise<number> {
    const [counted] = await this.transactions.query<{ left: number }>(sql.COUNT_OLD, beginnings(ring));
    return counted?.left ?? 0;
  }

  /** One walk over all tickets that are not of the newest generation. */
  private async tickets(ring: Ring, unreadable: Set<number>, count: (rows: number) => void): Promise<void> {
    let after: [number, string, number] = [0, '-infinity', 0];
    for (;;) {
      const batch = await this.transactions.run(async (tx) => {
        const found = await tx.query<SealedTicket>(sql.OLD_TICKETS, [...beginnings(ring), ...after]);
        const sealed = found.map((ticket) => resealed(ring, ticket));
        const changed = sealed.filter(({ readable, id }) => readable || !unreadable.has(id));
        await tx.query(sql.RESEAL, [JSON.stringify(changed)]);
        return { sealed, last: found.at(-1) };
      });
      for (const { id, readable } of batch.sealed) if (!readable) unreadable.add(id);
      if (!batch.last) return;
      count(batch.sealed.filter(({ readable }) => readable).length);
      after = [batch.last.branch_id, batch.last.business_date, batch.last.id];
    }
  }

  private async links(ring: Ring, count: (rows: number) => void): Promise<void> {
    const hashKeys = ring.map(({ hashKey }) => hashKey);
    for (;;) {
      const moved = await this.transactions
        .run(async (tx) => {
          const found = await tx.query<{ telefono_hash: Buffer }>(sql.OLD_LINKS, beginnings(ring));
          const before = found.map(({ telefono_hash: hash }) => hash);
          const after = before.map((hash) => Buffer.from(broughtForward(hashKeys, hash), 'hex'));
          await tx.query(sql.REHASH_LINKS, [before, after]);
          return before.length;
        })
        .catch((error: unknown) => {
          if (sqlState(error) === UNIQUE_VIOLATION) return 0; // shared again in this very moment: the next round sees it
          throw error;
        });
      if (moved === 0) return;
      count(moved);
    }
  }

  /** No row carries an older generation, and none can come: its seal key is forgotten, and the other PII_KEYs open nothing. */
  private async retire(tx: Tx, ring: Ring): Promise<void> {
    await tx.query(sql.RETIRE, []);
    await tx.query(sql.FORGET_RETIRED, []);
    await tx.query(sql.CLOSE_SLOTS, [this.keys.own.fingerprint]);
    await this.tell(tx, ring.length - 1, ring.length, 'RETIRED');
  }

  private tell(tx: Tx, from: number, to: number, status: string): Promise<void> {
    const event = { eventType: 'CONFIG_CAMBIADA', entityType: 'SISTEMA', entityId: 'pii-key' } as const;
    return this.audit.record(
      null,
      SYSTEM,
      { ...event, oldState: { generation: from }, newState: { generation: to }, data: { previous: status } },
      tx,
    );
  }
}

/** Somebody else keeps the branches: they would all stand still with us. */
function refuseToWait(error: unknown): never {
  if (sqlState(error) !== LOCK_NOT_AVAILABLE) throw error;
  throw new RotationRefused('another transaction has held the branches for too long: nothing has changed, try again');
}

/** How a sealed text and a hash of the newest generation begin. */
const beginnings = (ring: Ring): [Buffer, Buffer] => [Buffer.from([2, ring.length]), Buffer.from([ring.length])];
