import type { Page, TicketRow } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';

import { BranchReader } from '../branches/index.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import { invalid } from '../platform/errors/problem.js';
import { isDay } from '../platform/http/day.js';
import { FOUND_TICKET, PAGE_SIZE, TicketFinder, type FoundTicket } from '../tickets/index.js';
import type { TicketsQueryDto } from './dto.js';

const MATCHES = `t.branch_id = $1 and t.business_date = $2 and ($3::text is null or t.status = $3)
  and ($4::text is null or t.queue_type = $4) and ($5::text is null or t.numero = upper($5))`;

const COUNT: Statement = {
  name: 'ticket-search-count-1',
  text: `select count(*)::int as total from ticket t where ${MATCHES}`,
};
const PAGE: Statement = {
  name: 'ticket-search-page-1',
  text: `${FOUND_TICKET} where ${MATCHES} order by t.created_at desc, t.id desc limit $6 offset $7`,
};

/** A day's tickets of a branch for its supervisor, newest first. */
@Injectable()
export class TicketSearch {
  constructor(
    private readonly transactions: Transactions,
    private readonly branches: BranchReader,
    private readonly finder: TicketFinder,
  ) {}

  async run(branchId: number, query: TicketsQueryDto): Promise<Page<TicketRow>> {
    const branch = await this.branches.load(branchId);
    const date = query.date ?? branch.today;
    if (!isDay(date)) throw invalid({ date: 'No es una fecha' });
    const page = query.page ?? 1;
    const pageSize = query.pageSize ?? PAGE_SIZE;
    const filter = [branchId, date, query.status ?? null, query.queueType ?? null, query.q?.trim() || null];
    const [counted] = await this.transactions.query<{ total: number }>(COUNT, filter);
    const found = await this.transactions.query<FoundTicket>(PAGE, [...filter, pageSize, (page - 1) * pageSize]);
    return {
      total: counted?.total ?? 0,
      page,
      pageSize,
      records: await Promise.all(found.map((one) => this.finder.presentIn(branch, one))),
    };
  }
}
