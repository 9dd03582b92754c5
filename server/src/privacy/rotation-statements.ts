import type { Statement } from '../platform/database/transactions.js';

/** Rows of one transaction, about 60 ms: so long a command waits at most that wants one of them. */
export const BATCH = 200;

/** Servers that were started with another PII_KEY than $1, or by a version that knew none of this. */
export const OTHER_SERVERS: Statement = {
  name: 'rotate-servers-2',
  text: `select distinct application_name as name, coalesce(host(client_addr), 'local') as address from pg_stat_activity
    where datname = current_database() and application_name like 'ticketero%'
      and application_name not in ($1, 'ticketero-tool')
    order by 1, 2`,
};

/** Nobody waits longer than this for somebody who keeps the branches: the switch is given up. */
export const WAIT_LIMIT: Statement = { name: 'rotate-wait-1', text: "select set_config('lock_timeout', '3s', true)" };
/** Waits for the commands under way, of every branch and process, and lets no other begin; reads go on. */
export const HOLD_BRANCHES: Statement = { name: 'rotate-hold-1', text: 'lock table branch in exclusive mode' };

export const LEAVE_CURRENT: Statement = {
  name: 'rotate-leave-1',
  text: "update pii_key set status = 'RETIRING' where status = 'CURRENT'",
};

/** $1, $2: how a sealed text and a hash of the newest generation begin; a hash without a number is of the first one. */
const OLD_SEAL = (column: string): string => `substring(${column} for 2) <> $1::bytea`;
const OLD_HASH = (column: string): string => `(length(${column}) = 32 or substring(${column} for 1) <> $2::bytea)`;
/** What R12 has erased has no key. */
const OLD_TICKET = `national_id <> '' and (${OLD_SEAL('national_id')} or ${OLD_HASH('national_id_hash')}
  or (telefono is not null and ${OLD_SEAL('telefono')}) or (telefono_hash is not null and ${OLD_HASH('telefono_hash')}))`;

/** Of whom R3 speaks, or will: what is active, and what can be reinstated today (R4). A week back, as commands see it. */
export const PRESENT_TICKETS: Statement = {
  name: 'rotate-present-1',
  text: `select t.branch_id, t.business_date::text, t.id, t.national_id_hash, t.telefono_hash
    from branch b join ticket t on t.branch_id = b.id and t.business_date >= coalesce(b.business_date, '-infinity') - 7
    where t.status in ('EN_ESPERA', 'PROXIMO', 'ATENDIENDO') or t.business_date >= b.business_date`,
};
export const REHASH_PRESENT: Statement = {
  name: 'rotate-rehash-1',
  text: `update ticket t set national_id_hash = decode(x.nh, 'hex'), telefono_hash = decode(x.th, 'hex')
    from jsonb_to_recordset($1::jsonb) as x(b bigint, d date, id bigint, nh text, th text)
    where t.branch_id = x.b and t.business_date = x.d and t.id = x.id`,
};

export const COUNT_OLD: Statement = {
  name: 'rotate-count-1',
  text: `select (select count(*)::int from ticket where ${OLD_TICKET})
    + (select count(*)::int from telegram_link where ${OLD_HASH('telefono_hash')}) as left`,
};
/** After the row $3, $4, $5. What a command holds is left for the next round: nobody waits for anybody in a circle. */
export const OLD_TICKETS: Statement = {
  name: 'rotate-tickets-1',
  text: `select branch_id, business_date::text, id, national_id, national_id_hash, telefono, telefono_hash from ticket
    where (branch_id, business_date, id) > ($3::bigint, $4::date, $5::bigint) and ${OLD_TICKET}
    order by branch_id, business_date, id limit ${BATCH} for update skip locked`,
};
export const RESEAL: Statement = {
  name: 'rotate-reseal-1',
  text: `update ticket t set national_id = decode(x.n, 'hex'), national_id_hash = decode(x.nh, 'hex'),
      telefono = decode(x.t, 'hex'), telefono_hash = decode(x.th, 'hex')
    from jsonb_to_recordset($1::jsonb) as x(b bigint, d date, id bigint, n text, nh text, t text, th text)
    where t.branch_id = x.b and t.business_date = x.d and t.id = x.id`,
};
export const OLD_LINKS: Statement = {
  name: 'rotate-links-1',
  // $1 has no part in it; it stands there so that the conditions above can be shared.
  text: `select telefono_hash from telegram_link where $1::bytea is not null and ${OLD_HASH('telefono_hash')}
    limit ${BATCH} for update skip locked`,
};
/** $1 → $2. Whoever has shared the number since stands there already, and is right. */
export const REHASH_LINKS: Statement = {
  name: 'rotate-rehash-links-1',
  text: `with moved as (select * from unnest($1::bytea[], $2::bytea[]) as x(before, after)),
    overtaken as (
      delete from telegram_link l using moved m
      where l.telefono_hash = m.before and exists (select from telegram_link n where n.telefono_hash = m.after))
    update telegram_link l set telefono_hash = m.after from moved m
    where l.telefono_hash = m.before and not exists (select from telegram_link n where n.telefono_hash = m.after)`,
};

export const RETIRE: Statement = {
  name: 'rotate-retire-1',
  text: "update pii_key set status = 'RETIRED' where status = 'RETIRING'",
};
export const FORGET_RETIRED: Statement = {
  name: 'rotate-forget-1',
  text: `update pii_key_slot s set seal_key = null from pii_key k
    where k.id = s.key_id and k.status = 'RETIRED' and s.seal_key is not null`,
};
/** What the other PII_KEYs opened they open no more; their mark stays, so that none of them is taken up again. */
export const CLOSE_SLOTS: Statement = {
  name: 'rotate-close-1',
  text: `update pii_key_slot set seal_key = null, hash_key = null, closed_at = now()
    where kek <> $1 and hash_key is not null`,
};
