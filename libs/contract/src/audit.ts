import type { IsoTime, Page } from './http.js';

export interface AuditRecord {
  id: number;
  timestamp: IsoTime;
  eventType: string;
  actor: string;
  entityType: string;
  entityId: string;
  entityIdentifier: string | null;
  previousState: unknown;
  newState: unknown;
  metadata: unknown;
  ipAddress: string | null;
  userAgent: string | null;
  /** Of this event and all before it in its branch (SHA-256, hexadecimal). */
  hash: string;
}

export interface AuditPage extends Page<AuditRecord> {
  /**
   * The newest event when the search began. Sent back with the next pages, it keeps what is written meanwhile out of
   * them: no row moves, and `total` stays the same.
   */
  upTo: number;
}

/** Whether a branch's chain of events is whole (R10). */
export interface AuditVerification {
  branch: string;
  events: number;
  valid: boolean;
  /** The first event that does not fit: changed, put in, or the one after what was taken out. */
  firstInvalidId: number | null;
}

/**
 * Where a branch's chain stood at the end of a day, signed (Ed25519): kept outside, it finds out whoever rewrites the
 * whole chain. Signed is the document without `signature` as RFC 8785 writes it.
 */
export interface AuditHead {
  /** Code of the branch; BANCO: what belongs to none. */
  branch: string;
  /** Day of the branch, YYYY-MM-DD. */
  date: string;
  /** Of the chain from its first event to this one. */
  events: number;
  /** Id of the last event of that day or before; 0: there was none yet. */
  lastId: number;
  /** Its hash, hexadecimal. */
  lastHash: string | null;
  signedAt: IsoTime;
  /** First 16 digits of the SHA-256 of the public key. */
  keyId: string;
  /** Base64. */
  signature: string;
}
