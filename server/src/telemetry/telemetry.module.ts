import { Module } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { ArchiverWatch } from './archiver-watch.js';
import { BranchLabels } from './branch-labels.js';
import { CommitCounter } from './commit-counter.js';
import { DatabaseGauges } from './database-gauges.js';
import { DatabasePage } from './database-page.js';
import { DatabaseController } from './database.controller.js';

/** How the installation is doing, for those who run it: docs/metrics.md. */
@Module({
  imports: [BranchesModule, IdentityModule],
  controllers: [DatabaseController],
  providers: [ArchiverWatch, BranchLabels, CommitCounter, DatabaseGauges, DatabasePage],
  exports: [ArchiverWatch],
})
export class TelemetryModule {}
