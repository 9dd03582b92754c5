import { Module } from '@nestjs/common';

import { BranchDirectory } from './branch-directory.js';
import { BranchEcho } from './branch-echo.js';
import { BranchNews } from './branch-news.js';
import { BranchReader } from './branch-reader.js';
import { UnitOfWork } from './unit-of-work.js';

@Module({
  providers: [BranchDirectory, BranchEcho, BranchNews, BranchReader, UnitOfWork],
  exports: [BranchDirectory, BranchNews, BranchReader, UnitOfWork],
})
export class BranchesModule {}
