import type { Statement } from '../platform/database/transactions.js';

/**
 * The statement that writes what a command changed. It is put together of the parts that this command needs: what every
 * update of a partitioned table costs before it has looked at a single row was most of what one statement for all took.
 */

/** The months of the tickets that a command changes, as dates: from the first day of one to that of another, exclusive. */
export interface Months {
  from: string;
  until: string;
}

/**
 * As constants, so that the plan is made for these months alone. An update whose months are known only when it runs is begun for
 * every month that is kept, and asks what each of them looks like: with a year behind it call-next took three times as long.
 */
const within = (table: string, { from, until }: Months): string =>
  `${table}.business_date >= date '${from}' and ${table}.business_date < date '${until}'`;

/** What the payload says of a ticket's promise and bound (R8). */
const PROMISE_FIELDS = `"promisedAt" timestamptz, "promisedMinutes" int, "promisedLow" int, "promisedHigh" int,
    "promisedRaw" jsonb, "toldBy" timestamptz, "toldRaisedAt" timestamptz, "toldRaisedBefore" timestamptz`;

/**
 * The update of the changed tickets. In two parts, those that leave a desk before those that come to one: a unique index
 * is checked row by row, and the next customer must not meet the last one at the same advisor.
 */
const ticketUpdate = (name: string, months: Months, condition: string): string => `${name} as (
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
  where t.branch_id = $1 and t.business_date = x."businessDate" and t.id = x.id and ${within('t', months)} ${condition}
  returning t.id, t.national_id)`;

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
  returning a.id)`;

const NEW_TICKET = `new_ticket as (
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
  returning id)`;

const COUNTERS = `counters as (
  insert into ticket_counter (branch_id, queue_type, business_date, last_number)
  select $1, x."queueType", x."businessDate", x."lastNumber"
  from input, jsonb_to_recordset(c->'counters') as x("queueType" text, "businessDate" date, "lastNumber" int)
  on conflict (branch_id, queue_type, business_date) do update set last_number = excluded.last_number)`;

const KEYS = `keys as (
  insert into idempotency_key (branch_id, actor, key, codigo_referencia, created_at)
  select $1, $3, x.key, x."codigoReferencia", $2
  from input, jsonb_to_recordset(c->'keys') as x(key text, "codigoReferencia" uuid))`;

const MESSAGES = `messages as (
  select x.* from input, jsonb_to_recordset(c->'messages') as x("ticketId" bigint, "businessDate" date, numero text,
    plantilla text, effect text, truth text, ready boolean, "dueAt" timestamptz))`;

const PLANNED = `planned as (
  insert into mensaje (branch_id, ticket_id, business_date, plantilla, estado_envio, fecha_programada, ready_at, created_at)
  select $1, x."ticketId", x."businessDate", x.plantilla, case x.truth when 'over' then 'DESCARTADO' else 'PENDIENTE' end,
    x."dueAt", case when x.ready then $2 end, $2
  from messages x where x.effect = 'plan'
  returning id, ticket_id, plantilla, estado_envio)`;

const due = (months: Months): string => `due as (
  update mensaje m set ready_at = case when x.ready then $2 end,
    fecha_programada = case x.truth when 'now' then least(m.fecha_programada, $2) else m.fecha_programada end
  from messages x
  where x.effect = 'due' and m.business_date = x."businessDate" and ${within('m', months)} and m.ticket_id = x."ticketId"
    and m.plantilla = x.plantilla and m.estado_envio = 'PENDIENTE'
  returning m.id)`;

const rearmed = (months: Months): string => `rearmed as (
  -- Whoever is sending it right now does so for the time before: what comes of that is not written down any more.
  update mensaje m set estado_envio = 'PENDIENTE', rearmed = m.rearmed + 1, ready_at = case when x.ready then $2 end,
    fecha_programada = x."dueAt", intentos = 0, fecha_envio = null, telegram_message_id = null, error_message = null,
    locked_until = null
  from messages x
  where x.effect = 'rearm' and m.business_date = x."businessDate" and ${within('m', months)} and m.ticket_id = x."ticketId"
    and m.plantilla = x.plantilla
  returning m.id)`;

const discarded = (months: Months): string => `discarded as (
  -- What is being sent right now is settled by its sender: it stays ready, so that it is looked at again should that fail.
  update mensaje m set estado_envio = case when m.locked_until is null then 'DESCARTADO' else m.estado_envio end,
    ready_at = case when m.locked_until is not null then $2::timestamptz end
  from messages x
  where x.effect = 'discard' and m.business_date = x."businessDate" and ${within('m', months)} and m.ticket_id = x."ticketId"
    and m.plantilla = x.plantilla and m.estado_envio = 'PENDIENTE'
  returning m.id, m.ticket_id, m.plantilla, m.estado_envio)`;

/** The messages that are no longer true: withdrawn, or over before they were planned. */
const dropped = (has: SaveParts): string => `dropped as (
  select d.id, d.plantilla, x.numero
  from (
    ${[
      has.withdrawn && "select id, ticket_id, plantilla from discarded where estado_envio = 'DESCARTADO'",
      has.planned && "select id, ticket_id, plantilla from planned where estado_envio = 'DESCARTADO'",
    ]
      .filter(Boolean)
      .join(' union all ')}) d
  join messages x on x."ticketId" = d.ticket_id and x.plantilla = d.plantilla)`;

const DROPPED_EVENTS = `
    union all
    select 1000000 + row_number() over (order by d.id), 'MENSAJE', d.id::text, d.numero, 'MENSAJE_DESCARTADO',
      'SISTEMA', '{"estadoEnvio": "PENDIENTE"}', '{"estadoEnvio": "DESCARTADO"}',
      jsonb_build_object('plantilla', d.plantilla), null, null
    from dropped d`;

/** Messages before the chain of events: in the order in which their sender takes them. */
const events = (has: SaveParts): string => `events as (
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
    ${dropsMessages(has) ? DROPPED_EVENTS : ''}
  ) e
  where ${has.due ? '(select count(*) from due) >= 0' : 'true'} and ${has.rearmed ? '(select count(*) from rearmed) >= 0' : 'true'}
  order by e.place)`;

const QUEUE_DAYS = `queue_days as (
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
    covered = q.covered + excluded.covered)`;

const QUEUES = `queues as (
  update queue q set learned = x.learned, enabled = x.enabled, notice = x.notice
  from input, jsonb_to_recordset(c->'queues') as x("queueType" text, learned jsonb, enabled boolean, notice text)
  where q.branch_id = $1 and q.queue_type = x."queueType")`;

const ADVISOR_DAYS = `advisor_days as (
  insert into advisor_day as d (branch_id, advisor_id, business_date, served, no_show, service_ms)
  select $1, x."advisorId", x."businessDate", x.served, x."noShow", x."serviceMs"
  from input, jsonb_to_recordset(c->'advisorDays') as x("advisorId" bigint, "businessDate" date, served int,
    "noShow" int, "serviceMs" bigint)
  on conflict (branch_id, advisor_id, business_date) do update set served = d.served + excluded.served,
    no_show = d.no_show + excluded.no_show, service_ms = d.service_ms + excluded.service_ms)`;

const BRANCH = (has: SaveParts): string => `update branch b set revision = b.revision + x.step,
  positions_revision = case when x."positionsCurrent" then b.revision + x.step else b.positions_revision end,
  business_date = x."businessDate", day_closed = x."dayClosed", no_advisors_since = x."noAdvisorsSince",
  learned = x.learned, status = x.status, notice = x.notice
