import { Module } from '@nestjs/common';

import { BranchDirectory } from './branch-directory.js';
import { BranchReader } from './branch-reader.js';
import { Configuration } from './configuration.js';
import { UnitOfWork } from './unit-of-work.js';

@Module({
  providers: [BranchDirectory, BranchReader, Configuration, UnitOfWork],
  exports: [BranchDirectory, BranchReader, Configuration, UnitOfWork],
})
export class BranchesModule {}
