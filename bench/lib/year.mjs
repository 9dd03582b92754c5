// @ts-check
// A year of a big branch, written straight into its months: as many closed tickets, three messages and four events of the
// log each, as nobody could issue in minutes. Everything is shaped as the server leaves it, the sealed ids and phones are
// copies of a real ticket's, and the months carry every index of the schema. Three things are not true and said so: the days
// are marked as rolled up without their cells and the nights of R12 as done (else most of it would leave at once), and the hashes of the log are of the ids and not of the events, so that
// `npm run audit:verify` names the first of them.
import pg from 'pg';

/** The day's numbers are given out within these hours of UTC, so that the log's months are those of the tickets. */
const FROM_HOUR = 12;
const HOURS = 9;
const MESSAGES = ['totem_ticket_creado', 'totem_proximo_turno', 'totem_es_tu_turno'];
/** Two cores sort and write; more would only wait for the disk. */
const WRITERS = 2;
const SESSION = `set maintenance_work_mem = '512MB'; set max_parallel_maintenance_workers = 1; set work_mem = '64MB';
  set synchronous_commit = off; set jit = off`;

/**
 * @typedef {{ branchId: number, perDay: number, ticketBase: number, messageBase: number, auditBase: number, from: string }} Plan
 * @typedef {{ name: string, first: string, until: string }} Month
 */

/** $1 branch, $2 first day of the year, $3 tickets of a day: `n` counts the year's tickets from 0. */
const days = (/** @type {Month} */ month, /** @type {Plan} */ plan) => `
  (select d::date as day, (d::date - '${plan.from}'::date) * ${plan.perDay}::bigint + k as n, k,
    d + make_interval(secs => ${FROM_HOUR} * 3600 + k * ${HOURS} * 3600.0 / ${plan.perDay}) as at
   from generate_series('${month.first}'::timestamp, '${month.until}'::timestamp - interval '1 day', '1 day') d,
     generate_series(0, ${plan.perDay} - 1) k) y`;

const REFERENCE = (/** @type {Plan} */ plan) => `md5('year' || (${plan.ticketBase} + n))::uuid`;
const UTC = "at time zone 'UTC'";

/** Whose desk: the n-th ticket goes around the desks and the queues. */
const AROUND = `(array(select id from advisor where branch_id = $1 and active order by id))`;

/** @type {Record<'ticket' | 'mensaje' | 'audit_log', (plan: Plan, month: Month) => string>} */
const ROWS = {
  ticket: (plan, month) => `
    insert into %I (id, branch_id, business_date, codigo_referencia, numero, national_id, national_id_hash, telefono,
      telefono_hash, branch_office, queue_type, status, preferential, language, order_at, assigned_advisor_id,
      assigned_module_number, assigned_at, started_at, completed_at, closed_at, actual_service_time_minutes,
      messages_planned, telegram_chat_id, promised_at, promised_minutes, promised_low, promised_high, told_by,
      created_at, updated_at)
    select ${plan.ticketBase} + n, $1, day, ${REFERENCE(plan)}, a.prefixes[1 + n % 4] || (k + 1), s.national_id,
      sha256(int8send(n % 400000)), s.telefono, sha256(int8send(n % 400000 + 1)), s.branch_office, a.queues[1 + n % 4],
      'COMPLETADO', n % 10 = 0, 'es', at ${UTC}, a.advisors[1 + n % cardinality(a.advisors)],
      1 + n % cardinality(a.advisors), at ${UTC} + interval '14 min', at ${UTC} + interval '15 min',
      at ${UTC} + interval '19 min', at ${UTC} + interval '19 min', 4.5, true, (500000000 + n % 400000)::text,
      at ${UTC}, 15, 10, 25, at ${UTC} + interval '25 min', at ${UTC}, at ${UTC} + interval '19 min'
    from (select national_id, telefono, branch_office from ticket where branch_id = $1 and telefono is not null limit 1) s,
      (select array_agg(prefix order by prefix) as prefixes, array_agg(queue_type order by prefix) as queues,
         ${AROUND} as advisors from queue where branch_id = $1) a,
      ${days(month, plan)}`,
  mensaje: (plan, month) => `
    insert into %I (id, branch_id, ticket_id, business_date, plantilla, estado_envio, fecha_programada, fecha_envio,
      telegram_message_id, created_at, ready_at)
    select ${plan.messageBase} + n * 3 + m, $1, ${plan.ticketBase} + n, day, (array['${MESSAGES.join("','")}'])[1 + m],
      'ENVIADO', at ${UTC} + m * interval '7 min', at ${UTC} + m * interval '7 min', (n * 3 + m)::text, at ${UTC},
      at ${UTC} + m * interval '7 min'
    from ${days(month, plan)}, generate_series(0, 2) m where $1 > 0`,
  audit_log: (plan, month) => `
    insert into %I (id, branch_id, entity_type, entity_id, entity_identifier, event_type, actor, old_state, new_state,
      additional_data, prev_hash, hash, created_at, advisor_id)
    select e.id, $1, 'TICKET', ${REFERENCE(plan)}::text, 'C' || (k + 1),
      (array['TICKET_CREADO', 'TICKET_ASIGNADO', 'TICKET_INICIADO', 'TICKET_COMPLETADO'])[1 + m],
      case m when 0 then 'KIOSK:Kiosko demo' when 1 then 'SISTEMA' else 'asesor' || e.advisor || '@banco.com' end,
      case when m > 0 then '{"status": "ATENDIENDO"}'::jsonb end,
      jsonb_build_object('status', (array['EN_ESPERA', 'ATENDIENDO', 'ATENDIENDO', 'COMPLETADO'])[1 + m],
        'advisorId', case when m > 0 then e.advisor end, 'moduleNumber', case when m > 0 then 1 + n % 5 end,
        'queueType', 'CAJA'),
      case m when 0 then '{"positionInQueue": 4, "estimatedWaitMinutes": 20}'::jsonb
        when 1 then '{"policy": "guard", "reason": "esperó 14 de 20 min"}' when 3 then '{"actualServiceTimeMinutes": 4.5}' end,
      sha256(int8send(e.id - 1)), sha256(int8send(e.id)), at ${UTC} + m * interval '6 min',
      case when m > 0 then e.advisor end
    from ${days(month, plan)}, generate_series(0, 3) m,
      (select ${AROUND} as advisors) a,
      lateral (select ${plan.auditBase} + n * 4 + m as id, a.advisors[1 + n % cardinality(a.advisors)] as advisor) e`,
};

