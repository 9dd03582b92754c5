import type { IsoTime } from './http.js';

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
}

/** Whether a branch's chain of events is whole (R10). */
export interface AuditVerification {
  branch: string;
  events: number;
  valid: boolean;
  /** The first event that does not fit: changed, put in, or the one after what was taken out. */
  firstInvalidId: number | null;
}
