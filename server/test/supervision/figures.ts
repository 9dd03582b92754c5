import type { AdvisorView, Dashboard } from '@ticketero/contract';

/** The figures of a branch's dashboard, counted by SQL over the tickets alone: what its counters and sums say is not asked. */
export type Ask = (sql: string) => Promise<object[]>;

const TODAY = `ticket t join branch b on b.id = t.branch_id and b.code = 'CENTRO' and t.business_date = b.business_date`;
const iso = (expression: string): string =>
  `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export async function countsNow(ask: Ask): Promise<Dashboard['ticketsSummary']> {
  const count = (status: string) => `count(*) filter (where t.status = '${status}')::int`;
  return (
    await ask(
      `select ${count('EN_ESPERA')} as "enEspera", ${count('PROXIMO')} as proximo, ${count('ATENDIENDO')} as atendiendo,
      ${count('COMPLETADO')} as "completadosHoy", ${count('CANCELADO')} as "canceladosHoy",
      ${count('NO_ATENDIDO')} as "noAtendidosHoy",
      count(*) filter (where t.status in ('EN_ESPERA', 'PROXIMO', 'ATENDIENDO'))::int as "totalActivos"
     from ${TODAY}`,
    )
  )[0] as Dashboard['ticketsSummary'];
}

/** Without the estimate, which is no count. */
export async function queuesNow(ask: Ask): Promise<object[]> {
  return ask(
    `select q.queue_type as "queueType", q.display_name as "displayName", q.priority,
      q.target_wait_minutes as "targetWaitMinutes", q.alert_waiting as "alertWaiting", q.enabled, null as text,
      exists (select from advisor a where a.branch_id = q.branch_id and a.active and a.status <> 'OFFLINE'
        and a.queue_types ? q.queue_type) as "onDuty",
      coalesce(w.waiting, 0) as waiting, coalesce(w.next, 0) as next, coalesce(s.serving, 0) as "beingServed",
      w.first as "nextNumero", w.oldest as "oldestCreatedAt",
      case when coalesce(w.waiting, 0) = 0 then 'EMPTY' when w.waiting > q.alert_waiting then 'CRITICAL'
        when w.waiting > q.alert_waiting / 2.0 then 'HIGH_LOAD' else 'NORMAL' end as load
     from queue q join branch b on b.id = q.branch_id and b.code = 'CENTRO'
     left join (
       select t.queue_type, count(*)::int as waiting, count(*) filter (where t.status = 'PROXIMO')::int as next,
         (array_agg(t.numero order by t.order_at, t.id))[1] as first, ${iso('min(t.created_at)')} as oldest
       from ${TODAY} where t.status in ('EN_ESPERA', 'PROXIMO') group by 1) w on w.queue_type = q.queue_type
     left join (
       select t.queue_type, count(*)::int as serving from ${TODAY} where t.status = 'ATENDIENDO' group by 1
     ) s on s.queue_type = q.queue_type
     order by q.priority, q.queue_type`,
  );
}

/** Without the reason of the call. */
export async function advisorsNow(ask: Ask): Promise<Omit<AdvisorView, 'callReason'>[]> {
  return (await ask(
    `select a.id::int, a.name, a.email, a.status, a.status_reason as reason, ${iso('a.status_since')} as "statusSince",
      a.offline_after_current as "offlineAfterCurrent", a.module_number as "moduleNumber",
      c.numero as "currentTicket", ${iso('c.started_at')} as "currentStartedAt",
      coalesce(l.tickets, 0) as "assignedTicketsCount", coalesce(l.minutes, 0) as "workloadMinutes",
      coalesce(d.served, 0) as "totalTicketsServedToday", coalesce(d.mean, 0) as "averageServiceTimeMinutes",
      a.queue_types as "queueTypes", ${iso('a.last_assigned_at')} as "lastAssignedAt"
     from advisor a join branch branch on branch.id = a.branch_id and branch.code = 'CENTRO'
     left join (select t.* from ${TODAY} where t.status = 'ATENDIENDO') c on c.assigned_advisor_id = a.id
     left join (
       select coalesce(t.reserved_advisor_id, t.assigned_advisor_id) as advisor, count(*)::int as tickets,
         sum(q.average_time_minutes)::int as minutes
       from ${TODAY} join queue q on q.branch_id = t.branch_id and q.queue_type = t.queue_type
       where t.status = 'ATENDIENDO' or (t.status in ('EN_ESPERA', 'PROXIMO') and t.reserved_advisor_id is not null)
       group by 1) l on l.advisor = a.id
     left join (
       select t.assigned_advisor_id as advisor, count(*)::int as served,
         round((avg(extract(epoch from t.completed_at - t.assigned_at)) / 60)::numeric, 2)::float8 as mean
       from ${TODAY} where t.status = 'COMPLETADO' group by 1) d on d.advisor = a.id
     where a.active order by a.id`,
  )) as Omit<AdvisorView, 'callReason'>[];
}
