import { Module } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { AuditController } from './audit.controller.js';
import { AuditChains } from './audit-chains.js';
import { AuditExport } from './audit-export.js';
import { AuditHeads } from './audit-heads.js';
import { AuditSearch } from './audit-search.js';

@Module({
  imports: [BranchesModule, IdentityModule],
  controllers: [AuditController],
  providers: [AuditChains, AuditExport, AuditHeads, AuditSearch],
})
export class AuditModule {}
