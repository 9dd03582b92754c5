// Without the module, which only the application wants: the commands that check a chain start in half the time.
export { AuditChains, type Chain } from './audit-chains.js';
export { headOf } from './audit-heads.js';
export { readHead, signatureFault, signHead } from './signed-head.js';
