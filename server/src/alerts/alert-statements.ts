import { CONFIGURATION_LIMITS } from '@ticketero/contract';
import { DEFAULT_SETTINGS } from '@ticketero/core';

import type { Statement } from '../platform/database/transactions.js';

/** $1 branch, $2 now, $3 the finding as JSON. It cannot have been so for less than no time, whatever the clocks say. */
export const RAISE: Statement = {
  name: 'alert-raise-1',
  text: `insert into alert (branch_id, type, severity, queue_type, advisor_id, device_id, since, raised_at, facts)
    select $1, x.type, x.severity, x."queueType", x."advisorId", x."deviceId",
      least(coalesce(to_timestamp(x.since::double precision / 1000), $2), $2), $2, x.facts
    from jsonb_to_record($3::jsonb) as x(type text, severity text, "queueType" text, "advisorId" bigint,
      "deviceId" bigint, since bigint, facts jsonb)
    returning id, since`,
};
/** $1 branch, $2 now, $3 ids. A clock that is behind ends nothing before it began. */
export const CLEAR: Statement = {
  name: 'alert-clear-1',
  text: `update alert set cleared_at = greatest($2, raised_at)
    where branch_id = $1 and id = any($3::bigint[]) and cleared_at is null`,
};
/** $2: what is turning; $3: 1 where screens have to hear of it. No position depends on an alert: what was settled stays so. */
export const REMEMBER: Statement = {
  name: 'alert-remember-1',
  text: `update branch set alerts_turning = $2, revision = revision + $3::int,
      positions_revision = positions_revision + case when positions_revision = revision then $3::int else 0 end
    where id = $1`,
};

/** Every branch. `awake`: somebody waits or works there, or an alert has begun; elsewhere only a device can be amiss.
 *  `version`: as long as it is the same, nothing of the branch has changed that an alert is made of. $1 now. */
export const TO_WATCH: Statement = {
  name: 'alert-watch-2',
  text: `select b.id, b.time_zone as "timeZone", b.opening_hours as "openingHours",
      concat_ws(' ', b.revision, b.positions_revision, b.alerts_turning) as version,
      b.alerts_turning <> '{}'
        or exists (select from alert e where e.branch_id = b.id and e.cleared_at is null)
        or exists (select from advisor a where a.branch_id = b.id and a.active and a.status <> 'OFFLINE')
        or exists (select from ticket t where t.branch_id = b.id and t.business_date >= ($1::timestamptz)::date - 7
          and t.status in ('EN_ESPERA', 'PROXIMO', 'ATENDIENDO')) as awake
    from branch b order by b.id`,
};

/** What no branch's own threshold is longer than. Known before it runs, so that no month behind is looked into. */
const inTheLastHours = (column: string): string =>
  `${column} >= $2::timestamptz - interval '${CONFIGURATION_LIMITS.failedOverMinutes.max} minutes'`;

/** See AlertFigures; of all these branches at once. $1 their ids, $2 now. */
export const FIGURES: Statement = {
  name: 'alert-figures-3',
  text: `select b.id, json_build_object(
    'messages', (
      select json_build_object('tried', count(*), 'failed', count(*) filter (where l.last <> 'MENSAJE_ENVIADO'))
      from (
        select distinct on (entity_id) event_type as last from audit_log
        where branch_id = b.id and ${inTheLastHours('created_at')} and created_at >= $2::timestamptz - make_interval(mins =>
            coalesce((b.settings->'alerts'->>'failedOverMinutes')::int, ${DEFAULT_SETTINGS.alerts.failedOverMinutes}))
          and entity_type = 'MENSAJE'
          and event_type in ('MENSAJE_ENVIADO', 'MENSAJE_REINTENTADO', 'MENSAJE_FALLIDO')
        order by entity_id, id desc) l),
    'promises', (
      select coalesce(json_agg(json_build_object('queueType', queue_type, 'compared', compared, 'covered', covered)
        order by queue_type), '[]')
      from queue_day where branch_id = b.id
        and business_date = greatest(b.business_date, timezone(b.time_zone, $2::timestamptz)::date)),
    'devices', (
      select coalesce(json_agg(json_build_object('deviceId', id, 'name', name, 'kind', kind,
        'seenAt', floor(extract(epoch from last_seen_at) * 1000)::bigint) order by id), '[]')
      from device
      where branch_id = b.id and revoked_at is null and paired_at is not null and last_seen_at is not null)) as figures
    from branch b where b.id = any($1::bigint[])`,
};

export const ACKNOWLEDGE: Statement = {
  name: 'alert-acknowledge-1',
  text: `update alert set acknowledged_by = $3, acknowledged_at = $4
    where branch_id = $1 and id = $2 and acknowledged_at is null returning id`,
};

const ms = (column: string): string => `floor(extract(epoch from ${column}) * 1000)::bigint::float8`;
const EPISODE = `select id::float8 as id, type, severity, queue_type as "queueType", advisor_id::float8 as "advisorId",
    device_id::float8 as "deviceId", ${ms('since')} as since, ${ms('raised_at')} as "raisedAt", facts,
    acknowledged_by as "acknowledgedBy", ${ms('acknowledged_at')} as "acknowledgedAt", ${ms('cleared_at')} as "clearedAt"
  from alert`;
export const ONE: Statement = { name: 'alert-one-1', text: `${EPISODE} where branch_id = $1 and id = $2` };

/** $2, $3: raised from … to before …; $4 a type, or null. */
const MATCHES = `where branch_id = $1 and raised_at >= $2 and raised_at < $3 and ($4::text is null or type = $4)`;
export const PAGE: Statement = {
  name: 'alert-page-1',
  text: `${EPISODE} ${MATCHES} order by raised_at desc, id desc limit $5 offset $6`,
};
export const COUNT: Statement = { name: 'alert-count-1', text: `select count(*)::int as total from alert ${MATCHES}` };

export const FORGET: Statement = { name: 'alert-forget-1', text: 'delete from alert where cleared_at < $1' };
