import { DEFAULT_SETTINGS } from '@ticketero/core';

import type { Statement } from '../platform/database/transactions.js';
import { WAITING_COLUMNS, WAITS_UNCALLED } from './present-state.js';
import { ms, recent, TICKET_FIELDS } from './ticket-fields.js';

/**
 * The statements of a branch's unit of work: lock, load, save. Named, so each connection parses them once; with BEGIN and
 * COMMIT they are the two round trips of every command (STACK.md, section 12).
 */

/** The branch row is the lock: commands of one branch run one after another. Locked first, so that what is loaded in
 *  the next statement is what the command before has left. */
export const LOCK: Statement = {
  name: 'branch-lock-1',
  text: 'select id from branch where id = $1 for no key update',
};

/** A minute more than a command can be taken back, so that who comes too late is told so. */
const UNDO_SECONDS = `coalesce((b.settings->>'undoSeconds')::numeric, ${DEFAULT_SETTINGS.undoSeconds})::double precision`;

/** The whole present of a branch as one JSON value. $1 branch, $2 now. `closed`: the closed tickets that come with it, a query. A week back: no ticket outlives its day (R4), but
 *  one that did is still seen and closed. */
const state = (closed: string, branch = '$1'): string => `
  json_build_object(
    'id', b.id, 'code', b.code, 'name', b.name, 'timeZone', b.time_zone, 'moduleCount', b.module_count,
    'active', b.active, 'status', b.status, 'notice', b.notice, 'settings', b.settings, 'openingHours', b.opening_hours,
    'revision', b.revision, 'positionsRevision', b.positions_revision, 'businessDate', b.business_date,
    'dayClosed', b.day_closed, 'noAdvisorsSince', ${ms('b.no_advisors_since')},
    'learned', b.learned,
    'queues', (
      select coalesce(json_agg(json_build_object(
        'queueType', q.queue_type, 'displayName', q.display_name, 'prefix', q.prefix, 'priority', q.priority,
        'averageTimeMinutes', q.average_time_minutes, 'targetWaitMinutes', q.target_wait_minutes,
        'alertWaiting', q.alert_waiting, 'dailyCap', q.daily_cap, 'enabled', q.enabled, 'notice', q.notice,
        'lastNumber', coalesce(c.last_number, 0), 'learned', q.learned,
        'today', json_build_object('served', coalesce(d.served, 0), 'noShow', coalesce(d.no_show, 0),
          'cancelled', coalesce(d.cancelled, 0)))), '[]')
      from queue q
      left join ticket_counter c on c.branch_id = ${branch} and c.queue_type = q.queue_type and c.business_date = b.today
      left join queue_day d on d.branch_id = ${branch} and d.queue_type = q.queue_type and d.business_date = b.today
      where q.branch_id = ${branch}),
    'advisors', (
      select coalesce(json_agg(json_build_object(
        'id', a.id, 'name', a.name, 'email', a.email, 'status', a.status, 'statusReason', a.status_reason,
        'statusSince', ${ms('a.status_since')}, 'offlineAfterCurrent', a.offline_after_current,
        'moduleNumber', a.module_number, 'queueTypes', a.queue_types,
        'assignedTicketsCount', a.assigned_tickets_count, 'workloadMinutes', a.workload_minutes,
        'lastAssignedAt', ${ms('a.last_assigned_at')}, 'servedToday', coalesce(d.served, 0),
        'noShowToday', coalesce(d.no_show, 0), 'serviceMsToday', coalesce(d.service_ms, 0), 'lastCommand',
        case when a.last_command_at >= $2::timestamptz - make_interval(secs => ${UNDO_SECONDS} + 60) then a.last_command end,
        'learned', a.learned) order by a.id), '[]')
      from advisor a
      left join advisor_day d on d.branch_id = ${branch} and d.advisor_id = a.id and d.business_date = b.today
      where a.branch_id = ${branch} and a.active),
    'tickets', (
      select coalesce(json_agg(json_build_object(${TICKET_FIELDS})), '[]')
      from ticket t
      where t.branch_id = ${branch} and t.business_date >= b.today - 7 and ${recent('t', '$2')}
        and t.status in ('EN_ESPERA', 'PROXIMO', 'ATENDIENDO') and not ${WAITS_UNCALLED}),
    'waiting', (
      select ${WAITING_COLUMNS}
      from ticket t
      where t.branch_id = ${branch} and t.business_date >= b.today - 7 and ${recent('t', '$2')} and ${WAITS_UNCALLED}),
    'closedTickets', (${closed}),
    'pastCalls', (
      select coalesce(json_agg(json_build_object(
        'ticketId', t.id, 'codigoReferencia', t.codigo_referencia, 'status', t.status, 'numero', t.numero, 'moduleNumber', t.assigned_module_number, 'queueType', t.queue_type,
        'calledAt', ${ms('t.assigned_at')}, 'lastCalledAt', ${ms('coalesce(t.last_recalled_at, t.assigned_at)')},
        'recallCount', t.recall_count, 'serving', false)), '[]')
      from (
        select * from ticket t
        where t.branch_id = ${branch} and t.business_date = b.today and t.assigned_at is not null
          and ${recent('t', '$2')}
        order by t.assigned_at desc limit 30) t
      where t.status in ('COMPLETADO', 'CANCELADO', 'NO_ATENDIDO')),
    'deviceTroubles', (
      select coalesce(json_agg(json_build_object('deviceId', d.id, 'name', d.name, 'printer', x.printer,
        'since', ${ms('x.since')}) order by x.since, d.id), '[]')
      from device d, lateral (
        select d.print_trouble, d.print_trouble_since where d.print_trouble is not null
        union all select null, d.sound_since where d.sound = 'BLOCKED' and d.kind = 'DISPLAY') x (printer, since)
      where d.branch_id = ${branch} and d.revoked_at is null and (d.print_trouble is not null or d.sound = 'BLOCKED')),
    'openAlerts', (
      select coalesce(json_agg(json_build_object('id', e.id, 'type', e.type, 'severity', e.severity,
        'queueType', e.queue_type, 'advisorId', e.advisor_id, 'deviceId', e.device_id, 'since', ${ms('e.since')},
        'raisedAt', ${ms('e.raised_at')}, 'facts', e.facts, 'acknowledgedBy', e.acknowledged_by,
        'acknowledgedAt', ${ms('e.acknowledged_at')}) order by e.raised_at, e.id), '[]')
      from alert e where e.branch_id = ${branch} and e.cleared_at is null),
    'alertsTurning', b.alerts_turning
  ) as state`;

