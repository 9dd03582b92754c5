import type { TestApp } from '../support/app.js';
import { rows } from '../support/rows.js';

/** Events of one statement: each updates the head of its chain, whose versions pile up until the end of it. */
const BATCH = 500;

/**
 * Events of a branch, through the triggers, like those of commands but made from their number: tickets of four queues,
 * five advisors, a few of every rarer kind; `perDay` a day, the last of them a minute before `until` (ms).
 */
export async function writeEvents(
  test: Pick<TestApp, 'dataSource'>,
  options: { count: number; perDay: number; until: number; branch?: string },
): Promise<void> {
  const { count, perDay, until, branch = 'CENTRO' } = options;
  const stepMs = 86_400_000 / perDay;
  const first = until - 60_000 - (count - 1) * stepMs;
  for (let at = first; at < until; at += 20 * 86_400_000) {
    await rows(test, 'select ensure_month_partitions($1::date)', [new Date(at).toISOString().slice(0, 10)]);
  }
  for (let done = 0; done < count; done += BATCH) {
    await rows(test, INSERT, [branch, done, Math.min(done + BATCH, count) - 1, new Date(first), stepMs]);
  }
}

const INSERT = `
insert into audit_log (branch_id, entity_type, entity_id, entity_identifier, event_type, actor, old_state, new_state,
  additional_data, ip_address, user_agent, created_at)
select b.id, e.entity_type, case e.entity_type when 'TICKET' then '00000000-0000-4000-8000-' || lpad((n / 8)::text, 12, '0')
    when 'ADVISOR' then coalesce(e.advisor::text, '0')
    when 'USER' then coalesce((select user_id::text from advisor where id = e.advisor), '0') else b.id::text end,
  case e.entity_type when 'TICKET' then substr('CPEG', 1 + n % 4, 1) || lpad((1 + n / 8 % 40)::text, 2, '0')
    when 'ADVISOR' then (select name from advisor where id = e.advisor) end,
  e.event_type, case when n % 3 = 0 then 'SISTEMA' when n % 3 = 1 then coalesce((select email from advisor where id = e.advisor), 'CLIENTE')
    else 'KIOSK:Kiosko 1' end,
  null, case when e.entity_type = 'TICKET' and n % 2 = 0 then jsonb_build_object('status', 'ATENDIENDO', 'advisorId', e.advisor)
    else '{"status": "EN_ESPERA", "advisorId": null}' end,
  jsonb_build_object('reason', 'C' || n || ': esperó "mucho"; =1+1'), '10.0.0.1', 'Mozilla/5.0 (prueba; ñandú)',
  $4::timestamptz + n * $5::float8 * interval '1 millisecond'
from branch b, generate_series($2::int, $3::int) n, lateral (
  select case when n % 97 = 0 then 'USER' when n % 41 = 0 then 'BRANCH' when n % 4 = 0 then 'ADVISOR' else 'TICKET' end,
    case when n % 97 = 0 then 'SESION_INICIADA' when n % 41 = 0 then 'NO_ADVISORS_AVAILABLE'
      when n % 4 = 0 then (array['ADVISOR_ASSIGNED', 'ADVISOR_FREED'])[1 + n % 2]
      else (array['TICKET_CREADO', 'TICKET_PROXIMO', 'TICKET_ASIGNADO', 'TICKET_COMPLETADO'])[1 + n % 4] end,
    (select id from advisor where branch_id = b.id order by id offset n % 5 limit 1)) e (entity_type, event_type, advisor)
where b.code = $1 order by n`;
