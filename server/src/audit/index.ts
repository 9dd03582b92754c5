export { AuditModule } from './audit.module.js';
export { AuditChains } from './audit-chains.js';
