export { takeBaseBackup } from './base-backup.js';
export { listDumps, requireDump, restoreDump, retainDumps, takeDump, verifyDump } from './dump.js';
export { faultsOf, sizeOf } from './manifest.js';
export { backupFor, backupNamed, KEPT_APART, missingBeside, restoreBase } from './restore.js';
export { archivedNames, lastArchivedAt, listBases, retain, unreadableWal, type StoredBase } from './store.js';
export { reach } from './wal-names.js';
