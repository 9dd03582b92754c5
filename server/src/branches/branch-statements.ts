import { DEFAULT_SETTINGS } from '@ticketero/core';

import type { Statement } from '../platform/database/transactions.js';
import { ms, TICKET_FIELDS } from './ticket-fields.js';

/**
 * The statements of a branch's unit of work: lock, load, save. Named, so each connection parses them once; with BEGIN and
 * COMMIT they are the five round trips of every command (STACK.md, section 12).
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
const state = (closed: string): string => `
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
      left join ticket_counter c on c.branch_id = $1 and c.queue_type = q.queue_type and c.business_date = b.today
      left join queue_day d on d.branch_id = $1 and d.queue_type = q.queue_type and d.business_date = b.today
      where q.branch_id = $1),
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
      left join advisor_day d on d.branch_id = $1 and d.advisor_id = a.id and d.business_date = b.today
      where a.branch_id = $1 and a.active),
    'tickets', (
      select coalesce(json_agg(json_build_object(${TICKET_FIELDS})), '[]')
      from ticket t
      where t.branch_id = $1 and t.business_date >= b.today - 7
        and t.status in ('EN_ESPERA', 'PROXIMO', 'ATENDIENDO')),
    'closedTickets', (${closed}),
    'pastCalls', (
      select coalesce(json_agg(json_build_object(
        'ticketId', t.id, 'codigoReferencia', t.codigo_referencia, 'status', t.status, 'numero', t.numero, 'moduleNumber', t.assigned_module_number, 'queueType', t.queue_type,
        'calledAt', ${ms('t.assigned_at')}, 'lastCalledAt', ${ms('coalesce(t.last_recalled_at, t.assigned_at)')},
        'recallCount', t.recall_count, 'serving', false)), '[]')
      from (
        select * from ticket t
        where t.branch_id = $1 and t.business_date = b.today and t.assigned_at is not null
        order by t.assigned_at desc limit 30) t
      where t.status in ('COMPLETADO', 'CANCELADO', 'NO_ATENDIDO')),
    'deviceTroubles', (
      select coalesce(json_agg(json_build_object('deviceId', d.id, 'name', d.name, 'printer', x.printer,
        'since', ${ms('x.since')}) order by x.since, d.id), '[]')
      from device d, lateral (
        select d.print_trouble, d.print_trouble_since where d.print_trouble is not null
        union all select null, d.sound_since where d.sound = 'BLOCKED' and d.kind = 'DISPLAY') x (printer, since)
      where d.branch_id = $1 and d.revoked_at is null and (d.print_trouble is not null or d.sound = 'BLOCKED')),
    'openAlerts', (
      select coalesce(json_agg(json_build_object('id', e.id, 'type', e.type, 'severity', e.severity,
        'queueType', e.queue_type, 'advisorId', e.advisor_id, 'deviceId', e.device_id, 'since', ${ms('e.since')},
        'raisedAt', ${ms('e.raised_at')}, 'facts', e.facts, 'acknowledgedBy', e.acknowledged_by,
        'acknowledgedAt', ${ms('e.acknowledged_at')}) order by e.raised_at, e.id), '[]')
      from alert e where e.branch_id = $1 and e.cleared_at is null),
    'alertsTurning', b.alerts_turning
  ) as state`;

const FROM_BRANCH = `from (
    select *, greatest(business_date, (timezone(time_zone, $2::timestamptz))::date) as today from branch where id = $1) b`;

const PRESENT = state("select '[]'::json");

export const LOAD: Statement = { name: 'branch-load-5', text: `select ${PRESENT} ${FROM_BRANCH}` };

/** The same for `reinstate` and `undo`: with the closed ticket of today that it is about. $3: its reference, or null; $4: the
 *  advisor whose last command moved it, or null. */
