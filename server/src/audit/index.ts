export { AuditModule } from './audit.module.js';
export { AuditChains, type Chain } from './audit-chains.js';
export { headOf } from './audit-heads.js';
export { readHead, signatureFault, signHead } from './signed-head.js';
