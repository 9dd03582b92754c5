export { AuditLog, type LoggedEvent } from './audit-log.js';
export { AuditModule } from './audit.module.js';
