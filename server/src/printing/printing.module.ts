import { Module } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { TicketsModule } from '../tickets/index.js';
import { PrintSlip } from './print-slip.js';
import { PrintTestPage } from './print-test-page.js';
import { Printers } from './printers.js';
import { PrintingController } from './printing.controller.js';
import { Slips } from './slips.js';

@Module({
  imports: [BranchesModule, IdentityModule, TicketsModule],
  controllers: [PrintingController],
  providers: [PrintSlip, PrintTestPage, Printers, Slips],
  exports: [Slips],
})
export class PrintingModule {}