/**
 * Fills one month of one table beside the others and puts it in its place: rows first, then all of its indexes at once.
 * @param {pg.Client} client
 * @param {keyof typeof ROWS} table
 * @param {Plan} plan
 * @param {Month} month
 */
async function fillMonth(client, table, plan, month) {
  const child = `${table}_${month.name}`;
  const midnight = table === 'audit_log' ? ' 00:00:00+00' : '';
  const first = `${month.name.slice(0, 4)}-${month.name.slice(4)}-01`;
  const { rows: bounds } = await client.query(
    `select to_char($1::date + interval '1 month', 'YYYY-MM-DD') as next, to_regclass($2) as there`,
    [first, child],
  );
  const bound = `from ('${first}${midnight}') to ('${bounds[0].next}${midnight}')`;
  await client.query('begin');
  await client.query(
    `create table "${child}_new" (like ${table} including defaults including constraints including storage)`,
  );
  await client.query(
    ROWS[table](plan, month).replaceAll('%I', `"${child}_new"`).replaceAll('$1', String(plan.branchId)),
  );
  await client.query('commit');
  // The present month was made at the start; what it holds comes along.
  if (bounds[0].there) {
    await client.query(`alter table ${table} detach partition "${child}"`);
    await client.query(`insert into "${child}_new" select * from "${child}"`);
    await client.query(`drop table "${child}"`);
  }
  await client.query(`alter table "${child}_new" rename to "${child}"`);
  await indexAs(client, table, child);
  const column = table === 'audit_log' ? 'created_at' : 'business_date';
  // What is checked already is not read again when the month is put in its place.
  await client.query(
    `alter table "${child}" add constraint in_month check (${column} is not null and ${column} >= '${first}${midnight}'
      and ${column} < '${bounds[0].next}${midnight}')`,
  );
  await client.query(`alter table ${table} attach partition "${child}" for values ${bound}`);
  await client.query(`alter table "${child}" drop constraint in_month`);
  if (table === 'audit_log') await client.query('select guard_audit_partition($1)', [child]);
  await client.query(`vacuum (freeze, analyze) "${child}"`);
}

/**
 * Keys and indexes as those of the whole table, before it is put in its place: there it would hold the table's lock meanwhile.
 * @param {pg.Client} client
 * @param {string} table
 * @param {string} child
 */
