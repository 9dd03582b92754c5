import { bringForward, generationOfSeal, openWith, sealWith } from '../platform/pii-crypto.js';
import type { Generation } from '../platform/pii-keys.js';

/** What of a ticket is sealed, as it is stored. */
export interface SealedTicket extends Record<string, unknown> {
  branch_id: number;
  business_date: string;
  id: number;
  national_id: Buffer;
  national_id_hash: Buffer;
  telefono: Buffer | null;
  telefono_hash: Buffer | null;
}

/** The same in the newest generation, as RESEAL reads it. Not `readable`: some of it is as it was, since no key opens it. */
export interface ResealedTicket {
  b: number;
  d: string;
  id: number;
  n: string;
  nh: string;
  t: string | null;
  th: string | null;
  readable: boolean;
}

/** A stored hash in the newest generation, in hexadecimal; one that is none of ours stays what it is. */
export function broughtForward(hashKeys: readonly Buffer[], stored: Buffer): string {
  try {
    return bringForward(hashKeys, stored).toString('hex');
  } catch {
    return stored.toString('hex');
  }
}

/** `ring`: all generations, the first one first. */
export function resealed(ring: readonly Generation[], ticket: SealedTicket): ResealedTicket {
  const newest = ring.length;
  const newestKey = ring.at(-1)?.sealKey;
  if (!newestKey) throw new Error('the newest generation has no key to seal with');
  const hashKeys = ring.map(({ hashKey }) => hashKey);
  let readable = true;
  const seal = (stored: Buffer): string => {
    try {
      const generation = generationOfSeal(stored);
      if (generation === newest) return stored.toString('hex');
      const key = ring[generation - 1]?.sealKey;
      if (!key) throw new Error('no key');
      return sealWith(newestKey, newest, openWith(key, stored)).toString('hex');
    } catch {
      readable = false;
      return stored.toString('hex');
    }
  };
  const hash = (stored: Buffer): string => broughtForward(hashKeys, stored);
  const sealed = { n: seal(ticket.national_id), t: ticket.telefono && seal(ticket.telefono) };
  const hashed = { nh: hash(ticket.national_id_hash), th: ticket.telefono_hash && hash(ticket.telefono_hash) };
  return { b: ticket.branch_id, d: ticket.business_date, id: ticket.id, ...sealed, ...hashed, readable };
}