from input, jsonb_to_record(c->'patch') as x(step int, "positionsCurrent" boolean, "businessDate" date,
  "dayClosed" boolean, "noAdvisorsSince" timestamptz, learned jsonb, status text, notice text)
where b.id = $1
returning b.revision, ${sealedIds(has)} as sealed_ids,
  ${dropsMessages(has) ? "(select coalesce(json_agg(d.plantilla), '[]') from dropped d)" : "'[]'::json"} as dropped_messages`;

const dropsMessages = (has: SaveParts): boolean => has.planned || has.withdrawn;

function sealedIds({ leaving, coming }: SaveParts): string {
  const changed = [leaving && 'select * from leaving', coming && 'select * from coming'].filter(Boolean);
  if (changed.length === 0) return "'{}'::json";
  return `(select coalesce(json_object_agg(t.id, encode(t.national_id, 'hex')), '{}') from (${changed.join(' union all ')}) t)`;
}

/** Which parts of the changes hold rows. */
export interface SaveParts {
  issued: boolean;
  keyed: boolean;
  /** Tickets that are on no desk afterwards, and those that are. */
  leaving: boolean;
  coming: boolean;
  /** Advisors likewise. */
  leavingDesks: boolean;
  comingToDesks: boolean;
  planned: boolean;
  due: boolean;
  rearmed: boolean;
  withdrawn: boolean;
  queueDays: boolean;
  queues: boolean;
  advisorDays: boolean;
}

/** In the order in which they are written. A part that comes after another looks at it: see ticketUpdate. */
function partsOf(has: SaveParts, months: Months): string[] {
  const after = (first: string, there: boolean): string => (there ? `and (select count(*) from ${first}) >= 0` : '');
  const messages = has.planned || has.due || has.rearmed || has.withdrawn;
  return [
    'input as (select $6::jsonb as c)',
    has.issued && NEW_TICKET,
    has.leaving && ticketUpdate('leaving', months, "and x.status <> 'ATENDIENDO'"),
    has.coming && ticketUpdate('coming', months, `and x.status = 'ATENDIENDO' ${after('leaving', has.leaving)}`),
    has.leavingDesks && advisorUpdate('leaving_desks', "and x.status = 'OFFLINE'"),
    has.comingToDesks &&
      advisorUpdate('coming_to_desks', `and x.status <> 'OFFLINE' ${after('leaving_desks', has.leavingDesks)}`),
    has.issued && COUNTERS,
    has.keyed && KEYS,
    messages && MESSAGES,
    has.planned && PLANNED,
    has.due && due(months),
    has.rearmed && rearmed(months),
    has.withdrawn && discarded(months),
    dropsMessages(has) && dropped(has),
    events(has),
    has.queueDays && QUEUE_DAYS,
    has.queues && QUEUES,
    has.advisorDays && ADVISOR_DAYS,
  ].filter((part) => part !== false);
}

const made = new Map<string, Statement>();
/** Some months of all of them. A connection forgets them with its own end: see data-source.ts. */
const KEPT = 200;

/**
 * Everything a command changed, in one statement. $1 branch, $2 now, $3 actor, $4 ip, $5 user agent, $6 the changes as
 * JSON. One name for each set of parts in a month: a few dozen in all, each parsed once by a connection.
 */
export function saveStatement(has: SaveParts, months: Months): Statement {
  const letters = Object.entries(has)
    .map(([part, there]) => (there ? SAVE_LETTERS[part as keyof SaveParts] : ''))
    .join('');
  const name = `branch-save-${letters || 'x'}-8-${monthName(months.from)}-${monthName(months.until)}`;
  const known = made.get(name);
  if (known) return known;
  const statement = { name, text: `with ${partsOf(has, months).join(',\n')}\n${BRANCH(has)}` };
  if (made.size >= KEPT) made.clear();
  made.set(name, statement);
  return statement;
}

const monthName = (date: string): string => date.slice(0, 7).replace('-', '');

const SAVE_LETTERS: Record<keyof SaveParts, string> = {
  issued: 'i',
  keyed: 'k',
  leaving: 'l',
  coming: 'c',
  leavingDesks: 'o',
  comingToDesks: 'd',
  planned: 'p',
  due: 'u',
  rearmed: 'r',
  withdrawn: 'w',
  queueDays: 'q',
  queues: 'y',
  advisorDays: 'a',
};
