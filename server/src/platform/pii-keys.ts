import { ConfigError, type Config } from './config.js';
import { Transactions, type Queries, type Statement, type Tx } from './database/transactions.js';
import { firstKeys, keyLock, lockAway, openWith, takeOut, type DataKeys, type KeyLock } from './pii-crypto.js';

/** A generation of keys that this process can open. RETIRED: no row carries it; only its place in the hash chain is left. */
export interface Generation extends DataKeys {
  id: number;
  status: 'CURRENT' | 'RETIRING' | 'RETIRED';
}

export type PiiConfig = Pick<Config, 'piiKey' | 'piiKeysPrevious'>;

const HOLD: Statement = { name: 'pii-hold-1', text: 'lock table pii_key in share row exclusive mode' };
const ANY_KEY: Statement = { name: 'pii-any-1', text: 'select 1 from pii_key limit 1' };
/** Something that was sealed before there was pii_key. */
const SAMPLE: Statement = {
  name: 'pii-sample-1',
  text: 'select national_id as sealed from ticket where length(national_id) > 29 limit 1',
};
const ADD_KEY: Statement = { name: 'pii-add-key-1', text: "insert into pii_key (id, status) values ($1, 'CURRENT')" };
const ADD_SLOT: Statement = {
  name: 'pii-add-slot-1',
  text: `insert into pii_key_slot (key_id, kek, seal_key, hash_key) values ($1, $2, $3, $4) on conflict do nothing`,
};
const KEYS: Statement = {
  name: 'pii-keys-1',
  text: `select k.id, k.status, s.kek, s.seal_key, s.hash_key
    from pii_key k left join pii_key_slot s on s.key_id = k.id and s.kek = any($1)
    order by k.id`,
};

/** Whether another PII_KEY than $1 opens the current generation, and whether an older one is still in use. */
const UNFINISHED: Statement = {
  name: 'pii-unfinished-1',
  text: `select
    exists (select from pii_key k join pii_key_slot s on s.key_id = k.id
      where k.status = 'CURRENT' and s.kek <> $1 and s.hash_key is not null) as switch,
    exists (select from pii_key k where k.status = 'RETIRING') as rows`,
};

interface KeyRow extends Record<string, unknown> {
  id: number;
  status: Generation['status'];
  kek: Buffer | null;
  seal_key: Buffer | null;
  hash_key: Buffer | null;
}

/**
 * The generations of keys as the database keeps them, each locked with PII_KEY (adr/0009). A PII_KEY that is new is given
 * a slot beside that of the one before, so that servers with either go on until the rotation has ended.
 */
export class PiiKeys {
  /** Of PII_KEY itself. */
  readonly own: KeyLock;
  private readonly locks: KeyLock[];

  constructor(
    private readonly transactions: Pick<Transactions, 'run' | 'query'>,
    private readonly config: PiiConfig,
  ) {
    this.locks = [config.piiKey, ...config.piiKeysPrevious].map(keyLock);
    this.own = this.locks[0] as KeyLock;
  }

  /** All generations, the first one first. Throws ConfigError when PII_KEY opens nothing here, or was replaced. */
  async load(): Promise<Generation[]> {
    let rows = await this.read();
    if (rows.length === 0) {
      await this.transactions.run((tx) => this.begin(tx));
      rows = await this.read();
    }
    if (rows.some((row) => row.kek?.equals(this.own.fingerprint) && row.hash_key === null)) {
      throw new ConfigError('PII_KEY', 'was replaced by another one, which is the one to set');
    }
    const generations = [...new Set(rows.map(({ id }) => id))].map((id) =>
      this.opened(rows.filter((r) => r.id === id)),
    );
    for (const generation of generations) {
      const has = rows.some((row) => row.id === generation.id && row.kek?.equals(this.own.fingerprint));
      if (!has) await this.addSlot(this.transactions, generation);
    }
    return generations;
  }

  /** The generation can be opened with this PII_KEY from now on. */
  private async addSlot(
    tx: Queries,
    { id, sealKey, hashKey }: Omit<Generation, 'status'>,
    lock = this.own,
  ): Promise<void> {
    await tx.query(ADD_SLOT, [
      id,
      lock.fingerprint,
      sealKey && lockAway(lock, id, 'seal', sealKey),
      lockAway(lock, id, 'hash', hashKey),
    ]);
  }

  /** A generation that takes the place of the current one, which is that no more. */
  async addCurrent(tx: Tx, generation: Omit<Generation, 'status'>): Promise<void> {
    await tx.query(ADD_KEY, [generation.id]);
    await this.addSlot(tx, generation);
  }

  /** What is left to do until everything is under this PII_KEY and no other opens anything. */
  async unfinished(tx: Queries = this.transactions): Promise<{ switch: boolean; rows: boolean }> {
    const [found] = await tx.query<{ switch: boolean; rows: boolean }>(UNFINISHED, [this.own.fingerprint]);
    return found ?? { switch: false, rows: false };
  }

  private read(): Promise<KeyRow[]> {
    return this.transactions.query<KeyRow>(KEYS, [this.locks.map(({ fingerprint }) => fingerprint)]);
  }

  private opened(slots: KeyRow[]): Generation {
    for (const { id, status, kek, seal_key: seal, hash_key: hash } of slots) {
      const lock = this.locks.find(({ fingerprint }) => kek?.equals(fingerprint));
      if (!lock || !hash) continue;
      const sealKey = seal && takeOut(lock, id, 'seal', seal);
      return { id, status, sealKey, hashKey: takeOut(lock, id, 'hash', hash) };
    }
    throw wrongKey();
  }

  /** The first start: what is sealed already was sealed with a PII_KEY itself, and goes on as generation 1. */
  private async begin(tx: Tx): Promise<void> {
    await tx.query(HOLD, []);
    if ((await tx.query(ANY_KEY, [])).length > 0) return; // another server was faster
    const [sample] = await tx.query<{ sealed: Buffer }>(SAMPLE, []);
    const candidates = [this.config.piiKey, ...this.config.piiKeysPrevious].map(firstKeys);
    // Where nothing tells, the oldest: a phone's link, which cannot tell, may have been hashed with it.
    const keys = candidates.findLast((candidate) => !sample || opens(candidate, sample.sealed));
    if (!keys) throw wrongKey();
    await this.addCurrent(tx, { id: 1, ...keys });
    for (const lock of this.locks) await this.addSlot(tx, { id: 1, ...keys }, lock);
  }
}

function opens({ sealKey }: DataKeys, sealed: Buffer): boolean {
  try {
    return sealKey !== null && openWith(sealKey, sealed) !== '';
  } catch {
    return false;
  }
}

const wrongKey = (): ConfigError =>
  new ConfigError(
    'PII_KEY',
    'does not open the personal data of this database; while it is being changed, the one before is PII_KEY_PREVIOUS',
  );
