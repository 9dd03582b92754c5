/**
 * One renewal at a time over all tabs of this browser. The refresh cookie rotates: of two tabs that send the same one,
 * the second would be taken for a thief. `navigator.locks` exists on secure origins only, and branches do run this over
 * plain http in their own network, so there is a lease in the storage of the browser beside it.
 */
const NAME = 'ticketero.session';
/** Longer than a request can take; a tab that dies while it holds the lease blocks the others no longer than this. */
const LEASE_MS = 12_000;
/** Two tabs that write at the same moment: after this both read the same winner. */
const SETTLE_MS = 40;

export interface LeaseStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

interface Lease {
  owner: string;
  until: number;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if ('locks' in navigator) return await navigator.locks.request(NAME, work);
  try {
    return await withLease(localStorage, work);
  } catch (error) {
    if (error instanceof LeaseError) return await work();
    throw error;
  }
}

class LeaseError extends Error {}

function read(store: LeaseStore): Lease | null {
  try {
    return JSON.parse(store.getItem(NAME) ?? 'null') as Lease | null;
  } catch {
    return null;
  }
}

export async function withLease<T>(store: LeaseStore, work: () => Promise<T>): Promise<T> {
  const owner = `${String(Date.now())}-${String(Math.random())}`;
  for (;;) {
    const held = read(store);
    if (held === null || held.until <= Date.now()) {
      try {
        store.setItem(NAME, JSON.stringify({ owner, until: Date.now() + LEASE_MS } satisfies Lease));
      } catch {
        throw new LeaseError(); // storage is forbidden here, so no other tab can be held back by it
      }
      await pause(SETTLE_MS);
      if (read(store)?.owner === owner) break;
    }
    await pause(SETTLE_MS + Math.random() * SETTLE_MS);
  }
  try {
    return await work();
  } finally {
    if (read(store)?.owner === owner) store.removeItem(NAME);
  }
}
