import { Injectable } from '@nestjs/common';

import { Transactions, type Statement } from '../platform/database/transactions.js';
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
  text: `select nullif(c.branch_id, 0) as "branchId", coalesce(b.code, 'BANCO') as branch, c.length
    from audit_chain c left join branch b on b.id = c.branch_id order by c.branch_id`,
};

export interface Chain {
  /** Null: what belongs to no branch. */
  branchId: number | null;
  branch: string;
  length: number;
}

/** R10: each branch's events form a SHA-256 chain; this walks it. What is written meanwhile is for the next walk. */
@Injectable()
export class AuditChains {
  constructor(private readonly transactions: Transactions) {}

  list(): Promise<Chain[]> {
    return this.transactions.query<Chain & Record<string, unknown>>(CHAINS, []);
  }

  /** `onProgress`: how many events have been seen. */
  async verify(branchId: number | null, onProgress?: (events: number) => void): Promise<ChainReport> {
    const [head] = await this.transactions.query<ChainHead & Record<string, unknown>>(HEAD, [branchId]);
    const expected = head ?? { head: null, length: 0, lastId: 0 };
    return walkChain(this.pages(branchId, expected.lastId), expected, onProgress);
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
