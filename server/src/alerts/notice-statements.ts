import type { AlertFacts, AlertSeverity, AlertType } from '@ticketero/core';

import type { Statement } from '../platform/database/transactions.js';

/**
 * With an episode's beginning or end: the webhook, and the supervisors of the branch who linked a chat, where it is grave
 * enough. Who was not told of the beginning is not told of the end. $1 ids, $2 event, $3 real now, $4 webhook, $5 Telegram,
 * $6 the severities that Telegram is for.
 */
export const PLAN: Statement = {
  name: 'alert-notice-plan-1',
  text: `insert into alert_notice (alert_id, event, channel, user_id, due_at)
    select e.id, $2, c.channel, c.user_id, $3
    from alert e cross join lateral (
      select 'WEBHOOK' as channel, null::bigint as user_id where $4::boolean
      union all
      select 'TELEGRAM', s.user_id
      from staff_chat s join app_user u on u.id = s.user_id join role r on r.name = u.role
      where $5::boolean and u.active and r.permissions ? 'dashboard:read'
        and (u.branch_id is null or u.branch_id = e.branch_id) and e.severity = any($6::text[])
        and ($2 = 'RAISED' or exists (select from alert_notice n where n.alert_id = e.id and n.event = 'RAISED'
          and n.channel = 'TELEGRAM' and n.user_id = s.user_id))) c
    where e.id = any($1::bigint[])
    on conflict do nothing`,
};

/** A notice that this process, and no other, may send until `locked_until`. */
export interface ClaimedNotice {
  id: number;
  event: 'RAISED' | 'CLEARED';
  channel: 'WEBHOOK' | 'TELEGRAM';
  attempts: number;
  locked_until: Date;
  /** Null: nobody is linked there any more. */
  chat_id: string | null;
  alert_id: number;
  type: AlertType;
  severity: AlertSeverity;
  queue_type: string | null;
  queue_name: string | null;
  device_id: number | null;
  since: Date;
  raised_at: Date;
  cleared_at: Date | null;
  facts: AlertFacts;
  branch_code: string;
  branch_name: string;
}

/** Due first; the end of an episode not before its beginning. $1 real now, $2 until when it is ours, $3 how many. */
export const CLAIM: Statement = {
  name: 'alert-notice-claim-1',
  text: `with due as (
      select n.id from alert_notice n
      where n.sent_at is null and n.failed_at is null and n.due_at <= $1
        and (n.locked_until is null or n.locked_until <= $1)
        and (n.event = 'RAISED' or not exists (select from alert_notice b
          where b.alert_id = n.alert_id and b.event = 'RAISED' and b.channel = n.channel
            and b.user_id is not distinct from n.user_id and b.sent_at is null and b.failed_at is null))
      order by n.due_at, n.id limit $3::int for update of n skip locked),
    claimed as (update alert_notice n set locked_until = $2 from due where n.id = due.id returning n.*)
    select c.id, c.event, c.channel, c.attempts, c.locked_until, s.chat_id, e.id as alert_id, e.type, e.severity, e.queue_type,
      q.display_name as queue_name, e.device_id, e.since, e.raised_at, e.cleared_at, e.facts, b.code as branch_code,
      b.name as branch_name
    from claimed c join alert e on e.id = c.alert_id join branch b on b.id = e.branch_id
    left join queue q on q.branch_id = e.branch_id and q.queue_type = e.queue_type
    left join staff_chat s on s.user_id = c.user_id
    order by c.due_at, c.id`,
};

/** $1 notice, $2 real now. What was sent is sent, whoever has the lease by now. */
export const SENT: Statement = {
  name: 'alert-notice-sent-1',
  text: `update alert_notice set sent_at = $2, failed_at = null, error = null, locked_until = null
    where id = $1 and sent_at is null`,
};
/** Only while the lease ($2) is ours. $3 when again, $4 attempts, $5 why. */
export const AGAIN: Statement = {
  name: 'alert-notice-again-1',
  text: `update alert_notice set due_at = $3, attempts = $4, error = $5, locked_until = null
    where id = $1 and locked_until = $2 and sent_at is null`,
};
/** $3 real now, $4 attempts, $5 why. */
export const FAILED: Statement = {
  name: 'alert-notice-failed-1',
  text: `update alert_notice set failed_at = $3, attempts = $4, error = $5, locked_until = null
    where id = $1 and locked_until = $2 and sent_at is null`,
};
