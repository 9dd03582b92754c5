import { Client } from 'pg';

import { poolOf } from '../../../src/platform/database/data-source.js';
import type { TestApp } from '../app.js';

/** Everything that a refused request must leave as it was. A failed sign-in leaves its line in the audit log (R10). */
const FINGERPRINT = `select md5(concat_ws('|',
  (select string_agg(concat(id, revision, business_date), ',' order by id) from branch),
  (select string_agg(q::text, ',' order by branch_id, queue_type) from queue q),
  (select string_agg(concat(id, status, module_number, status_reason), ',' order by id) from advisor),
  (select count(*) from ticket), (select count(*) from mensaje), (select count(*) from idempotency_key),
  (select string_agg(concat(id, estado_envio, intentos), ',' order by id) from mensaje where estado_envio <> 'DESCARTADO'),
  (select max(id) from audit_log where event_type not like 'SESION%'),
  (select string_agg(concat(id, paired_at, revoked_at), ',' order by id) from device),
  (select string_agg(r::text, ',' order by name) from role r),
  (select string_agg(concat(id, email, name, role, branch_id, active), ',' order by id) from app_user),
  (select string_agg(concat(id, name, queue_types, active), ',' order by id) from advisor),
  (select count(*) from pairing_code), (select string_agg(u.password_hash, ',' order by id) from app_user u),
  (select string_agg(concat(id, used_at, revoked_at), ',' order by id) from refresh_token))) as now`;

const WRITES = /\b(insert|update|delete|truncate|alter|drop|create|call|commit)\b/i;

/**
 * Whether a request changed anything. The tables are looked at only when the server, which is in this process, sent a
 * statement that could: most that are refused never get so far.
 */
export class Untouched {
  private mayHaveWritten = true;
  private last = '';
  private readonly restore: () => void;

  constructor(private readonly test: TestApp) {
    const { query } = Client.prototype;
    const watch = (text: string): void => {
      if (WRITES.test(text)) this.mayHaveWritten = true;
    };
    Client.prototype.query = function watched(this: Client, ...args: unknown[]) {
      const [first] = args as [string | { text?: string }];
      watch(typeof first === 'string' ? first : (first.text ?? ''));
      return (query as (...all: unknown[]) => unknown).apply(this, args);
    } as never;
    this.restore = () => {
      Client.prototype.query = query;
    };
  }

  /** True when nothing has changed since the last call. */
  async still(): Promise<boolean> {
    if (!this.mayHaveWritten) return true;
    // By name: to plan it, with every month of every table, takes as long as to look.
    const { rows } = await poolOf(this.test.dataSource).query<{ now: string }>({
      name: 'untouched',
      text: FINGERPRINT,
    });
    const now = String(rows[0]?.now);
    this.mayHaveWritten = false;
    const same = now === this.last;
    this.last = now;
    return same;
  }

  stop(): void {
    this.restore();
  }
}
