import type { EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';

export const TEMPLATE = 'ticketero_template';

/** How the set-up hands the running cluster to the tear-down. */
export type TestCluster = typeof globalThis & { ticketeroPostgres?: EmbeddedPostgres };
