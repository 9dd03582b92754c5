import type { PrintResult } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';

import { Clock } from '../platform/clock.js';
import { Printers } from './printers.js';
import { encodeTestPage } from './slip.js';
import { Slips, type PrintingDevice } from './slips.js';
import { resultOf } from './trouble.js';

/** For whoever sets a printer up, or has just mended it: a page that comes out ends the alert. */
@Injectable()
export class PrintTestPage {
  constructor(
    private readonly slips: Slips,
    private readonly printers: Printers,
    private readonly clock: Clock,
  ) {}

  async run(device: PrintingDevice): Promise<PrintResult> {
    const { printer } = device;
    if (printer === null) return 'SIN_IMPRESORA';
    const names = { branch: device.branch_name, device: device.name };
    const page = encodeTestPage(printer, names, { at: this.clock.now(), timeZone: device.time_zone });
    const { trouble } = await this.printers.print(printer, page);
    await this.slips.noteLastPrint(device, trouble);
    return resultOf(trouble);
  }
}