export const LOAD_ABOUT: Statement = {
  name: 'branch-load-about-3',
  text: `select ${state(`
    select coalesce(json_agg(json_build_object(${TICKET_FIELDS})), '[]')
    from ticket t
    where t.branch_id = $1 and t.business_date = b.today and t.status in ('COMPLETADO', 'CANCELADO', 'NO_ATENDIDO')
      and (t.codigo_referencia = $3::uuid
        or t.id = (select (a.last_command->'subject'->>'id')::bigint from advisor a where a.branch_id = $1 and a.id = $4::bigint))`)}
    ${FROM_BRANCH}`,
};

/** The same for `issue`, with the new ticket's id, the ticket that an Idempotency-Key already stands for ($4: its hashes), the
 *  chat that the phone is linked to ($5: the same), and which generation of keys seals now: no rotation comes in between, since it
 *  waits for the lock (R3). */
export const LOAD_FOR_ISSUE: Statement = {
  name: 'branch-load-issue-6',
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
  name: 'branch-unsettled-2',
  text: `select id from branch
    where revision <> positions_revision
      or business_date < (timezone(time_zone, $1::timestamptz))::date
      or exists (select from ticket t
        where t.branch_id = branch.id and t.business_date = branch.business_date
          and t.status in ('EN_ESPERA', 'PROXIMO') and t.told_by < $2)
    order by id`,
};

/** What the payload says of a ticket's promise and bound (R8). */
const PROMISE_FIELDS = `"promisedAt" timestamptz, "promisedMinutes" int, "promisedLow" int, "promisedHigh" int,
    "promisedRaw" jsonb, "toldBy" timestamptz, "toldRaisedAt" timestamptz, "toldRaisedBefore" timestamptz`;

/**
 * The update of the changed tickets. In two parts, those that leave a desk before those that come to one: a unique index
 * is checked row by row, and the next customer must not meet the last one at the same advisor.
 */
const ticketUpdate = (name: string, condition: string): string => `${name} as (
  update ticket t set status = x.status, order_at = x."orderAt", queue_type = x."queueType",
    position_in_queue = x."positionInQueue", estimated_wait_minutes = x."estimatedWaitMinutes",
    estimated_low = x."estimatedLow", estimated_high = x."estimatedHigh", assigned_advisor_id = x."advisorId",
    reserved_advisor_id = x."reservedAdvisorId", reserved_at = x."reservedAt", transfer_note = x."transferNote",
    waits_again = x."waitsAgain",
    assigned_module_number = x."moduleNumber",
    assigned_at = x."assignedAt", started_at = x."startedAt", completed_at = x."completedAt",
    closed_at = x."closedAt", cancel_reason = x."cancelReason",
    actual_service_time_minutes = x."actualServiceTimeMinutes", recall_count = x."recallCount",
    last_recalled_at = x."lastRecalledAt", call_reason = x."callReason", messages_planned = x."messagesPlanned",
    promised_at = x."promisedAt", promised_minutes = x."promisedMinutes", promised_low = x."promisedLow",
    promised_high = x."promisedHigh", promised_raw = x."promisedRaw", told_by = x."toldBy",
    told_raised_at = x."toldRaisedAt", told_raised_before = x."toldRaisedBefore",
    telegram_chat_id = case when x.linked then coalesce(x."chatId", t.telegram_chat_id) end, updated_at = $2
  from input, jsonb_to_recordset(c->'tickets') as x(id bigint, "businessDate" date, status text,
    "orderAt" timestamptz, "queueType" text, "positionInQueue" int, "estimatedWaitMinutes" int, "estimatedLow" int,
    "estimatedHigh" int, "advisorId" bigint, "reservedAdvisorId" bigint, "reservedAt" timestamptz, "transferNote" text, "waitsAgain" text, "moduleNumber" int, "assignedAt" timestamptz,
    "startedAt" timestamptz, "completedAt" timestamptz, "closedAt" timestamptz, "cancelReason" text,
    "actualServiceTimeMinutes" numeric, "recallCount" int, "lastRecalledAt" timestamptz, "callReason" jsonb, "messagesPlanned" boolean, linked boolean,
    "chatId" text, ${PROMISE_FIELDS})
  where t.branch_id = $1 and t.business_date = x."businessDate" and t.id = x.id ${condition}
  returning t.id, t.national_id),`;

