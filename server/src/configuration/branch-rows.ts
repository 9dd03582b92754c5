import type { BranchFileQueue } from '@ticketero/contract';

import { queueFacts } from '../branches/index.js';
import { sqlState, type Statement, type Tx } from '../platform/database/transactions.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { readFacts, storedFacts, type BranchFacts, type BranchRow } from './facts.js';

const BRANCH: Statement = {
  name: 'configuration-branch-1',
  text: `select id, code, name, time_zone, module_count, active, opening_hours, settings from branch where id = $1`,
};
const QUEUES: Statement = {
  name: 'configuration-queues-1',
  text: `select queue_type as "queueType", display_name as "displayName", prefix, priority,
      average_time_minutes as "averageTimeMinutes", target_wait_minutes as "targetWaitMinutes",
      alert_waiting as "alertWaiting", daily_cap as "dailyCap", enabled
    from queue where branch_id = $1 order by queue_type`,
};
const SET_BRANCH: Statement = {
  name: 'configuration-set-branch-1',
  text: `update branch set name = $2, time_zone = $3, module_count = $4, active = $5, opening_hours = $6,
      settings = settings || $7::jsonb where id = $1`,
};
const INSERT_BRANCH: Statement = {
  name: 'configuration-insert-branch-1',
  text: `insert into branch (code, name, time_zone, module_count, active, opening_hours, settings, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
};
const PUT_QUEUE: Statement = {
  name: 'configuration-put-queue-1',
  text: `insert into queue (branch_id, queue_type, display_name, prefix, priority, average_time_minutes, target_wait_minutes,
      alert_waiting, daily_cap, enabled)
    select $1, x."queueType", x."displayName", x.prefix, x.priority, x."averageTimeMinutes", x."targetWaitMinutes",
      x."alertWaiting", x."dailyCap", x.enabled
    from jsonb_to_record($2::jsonb) as x("queueType" text, "displayName" text, prefix text, priority int,
      "averageTimeMinutes" int, "targetWaitMinutes" int, "alertWaiting" int, "dailyCap" int, enabled boolean)
    on conflict (branch_id, queue_type) do update set display_name = excluded.display_name, prefix = excluded.prefix,
      priority = excluded.priority, average_time_minutes = excluded.average_time_minutes,
      target_wait_minutes = excluded.target_wait_minutes, alert_waiting = excluded.alert_waiting,
      daily_cap = excluded.daily_cap, enabled = excluded.enabled`,
};
/** A letter that another queue has given numbers with today would give them twice (R2). */
const PREFIX_USED_TODAY: Statement = {
  name: 'configuration-prefix-used-1',
  text: `select 1 from ticket t join branch b on b.id = t.branch_id
    where t.branch_id = $1 and t.business_date = b.business_date and t.queue_type <> $2 and left(t.numero, 1) = $3
    limit 1`,
};
/** R7: loads are the averages of the tickets now assigned, also when an average changes under them. */
const REFRESH_LOADS: Statement = {
  name: 'configuration-loads-1',
  text: `update advisor a set workload_minutes = coalesce((
      select sum(q.average_time_minutes) from ticket t
      join queue q on q.branch_id = t.branch_id and q.queue_type = t.queue_type
      where t.branch_id = $1 and ((t.status = 'ATENDIENDO' and t.assigned_advisor_id = a.id)
        or (t.status in ('EN_ESPERA', 'PROXIMO') and t.reserved_advisor_id = a.id))), 0)
    where a.branch_id = $1 and a.assigned_tickets_count > 0`,
};
/** $2 now. */
const NUMBERS_TODAY: Statement = {
  name: 'configuration-numbers-today-1',
  text: `select 1 from branch b join ticket t on t.branch_id = b.id and t.business_date = b.business_date
    where b.id = $1 and b.business_date >= (timezone(b.time_zone, $2::timestamptz))::date limit 1`,
};
const ZONE: Statement = { name: 'configuration-zone-1', text: 'select timezone($1::text, now()) as local' };
/** Names are looked at and taken by one at a time: a branch is found by its code or its name. */
const NAMES_LOCK: Statement = {
  name: 'configuration-names-lock-1',
  text: `select pg_advisory_xact_lock(hashtext('branch-names'))`,
};
const TAKEN: Statement = {
  name: 'configuration-taken-1',
  text: `select code, name from branch
    where id <> $1 and lower($2) in (lower(code), lower(name)) limit 1`,
};

/** Throws SUCURSAL_NO_ENCONTRADA. */
export async function loadFacts(through: Pick<Tx, 'query'>, branchId: number): Promise<BranchFacts> {
  const [row] = await through.query<BranchRow>(BRANCH, [branchId]);
  if (!row) throw new ProblemError('SUCURSAL_NO_ENCONTRADA');
  return readFacts(row);
}

export async function loadQueues(through: Pick<Tx, 'query'>, branchId: number): Promise<BranchFileQueue[]> {
  return (await through.query<BranchFileQueue>(QUEUES, [branchId])).map(queueFacts);
}

/** Throws VALIDACION_FALLIDA for a zone that the database does not know, and CONFLICTO for a name that another branch has. */
export async function writeFacts(tx: Tx, branchId: number, before: BranchFacts, facts: BranchFacts): Promise<void> {
  if (before.name !== facts.name) await claimName(tx, branchId, 'name', facts.name);
  if (before.timeZone !== facts.timeZone) await requireZone(tx, facts.timeZone);
  const { settings, openingHours } = storedFacts(facts);
  const { name, timeZone, moduleCount, active } = facts;
  const values = [branchId, name, timeZone, moduleCount, active, openingHours && JSON.stringify(openingHours)];
  await tx.query(SET_BRANCH, [...values, JSON.stringify(settings)]);
}

/** A new branch; its queues are the caller's next. Throws like `writeFacts`. Returns its id. */
export async function insertBranch(tx: Tx, facts: BranchFacts, now: number): Promise<number> {
  await claimName(tx, 0, 'code', facts.code);
  await claimName(tx, 0, 'name', facts.name);
  await requireZone(tx, facts.timeZone);
  const { settings, openingHours } = storedFacts(facts);
  const { code, name, timeZone, moduleCount, active } = facts;
  const values = [code, name, timeZone, moduleCount, active, openingHours && JSON.stringify(openingHours)];
  const [made] = await tx.query<{ id: number }>(INSERT_BRANCH, [...values, JSON.stringify(settings), new Date(now)]);
  if (!made) throw new ProblemError('CONFLICTO');
  return made.id;
}

async function claimName(tx: Tx, branchId: number, field: 'code' | 'name', wanted: string): Promise<void> {
  await tx.query(NAMES_LOCK, []);
  const [other] = await tx.query<{ code: string; name: string }>(TAKEN, [branchId, wanted]);
  if (!other) return;
  const mensaje = `Ya hay una sucursal que se llama así: ${other.code}, ${other.name}`;
  const detail = `There is a branch of that name already: ${other.code}, ${other.name}`;
  throw new ProblemError('CONFLICTO', { mensaje, detail }, { campos: { [field]: mensaje } });
}

/** Node may know zones that the database does not, and a branch in one of those would stop every job. */
async function requireZone(tx: Tx, timeZone: string): Promise<void> {
  try {
    await tx.query(ZONE, [timeZone]);
  } catch (error) {
    if (sqlState(error) !== '22023') throw error;
    throw invalid({ timeZone: 'El servidor no conoce esa zona horaria' }, 'The server does not know that time zone');
  }
}

export async function gaveNumbersToday(tx: Tx, branchId: number, now: number): Promise<boolean> {
  return (await tx.query(NUMBERS_TODAY, [branchId, new Date(now)])).length > 0;
}

/**
 * Writes the queues that differ, in an order in which no letter is two queues' at any moment. `field`: how the letter of
 * the queue at this place is called in the request. Throws VALIDACION_FALLIDA for a letter that another queue has, or gave
 * numbers with today (R2).
 */
export async function writeQueues(
  tx: Tx,
  branchId: number,
  before: readonly BranchFileQueue[],
  changed: readonly BranchFileQueue[],
  field: (queue: BranchFileQueue) => string,
): Promise<void> {
  const letters = new Map(before.map(({ prefix, queueType }) => [prefix, queueType]));
  const known = new Map(before.map((queue) => [queue.queueType, queue]));
  let left = [...changed];
  while (left.length > 0) {
    const next = left.find(({ prefix, queueType }) => (letters.get(prefix) ?? queueType) === queueType);
    const [stuck] = left;
    if (!next) throw invalid({ [field(stuck as BranchFileQueue)]: 'Otra cola de la sucursal ya usa esa letra' });
    const old = known.get(next.queueType);
    if (old?.prefix !== next.prefix) {
      const used = await tx.query(PREFIX_USED_TODAY, [branchId, next.queueType, next.prefix]);
      if (used.length > 0) throw invalid({ [field(next)]: 'Esa letra ya se usó hoy en otra cola: cámbiala mañana' });
      if (old) letters.delete(old.prefix);
      letters.set(next.prefix, next.queueType);
    }
    await tx.query(PUT_QUEUE, [branchId, JSON.stringify(queueFacts(next))]);
    left = left.filter((queue) => queue !== next);
  }
  await tx.query(REFRESH_LOADS, [branchId]);
}
