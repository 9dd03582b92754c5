/**
 * What a database must never hold, whatever was done to it: each query's rows are the violations. Some read everything that there
 * is, and take tickets and log to be whole as they are before a month leaves (R12): the doctor asks those of today alone.
 */
export const FORBIDDEN: Record<string, string> = {
  'R2: a number twice': `select branch_id, business_date, numero from ticket group by 1, 2, 3 having count(*) > 1`,
  'R2: a gap in the numbers of a queue': `
    select q.branch_id, t.business_date, q.queue_type, count(*), max(substr(numero, 2)::int), c.last_number
    from ticket t
    join audit_log e on e.entity_id = t.codigo_referencia::text and e.event_type = 'TICKET_CREADO'
    -- The one that gave the number: it may wait in another by now.
    join queue q on q.branch_id = t.branch_id and q.queue_type = e.new_state->>'queueType'
    left join ticket_counter c
      on c.branch_id = q.branch_id and c.business_date = t.business_date and c.queue_type = q.queue_type
    group by 1, 2, 3, 6
    having count(*) <> max(substr(numero, 2)::int) or min(substr(numero, 2)::int) <> 1
      or c.last_number is distinct from max(substr(numero, 2)::int)`,
  'R3: two active tickets of a person': `
    select national_id_hash from ticket where status in ('EN_ESPERA', 'PROXIMO', 'ATENDIENDO')
    group by 1 having count(*) > 1`,
  'R7: an advisor with two tickets': `
    select assigned_advisor_id from ticket where status = 'ATENDIENDO' group by 1 having count(*) > 1`,
  'R7: a module with two advisors': `
    select branch_id, module_number from advisor where status <> 'OFFLINE' group by 1, 2 having count(*) > 1`,
  'R7: a load that is not true': `
    select a.name, a.assigned_tickets_count, a.workload_minutes, count(t.id), coalesce(sum(q.average_time_minutes), 0)
    from advisor a
    left join ticket t on (t.status = 'ATENDIENDO' and t.assigned_advisor_id = a.id)
      or (t.status in ('EN_ESPERA', 'PROXIMO') and t.reserved_advisor_id = a.id)
    left join queue q on q.branch_id = t.branch_id and q.queue_type = t.queue_type
    group by a.id
    having a.assigned_tickets_count <> count(t.id) or a.workload_minutes <> coalesce(sum(q.average_time_minutes), 0)`,
  'R10: a ticket without its TICKET_CREADO, or with two': `
    select t.numero, count(e.id) from ticket t
    left join audit_log e on e.entity_id = t.codigo_referencia::text and e.event_type = 'TICKET_CREADO'
    group by t.codigo_referencia, t.numero having count(e.id) <> 1`,
  'R10: a last event that says another status than the ticket': `
    -- Each read once: a look back through the log for each ticket took minutes of a day of 25,000.
    select t.numero, t.status, e.event_type, e.new_state from ticket t
    join (select distinct on (entity_id) * from audit_log where entity_type = 'TICKET'
      order by entity_id, id desc) e on e.entity_id = t.codigo_referencia::text
    where e.new_state->>'status' <> t.status`,
  'R10: an event that does not follow the one before it': `
    select entity_identifier, event_type, was, old_state from (
      select *, lag(new_state->>'status') over (partition by entity_id order by id) as was
      from audit_log where entity_type = 'TICKET') e
    where (event_type = 'TICKET_CREADO') <> (was is null) or old_state->>'status' is distinct from was`,
  'R4: a command after the end': `
    select entity_identifier, event_type, was from (
      select *, lag(new_state->>'status') over (partition by entity_id order by id) as was
      from audit_log where entity_type = 'TICKET') e
    where was in ('COMPLETADO', 'CANCELADO', 'NO_ATENDIDO')
      and not (event_type = 'COMANDO_DESHECHO' or (event_type = 'TICKET_REACTIVADO' and was <> 'COMPLETADO'))`,
  'R7: a ticket assigned while it was served': `
    select entity_identifier from audit_log where event_type = 'TICKET_ASIGNADO' and old_state->>'status' = 'ATENDIENDO'`,
  'R7: a ticket that waits for somebody who is not there': `
    select t.numero, a.name from ticket t left join advisor a on a.id = t.reserved_advisor_id
    where t.reserved_advisor_id is not null
      and (t.status not in ('EN_ESPERA', 'PROXIMO') or t.reserved_at is null or a.status = 'OFFLINE')`,
  'R4: a ticket that outlived its day': `
    select b.code, t.numero, t.business_date from ticket t join branch b on b.id = t.branch_id
    where t.closed_at is null and t.business_date is distinct from b.business_date`,
  'R9: messages of a ticket that has ended and are still pending': `
    select t.numero from mensaje m join ticket t on t.id = m.ticket_id
    where m.estado_envio = 'PENDIENTE' and t.closed_at is not null`,
  'R12: figures of the day that its tickets do not confirm': `
    select q.queue_type, to_jsonb(q), to_jsonb(f) from queue_day q
    cross join lateral (
      -- A number stays that of the queue which gave it; everything else counts where it happened.
      select count(*) filter (where e.new_state->>'queueType' = q.queue_type) as issued,
        count(*) filter (where t.queue_type = q.queue_type and t.status = 'COMPLETADO') as served,
        count(*) filter (where t.queue_type = q.queue_type and t.status = 'NO_ATENDIDO') as no_show,
        count(*) filter (where t.queue_type = q.queue_type and t.status = 'CANCELADO') as cancelled,
        count(t.assigned_at) filter (where t.queue_type = q.queue_type) as called,
        coalesce(sum(round(extract(epoch from t.assigned_at - t.created_at) * 1000))
          filter (where t.queue_type = q.queue_type), 0) as wait_ms,
        count(t.assigned_at) filter (where t.queue_type = q.queue_type and t.promised_at is not null) as compared,
        coalesce(sum(round(extract(epoch from t.assigned_at - t.promised_at) * 1000) - t.promised_minutes * 60000)
          filter (where t.queue_type = q.queue_type), 0) as error_ms
      from ticket t
      left join audit_log e on e.entity_id = t.codigo_referencia::text and e.event_type = 'TICKET_CREADO'
      where t.branch_id = q.branch_id and t.business_date = q.business_date) f
    where (q.issued, q.served, q.no_show, q.cancelled, q.called, q.wait_ms, q.compared, q.error_ms)
      is distinct from (f.issued, f.served, f.no_show, f.cancelled, f.called, f.wait_ms, f.compared, f.error_ms)`,
  'R7: an advisor’s day that the tickets do not confirm': `
    select a.name, d.served, d.no_show from advisor_day d join advisor a on a.id = d.advisor_id
    cross join lateral (
      select count(*) filter (where t.status = 'COMPLETADO') as served,
        count(*) filter (where t.status = 'NO_ATENDIDO') as no_show
      from ticket t where t.assigned_advisor_id = d.advisor_id and t.business_date = d.business_date) f
    where (d.served, d.no_show) is distinct from (f.served::int, f.no_show::int)`,
};