const FROM_BRANCH = `from (
    select *, greatest(business_date, (timezone(time_zone, $2::timestamptz))::date) as today from branch where id = $1) b`;

const PRESENT = state("select '[]'::json");

export const LOAD: Statement = { name: 'branch-load-7', text: `select ${PRESENT} ${FROM_BRANCH}` };

/** The present of the branch in which this ticket is; no row for one that is no more of the present. $1: its reference. */
export const LOAD_OF_TICKET: Statement = {
  name: 'branch-load-of-ticket-3',
  text: `select ${state("select '[]'::json", 'b.id')} from (
    select *, greatest(business_date, (timezone(time_zone, $2::timestamptz))::date) as today from branch
    where id = (select branch_id from ticket t where t.codigo_referencia = $1 and ${recent('t', '$2')})) b`,
};

/** The same for `reinstate` and `undo`: with the closed ticket of today that it is about. $3: its reference, or null; $4: the
 *  advisor whose last command moved it, or null. */
export const LOAD_ABOUT: Statement = {
  name: 'branch-load-about-5',
  text: `select ${state(`
    select coalesce(json_agg(json_build_object(${TICKET_FIELDS})), '[]')
    from ticket t
    where t.branch_id = $1 and t.business_date = b.today and t.status in ('COMPLETADO', 'CANCELADO', 'NO_ATENDIDO')
      and ${recent('t', '$2')}
      and (t.codigo_referencia = $3::uuid
        or t.id = (select (a.last_command->'subject'->>'id')::bigint from advisor a where a.branch_id = $1 and a.id = $4::bigint))`)}
    ${FROM_BRANCH}`,
};

/** The same for `issue`, with the new ticket's id, the ticket that an Idempotency-Key already stands for ($4: its hashes), the
 *  chat that the phone is linked to ($5: the same), and which generation of keys seals now: no rotation comes in between, since it
 *  waits for the lock (R3). */
export const LOAD_FOR_ISSUE: Statement = {
  name: 'branch-load-issue-8',
  text: `select ${PRESENT}, nextval(pg_get_serial_sequence('ticket', 'id')) as next_id,
    (select codigo_referencia from idempotency_key where branch_id = $1 and actor = $3 and key = any($4::text[]) limit 1) as known,
    (select chat_id from telegram_link where telefono_hash = any($5::bytea[]) order by linked_at desc limit 1) as chat_id,
    (select id from pii_key where status = 'CURRENT') as key_generation
    ${FROM_BRANCH}`,
};

export const BRANCH_OF_ADVISOR: Statement = {
  name: 'branch-of-advisor-1',
  text: 'select branch_id from advisor where id = $1 and active',
};

export const REVISIONS: Statement = {
  name: 'branch-revisions-1',
  text: 'select id, revision from branch where id = any($1::bigint[])',
};

/** Branches whose stored positions are behind, or where a ticket outlived its day (R6, R4), or where somebody waits whose
 *  bound is so near that time alone can break it (R8). $1 now, $2 how near. */
export const UNSETTLED: Statement = {
  name: 'branch-unsettled-4',
  text: `select id from branch
    where revision <> positions_revision or business_date < (timezone(time_zone, $1::timestamptz))::date
    union
    select b.id from ticket t join branch b on b.id = t.branch_id and b.business_date = t.business_date
    where t.status in ('EN_ESPERA', 'PROXIMO') and t.told_by < $2
      and ${recent('t', '$1')}
    order by id`,
};
