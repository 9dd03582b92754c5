import { Injectable } from '@nestjs/common';

import { addDays, instantOf } from '@ticketero/core';

import { Transactions, type Statement } from '../platform/database/transactions.js';
import { ProblemError } from '../platform/errors/problem.js';
import { walkChain, type ChainedEvent, type ChainHead, type ChainReport } from './chain.js';

/** Events read at once: about 3 MB. */
const PAGE_SIZE = 5_000;

const walk = (name: string, branch: string): Statement => ({
  name,
  text: `select id::text, branch_id::text, entity_type, entity_id, entity_identifier, event_type, actor, old_state::text,
      new_state::text, additional_data::text, ip_address, user_agent,
      ((extract(epoch from created_at) * 1000000)::bigint)::text as created_at, prev_hash, hash
    from audit_log where ${branch} and id > $2 and id <= $3 order by audit_log.id limit ${PAGE_SIZE}`,
});
const OF_BRANCH = walk('audit-walk-1', 'branch_id = $1');
const OF_BANK = walk('audit-walk-bank-1', 'branch_id is null and $1::bigint is null');
const HEAD: Statement = {
  name: 'audit-head-1',
  text: `select head, length, last_id as "lastId" from audit_chain where branch_id = coalesce($1::bigint, 0)`,
};
const CHAINS: Statement = {
  name: 'audit-chains-1',
  text: `select nullif(c.branch_id, 0) as "branchId", coalesce(b.code, 'BANCO') as branch,
      coalesce(b.time_zone, 'UTC') as "timeZone", c.length
    from audit_chain c left join branch b on b.id = c.branch_id order by c.branch_id`,
};
const CHAIN_OF: Statement = {
  name: 'audit-chain-1',
  text: `select b.id as "branchId", b.code as branch, b.time_zone as "timeZone", coalesce(c.length, 0) as length
    from branch b left join audit_chain c on c.branch_id = b.id where b.id = $1`,
};
/** The last event of a chain that was written before a moment, and how many it is from the first. */
const headAt = (name: string, branch: string): Statement => ({
  name,
  text: `select e.id as "lastId", e.hash as head,
      (select count(*) from audit_log where ${branch} and id <= e.id)::int as length
    from audit_log e
    where e.id = (select max(id) from audit_log where ${branch} and created_at < $2) and e.created_at < $2`,
});
const HEAD_AT_OF_BRANCH = headAt('audit-head-at-1', 'branch_id = $1');
const HEAD_AT_OF_BANK = headAt('audit-head-at-bank-1', 'branch_id is null and $1::bigint is null');

const EMPTY: ChainHead = { head: null, length: 0, lastId: 0 };

export interface Chain {
  /** Null: what belongs to no branch. */
  branchId: number | null;
  branch: string;
  timeZone: string;
  length: number;
}

/** R10: each branch's events form a SHA-256 chain; this walks it. What is written meanwhile is for the next walk. */
@Injectable()
export class AuditChains {
  constructor(private readonly transactions: Transactions) {}

  list(): Promise<Chain[]> {
    return this.transactions.query<Chain & Record<string, unknown>>(CHAINS, []);
  }

  /** Throws SUCURSAL_NO_ENCONTRADA. */
  async of(branchId: number): Promise<Chain> {
    const [chain] = await this.transactions.query<Chain & Record<string, unknown>>(CHAIN_OF, [branchId]);
    if (!chain) throw new ProblemError('SUCURSAL_NO_ENCONTRADA');
    return chain;
  }

  /** `onProgress`: how many events have been seen. `until`: not to its present end, but to one that it once had. */
  async verify(
    branchId: number | null,
    onProgress?: (events: number) => void,
    until?: ChainHead,
  ): Promise<ChainReport> {
    const expected = until ?? (await this.head(branchId));
    return walkChain(this.pages(branchId, expected.lastId), expected, onProgress);
  }

  private async head(branchId: number | null): Promise<ChainHead> {
    const [head] = await this.transactions.query<ChainHead & Record<string, unknown>>(HEAD, [branchId]);
    return head ?? EMPTY;
  }

  /** Where a chain stood at the end of a day (of its branch; the bank's own: of UTC), or stands on a day that is not over. */
  async headOfDay(chain: Pick<Chain, 'branchId' | 'timeZone'>, date: string): Promise<ChainHead> {
    const end = new Date(instantOf(addDays(date, 1), 0, chain.timeZone));
    const statement = chain.branchId === null ? HEAD_AT_OF_BANK : HEAD_AT_OF_BRANCH;
    const [head] = await this.transactions.query<ChainHead & Record<string, unknown>>(statement, [chain.branchId, end]);
    return head ?? EMPTY;
  }

  private async *pages(branchId: number | null, lastId: number): AsyncGenerator<ChainedEvent[]> {
    const statement = branchId === null ? OF_BANK : OF_BRANCH;
    for (let after = '0'; ;) {
      const page = await this.transactions.query<ChainedEvent & Record<string, unknown>>(statement, [
        branchId,
        after,
        lastId,
      ]);
      if (page.length > 0) yield page;
      if (page.length < PAGE_SIZE) return;
      after = page.at(-1)?.id ?? after;
    }
  }
}