async function indexAs(client, table, child) {
  const { rows: keys } = await client.query(
    `select pg_get_constraintdef(oid) as text from pg_constraint where conrelid = $1::regclass and contype in ('p', 'u')`,
    [table],
  );
  for (const { text } of keys) await client.query(`alter table "${child}" add ${text}`);
  const { rows: indexes } = await client.query(
    `select pg_get_indexdef(indexrelid) as text from pg_index i where indrelid = $1::regclass
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [table],
  );
  for (const { text } of indexes) {
    await client.query(text.replace(/INDEX \S+ ON (ONLY )?\S+/, `INDEX ON "${child}"`));
  }
}

/**
 * The year until yesterday.
 * @param {string} url as the schema's owner, a superuser
 * @param {{ branchId: number, tickets: number, log?: (line: string) => void }} options
 */
export async function writeYear(url, { branchId, tickets, log = () => {} }) {
  const begin = performance.now();
  const main = new pg.Client(url);
  await main.connect();
  await main.query(SESSION);
  const plan = await planYear(main, branchId, Math.max(1, Math.round(tickets / 365)));
  const { rows: months } = await main.query(
    `select to_char(m, 'YYYYMM') as name, to_char(greatest(m, $1::date), 'YYYY-MM-DD') as first,
       to_char(least(m + interval '1 month', $1::date + 365), 'YYYY-MM-DD') as until
     from generate_series(date_trunc('month', $1::date), $1::date + 364, '1 month') m`,
    [plan.from],
  );
  const work = /** @type {(keyof typeof ROWS)[]} */ (['audit_log', 'mensaje', 'ticket']).flatMap((table) =>
    months.map((month) => ({ table, month })),
  );
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const client = new pg.Client(url);
      await client.connect();
      await client.query(SESSION);
      for (let next = work.shift(); next; next = work.shift()) {
        await fillMonth(client, next.table, plan, next.month);
        log(`${next.table} ${next.month.name} after ${Math.round((performance.now() - begin) / 1000)} s`);
      }
      await client.end();
    }),
  );
  await beside(main, plan);
  const { rows } = await main.query('select pg_database_size(current_database()) as bytes');
  await main.end();
  return {
    seconds: (performance.now() - begin) / 1000,
    gigabytes: Number(rows[0].bytes) / 2 ** 30,
    tickets: plan.perDay * 365,
  };
}

/**
 * Where the year begins, and ids that nobody else is given.
 * @param {pg.Client} client
 * @param {number} branchId
 * @param {number} perDay
 * @returns {Promise<Plan>}
 */
async function planYear(client, branchId, perDay) {
  const { rows } = await client.query(
    `select to_char((timezone(time_zone, now()))::date - 365, 'YYYY-MM-DD') as from from branch where id = $1`,
    [branchId],
  );
  const reserve = async (/** @type {string} */ table, /** @type {number} */ count) => {
    const sequence = `pg_get_serial_sequence('${table}', 'id')`;
    const { rows: ids } = await client.query(`select setval(${sequence}, nextval(${sequence}) + $1) - $1 as base`, [
      count,
    ]);
    return Number(ids[0].base);
  };
  const year = perDay * 365;
  return {
    ...{ branchId, perDay, from: rows[0].from },
    ticketBase: await reserve('ticket', year),
    messageBase: await reserve('mensaje', year * 3),
    auditBase: await reserve('audit_log', year * 4),
  };
}

/**
 * What stands beside the rows: the counts of the log and its head, the days that are over.
 * @param {pg.Client} client
 * @param {Plan} plan
 */
async function beside(client, { branchId, perDay, auditBase, from }) {
  const last = auditBase + perDay * 365 * 4 - 1;
  await client.query(
    `insert into audit_count select branch_id, (created_at at time zone 'UTC')::date, entity_type, event_type, actor,
       coalesce(advisor_id, 0), count(*), min(created_at), max(created_at)
     from audit_log where branch_id = ${branchId} and id between ${auditBase} and ${last} group by 1, 2, 3, 4, 5, 6
     on conflict do nothing`,
  );
  await client.query(
    `update audit_chain set length = length + ${perDay * 365 * 4}, last_id = ${last}, head = sha256(int8send(${last}::bigint))
     where branch_id = ${branchId}`,
  );
  const days = `generate_series('${from}'::date, '${from}'::date + 364, '1 day') d`;
  await client.query(`insert into report_day select ${branchId}, d::date, now() from ${days}`);
  await client.query(
    `insert into ticket_counter select ${branchId}, queue_type, d::date, ${perDay} from queue, ${days} where branch_id = ${branchId}`,
  );
  await client.query(
    `insert into queue_day (branch_id, queue_type, business_date, issued, called, served)
     select ${branchId}, queue_type, d::date, ${perDay} / 4, ${perDay} / 4, ${perDay} / 4 from queue, ${days} where branch_id = ${branchId}`,
  );
  await client.query(
    `insert into advisor_day select ${branchId}, id, d::date, ${perDay} / 5, 0, 0 from advisor, ${days} where branch_id = ${branchId}`,
  );
  await client.query(
    `insert into retention_night select id, current_date + 1000 from branch
     on conflict (branch_id) do update set day = excluded.day`,
  );
  await client.query('vacuum (analyze) audit_count, report_day, ticket_counter, queue_day, advisor_day');
  await client.query('analyze ticket, mensaje, audit_log');
}
