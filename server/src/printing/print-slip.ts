import type { PrinterSetup, PrintResult } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import { isActive } from '@ticketero/core';

import { ProblemError } from '../platform/errors/problem.js';
import { TicketFinder, type FoundTicket } from '../tickets/index.js';
import { Printers } from './printers.js';
import { encodeSlip, slipOf } from './slip.js';
import { Slips, type PrintingDevice } from './slips.js';
import { resultOf } from './trouble.js';

/**
 * Puts a ticket's number on paper. The ticket is there before and stays as it is, whatever the printer does: no paper,
 * no second number. No transaction is open while the printer is at work.
 */
@Injectable()
export class PrintSlip {
  /** Two who ask for the same slip at once get one. */
  private readonly underWay = new Map<string, Promise<PrintResult>>();

  constructor(
    private readonly finder: TicketFinder,
    private readonly slips: Slips,
    private readonly printers: Printers,
  ) {}

  /** Throws TICKET_NO_ENCONTRADO, and TRANSICION_INVALIDA for a ticket that is over. */
  async run(codigoReferencia: string, device: PrintingDevice | null): Promise<PrintResult> {
    const found = await this.finder.find(codigoReferencia);
    if (!isActive(found.ticket.status)) throw new ProblemError('TRANSICION_INVALIDA');
    if (device === null || device.printer === null) return 'SIN_IMPRESORA';
    const key = `${codigoReferencia} ${device.id}`;
    const printing = this.underWay.get(key) ?? this.print(found, device, device.printer);
    this.underWay.set(key, printing);
    try {
      return await printing;
    } finally {
      if (this.underWay.get(key) === printing) this.underWay.delete(key);
    }
  }

  private async print(found: FoundTicket, device: PrintingDevice, printer: PrinterSetup): Promise<PrintResult> {
    const { codigoReferencia } = found.ticket;
    const present = slipOf(await this.finder.present(found));
    const { content, copy } = await this.slips.begin(codigoReferencia, device, present);
    const { trouble, sent } = await this.printers.print(printer, encodeSlip(content, printer, copy));
    const result = resultOf(trouble);
    await this.slips.end(codigoReferencia, device, result, sent);
    await this.slips.noteLastPrint(device, trouble);
    return result;
  }
}
