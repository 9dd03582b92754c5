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
