import { Module } from '@nestjs/common';

import { BranchDirectory } from './branch-directory.js';
import { BranchReader } from './branch-reader.js';
import { UnitOfWork } from './unit-of-work.js';

@Module({
  providers: [BranchDirectory, BranchReader, UnitOfWork],
  exports: [BranchDirectory, BranchReader, UnitOfWork],
})
export class BranchesModule {}
