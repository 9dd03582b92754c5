import type { PrinterSetup, PrintResult } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';

import { BranchNews } from '../branches/index.js';
import { Clock } from '../platform/clock.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import type { SlipContent } from './slip.js';
import { resultOf, type Trouble } from './trouble.js';

const DEVICE: Statement = {
  name: 'slip-device-1',
  text: `select d.id, d.branch_id, d.name, d.printer, d.print_trouble, b.name as branch_name, b.time_zone
    from device d join branch b on b.id = d.branch_id where d.id = $1 and d.revoked_at is null`,
};
/** Until it is on paper it says how things are now; from then on what it said. */
const BEGIN: Statement = {
  name: 'slip-begin-1',
  text: `insert into slip as s (codigo_referencia, branch_id, device_id, content, at) values ($1, $2, $3, $4, $5)
    on conflict (codigo_referencia) do update set
      content = case when s.on_paper then s.content else excluded.content end, at = excluded.at
    returning content, on_paper`,
};
const END: Statement = {
  name: 'slip-end-1',
  text: `update slip set device_id = $2, result = $3, on_paper = on_paper or $4, at = $5 where codigo_referencia = $1`,
};
/** The kiosk's last print, and whether staff have something to mend; the branch's revision moves when that changes. $1 the
 *  device, $2 the result, $3 the trouble, $4 now. A printer that was taken away meanwhile is nobody's trouble. */
const LAST_PRINT: Statement = {
  name: 'slip-last-print-1',
  text: `with before as (select id, print_trouble, print_trouble_since from device where id = $1 for no key update),
    after as (
      update device d set last_print = $2, last_print_at = $4,
        print_trouble = case when d.printer is not null then $3::text end,
        print_trouble_since = case when d.printer is not null and $3::text is not null
          then coalesce(b.print_trouble_since, $4) end
      from before b where d.id = b.id
      returning d.branch_id, d.print_trouble is distinct from b.print_trouble as told)
    update branch set revision = revision + 1 from after where branch.id = after.branch_id and after.told
    returning branch.id`,
};
const FORGET: Statement = { name: 'slip-forget-1', text: 'delete from slip where at < $1' };

/** A copy is asked for on the same day. */
const KEPT_MS = 2 * 24 * 60 * 60_000;

/** A kiosk as printing needs it. */
export interface PrintingDevice {
  id: number;
  branch_id: number;
  name: string;
  printer: PrinterSetup | null;
  branch_name: string;
  time_zone: string;
}

/** Which slips there are, and what became of them. */
@Injectable()
export class Slips {
  constructor(
    private readonly transactions: Transactions,
    private readonly news: BranchNews,
    private readonly clock: Clock,
  ) {}

  /** Null: there is none, or it was revoked. */
  async device(id: number): Promise<PrintingDevice | null> {
    const [device] = await this.transactions.query<PrintingDevice>(DEVICE, [id]);
    return device ?? null;
  }

  /** What the slip has to say, and whether one may be on paper already. */
  async begin(
    codigoReferencia: string,
    device: PrintingDevice,
    content: SlipContent,
  ): Promise<{ content: SlipContent; copy: boolean }> {
    const values = [codigoReferencia, device.branch_id, device.id, JSON.stringify(content), this.now()];
    const [row] = await this.transactions.query<{ content: SlipContent; on_paper: boolean }>(BEGIN, values);
    return { content: row?.content ?? content, copy: row?.on_paper ?? false };
  }

  /** `sent`: some of it may be on paper. */
  async end(codigoReferencia: string, device: PrintingDevice, result: PrintResult, sent: boolean): Promise<void> {
    await this.transactions.query(END, [codigoReferencia, device.id, result, sent, this.now()]);
  }

  /** Supervisors are told when a printer fails, fails otherwise, or prints again. */
  async noteLastPrint(device: PrintingDevice, trouble: Trouble | null): Promise<void> {
    const values = [device.id, resultOf(trouble), trouble, this.now()];
    const [branch] = await this.transactions.query<{ id: number }>(LAST_PRINT, values);
    if (branch) await this.news.tell(branch.id);
  }

  async forgetOld(): Promise<void> {
    await this.transactions.query(FORGET, [new Date(this.clock.now() - KEPT_MS)]);
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