/** In two parts as well: in the first command of a day yesterday's holder leaves the module that the next one takes. */
const advisorUpdate = (name: string, condition: string): string => `${name} as (
  update advisor a set status = x.status, status_reason = x."statusReason", status_since = x."statusSince",
    offline_after_current = x."offlineAfterCurrent", module_number = x."moduleNumber",
    assigned_tickets_count = x."assignedTicketsCount", workload_minutes = x."workloadMinutes",
    average_service_time_minutes = least(x."averageServiceTimeMinutes", 999.99),
    total_tickets_served_today = x."servedToday", last_assigned_at = x."lastAssignedAt",
    last_command = x."lastCommand", last_command_at = x."lastCommandAt",
    learned = x.learned, updated_at = $2
  from input, jsonb_to_recordset(c->'advisors') as x(id bigint, status text, "statusReason" text,
    "statusSince" timestamptz, "offlineAfterCurrent" boolean, "moduleNumber" int, "assignedTicketsCount" int,
    "workloadMinutes" int, "averageServiceTimeMinutes" numeric, "servedToday" int, "lastAssignedAt" timestamptz, "lastCommand" jsonb,
    "lastCommandAt" timestamptz, learned jsonb)
  where a.id = x.id ${condition}
  returning a.id),`;

/**
 * Everything a command changed, in one statement. $1 branch, $2 now, $3 actor, $4 ip, $5 user agent, $6 the changes as
 * JSON. Only the parts that hold rows do any work.
 */
