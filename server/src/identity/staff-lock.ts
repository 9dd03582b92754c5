import type { Statement } from '../platform/database/transactions.js';

/**
 * Changes of users and roles run one after another in the whole bank: "the last ADMIN stays" is about all rows at once.
 * A command of a branch that also changes its people locks the branch first, then this.
 */
export const STAFF_LOCK: Statement = {
  name: 'staff-lock-1',
  text: "select pg_advisory_xact_lock(hashtext('ticketero staff'))",
};