export const SAVE: Statement = {
  name: 'branch-save-5',
  text: `
with input as (select $6::jsonb as c),
new_ticket as (
  insert into ticket (id, branch_id, business_date, codigo_referencia, numero, national_id, national_id_hash, telefono,
    telefono_hash, branch_office, queue_type, status, preferential, language, order_at, position_in_queue,
    estimated_wait_minutes, estimated_low, estimated_high, assigned_advisor_id, assigned_module_number, assigned_at,
    messages_planned, telegram_chat_id, call_reason, promised_at, promised_minutes, promised_low, promised_high,
    promised_raw, told_by, created_at, updated_at)
  select x.id, $1, x."businessDate", x."codigoReferencia", x.numero, decode(x."nationalId", 'hex'),
    decode(x."nationalIdHash", 'hex'), decode(x.telefono, 'hex'), decode(x."telefonoHash", 'hex'), x."branchOffice",
    x."queueType", x.status, x.preferential, x.language, x."orderAt", x."positionInQueue", x."estimatedWaitMinutes",
    x."estimatedLow", x."estimatedHigh", x."advisorId", x."moduleNumber", x."assignedAt", x."messagesPlanned",
    x."chatId", x."callReason", x."promisedAt", x."promisedMinutes", x."promisedLow", x."promisedHigh",
    x."promisedRaw", x."toldBy", $2, $2
  from input, jsonb_to_recordset(c->'newTickets') as x(id bigint, "businessDate" date, "codigoReferencia" uuid,
    numero text, "nationalId" text, "nationalIdHash" text, telefono text, "telefonoHash" text, "branchOffice" text,
    "queueType" text, status text, preferential boolean, language text, "orderAt" timestamptz, "positionInQueue" int,
    "estimatedWaitMinutes" int, "estimatedLow" int, "estimatedHigh" int, "advisorId" bigint, "moduleNumber" int,
    "assignedAt" timestamptz, "messagesPlanned" boolean, "chatId" text, "callReason" jsonb,
    ${PROMISE_FIELDS})
  returning id),
${ticketUpdate('leaving', "and x.status <> 'ATENDIENDO'")}
${ticketUpdate('coming', "and x.status = 'ATENDIENDO' and (select count(*) from leaving) >= 0")}
${advisorUpdate('leaving_desks', "and x.status = 'OFFLINE'")}
${advisorUpdate('coming_to_desks', "and x.status <> 'OFFLINE' and (select count(*) from leaving_desks) >= 0")}
counters as (
  insert into ticket_counter (branch_id, queue_type, business_date, last_number)
  select $1, x."queueType", x."businessDate", x."lastNumber"
  from input, jsonb_to_recordset(c->'counters') as x("queueType" text, "businessDate" date, "lastNumber" int)
  on conflict (branch_id, queue_type, business_date) do update set last_number = excluded.last_number),
keys as (
  insert into idempotency_key (branch_id, actor, key, codigo_referencia, created_at)
  select $1, $3, x.key, x."codigoReferencia", $2
  from input, jsonb_to_recordset(c->'keys') as x(key text, "codigoReferencia" uuid)),
messages as (
  select x.* from input, jsonb_to_recordset(c->'messages') as x("ticketId" bigint, "businessDate" date, numero text,
    plantilla text, effect text, truth text, ready boolean, "dueAt" timestamptz)),
planned as (
  insert into mensaje (branch_id, ticket_id, business_date, plantilla, estado_envio, fecha_programada, ready_at, created_at)
  select $1, x."ticketId", x."businessDate", x.plantilla, case x.truth when 'over' then 'DESCARTADO' else 'PENDIENTE' end,
    x."dueAt", case when x.ready then $2 end, $2
  from messages x where x.effect = 'plan'
  returning id, ticket_id, plantilla, estado_envio),
due as (
  update mensaje m set ready_at = case when x.ready then $2 end,
    fecha_programada = case x.truth when 'now' then least(m.fecha_programada, $2) else m.fecha_programada end
  from messages x
  where x.effect = 'due' and m.business_date = x."businessDate" and m.ticket_id = x."ticketId"
    and m.plantilla = x.plantilla and m.estado_envio = 'PENDIENTE'
  returning m.id),
rearmed as (
  -- Whoever is sending it right now does so for the time before: what comes of that is not written down any more.
  update mensaje m set estado_envio = 'PENDIENTE', rearmed = m.rearmed + 1, ready_at = case when x.ready then $2 end,
    fecha_programada = x."dueAt", intentos = 0, fecha_envio = null, telegram_message_id = null, error_message = null,
    locked_until = null
  from messages x
  where x.effect = 'rearm' and m.business_date = x."businessDate" and m.ticket_id = x."ticketId"
    and m.plantilla = x.plantilla
  returning m.id),
discarded as (
  -- What is being sent right now is settled by its sender: it stays ready, so that it is looked at again should that fail.
  update mensaje m set estado_envio = case when m.locked_until is null then 'DESCARTADO' else m.estado_envio end,
    ready_at = case when m.locked_until is not null then $2::timestamptz end
  from messages x
  where x.effect = 'discard' and m.business_date = x."businessDate" and m.ticket_id = x."ticketId"
    and m.plantilla = x.plantilla and m.estado_envio = 'PENDIENTE'
  returning m.id, m.ticket_id, m.plantilla, m.estado_envio),
dropped as (
  select d.id, d.plantilla, x.numero
  from (
    select id, ticket_id, plantilla from discarded where estado_envio = 'DESCARTADO'
    union all select id, ticket_id, plantilla from planned where estado_envio = 'DESCARTADO') d
  join messages x on x."ticketId" = d.ticket_id and x.plantilla = d.plantilla),
events as (
  insert into audit_log (branch_id, entity_type, entity_id, entity_identifier, event_type, actor, old_state, new_state,
    additional_data, ip_address, user_agent, created_at)
  select $1, e.entity_type, e.entity_id, e.entity_identifier, e.event_type, e.actor, e.old_state, e.new_state, e.data,
    e.ip, e.agent, $2
  from (
    select x.place, x."entityType" as entity_type, x."entityId" as entity_id, x."entityIdentifier" as entity_identifier,
      x."eventType" as event_type, case when x."bySystem" then 'SISTEMA' else $3::text end as actor,
      x."oldState" as old_state, x."newState" as new_state, x.data,
      case when not x."bySystem" then $4::text end as ip, case when not x."bySystem" then $5::text end as agent
    from input, jsonb_to_recordset(c->'events') as x(place int, "entityType" text, "entityId" text,
      "entityIdentifier" text, "eventType" text, "bySystem" boolean, "oldState" jsonb, "newState" jsonb, data jsonb)
    union all
    select 1000000 + row_number() over (order by d.id), 'MENSAJE', d.id::text, d.numero, 'MENSAJE_DESCARTADO',
      'SISTEMA', '{"estadoEnvio": "PENDIENTE"}', '{"estadoEnvio": "DESCARTADO"}',
      jsonb_build_object('plantilla', d.plantilla), null, null
    from dropped d
  ) e
  -- Messages before the chain of events: in the order in which their sender takes them.
  where (select count(*) from due) + (select count(*) from rearmed) >= 0
  order by e.place),
queue_days as (
  insert into queue_day as q (branch_id, queue_type, business_date, issued, called, within_target, served, no_show,
    cancelled, wait_ms, service_ms, compared, error_ms, absolute_error_ms, covered)
  select $1, x."queueType", x."businessDate", x.issued, x.called, x."withinTarget", x.served, x."noShow", x.cancelled,
    x."waitMs", x."serviceMs", x.compared, x."errorMs", x."absoluteErrorMs", x.covered
  from input, jsonb_to_recordset(c->'queueDays') as x("queueType" text, "businessDate" date, issued int, called int,
    "withinTarget" int, served int, "noShow" int, cancelled int, "waitMs" bigint, "serviceMs" bigint,
    compared int, "errorMs" bigint, "absoluteErrorMs" bigint, covered int)
  on conflict (branch_id, queue_type, business_date) do update set issued = q.issued + excluded.issued,
    called = q.called + excluded.called, within_target = q.within_target + excluded.within_target,
    served = q.served + excluded.served, no_show = q.no_show + excluded.no_show,
    cancelled = q.cancelled + excluded.cancelled, wait_ms = q.wait_ms + excluded.wait_ms,
    service_ms = q.service_ms + excluded.service_ms, compared = q.compared + excluded.compared,
    error_ms = q.error_ms + excluded.error_ms, absolute_error_ms = q.absolute_error_ms + excluded.absolute_error_ms,
    covered = q.covered + excluded.covered),
queues as (
  update queue q set learned = x.learned, enabled = x.enabled, notice = x.notice
  from input, jsonb_to_recordset(c->'queues') as x("queueType" text, learned jsonb, enabled boolean, notice text)
  where q.branch_id = $1 and q.queue_type = x."queueType"),
advisor_days as (
  insert into advisor_day as d (branch_id, advisor_id, business_date, served, no_show, service_ms)
  select $1, x."advisorId", x."businessDate", x.served, x."noShow", x."serviceMs"
  from input, jsonb_to_recordset(c->'advisorDays') as x("advisorId" bigint, "businessDate" date, served int,
    "noShow" int, "serviceMs" bigint)
  on conflict (branch_id, advisor_id, business_date) do update set served = d.served + excluded.served,
    no_show = d.no_show + excluded.no_show, service_ms = d.service_ms + excluded.service_ms)
update branch b set revision = b.revision + x.step,
  positions_revision = case when x."positionsCurrent" then b.revision + x.step else b.positions_revision end,
  business_date = x."businessDate", day_closed = x."dayClosed", no_advisors_since = x."noAdvisorsSince",
  learned = x.learned, status = x.status, notice = x.notice
from input, jsonb_to_record(c->'patch') as x(step int, "positionsCurrent" boolean, "businessDate" date,
  "dayClosed" boolean, "noAdvisorsSince" timestamptz, learned jsonb, status text, notice text)
where b.id = $1
returning b.revision,
  (select coalesce(json_object_agg(t.id, encode(t.national_id, 'hex')), '{}')
   from (select * from leaving union all select * from coming) t) as sealed_ids,
  (select coalesce(json_agg(d.plantilla), '[]') from dropped d) as dropped_messages`,
};
