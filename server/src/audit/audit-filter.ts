import type { AuditRecord } from '@ticketero/contract';
import { addDays, instantOf } from '@ticketero/core';

import type { Queries, Statement } from '../platform/database/transactions.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { isDay } from '../platform/http/day.js';
import { BANK } from './audit-chains.js';
import type { AuditFilterDto, Order } from './dto.js';

/** Which events of which branch, in which order, and up to which. */
export interface AuditFilter {
  /** Null: what belongs to no branch. */
  branchId: number | null;
  branch: string;
  timeZone: string;
  /** No event after it: of those of a branch, none appears later with a lower id, since ids are given under its lock. */
  upTo: number;
  /** From the first moment until before the last, ms; ±Infinity where it is open. */
  from: number;
  until: number;
  order: Order;
  id?: number;
  entityType?: string;
  entityId?: string;
  entityIdentifier?: string;
  eventType?: string;
  actor?: string;
  /** Whatever they did, and whatever was done to them. */
  advisor?: { id: number; email: string | null };
}

const SCOPE: Statement = {
  name: 'audit-scope-2',
  text: `select coalesce(b.code, '${BANK}') as code, coalesce(b.time_zone, 'UTC') as time_zone, coalesce(c.last_id, 0) as last_id,
      (select a.email from advisor a where a.id = $2 and a.branch_id = b.id) as email
    from (select coalesce($1::bigint, 0) as id) s
      left join branch b on b.id = s.id left join audit_chain c on c.branch_id = s.id
    where b.id is not null or s.id = 0`,
};
/** The condition that goes with a filter's branch as $1. */
export const ofBranch = ({ branchId }: Pick<AuditFilter, 'branchId'>): string =>
  branchId === null ? 'branch_id is null and $1::bigint is null' : 'branch_id = $1';

/** Throws VALIDACION_FALLIDA for a day that the calendar has not. */
export async function readFilter(db: Queries, branchId: number | null, query: AuditFilterDto): Promise<AuditFilter> {
  type Scope = { code: string; time_zone: string; last_id: number; email: string | null };
  const [scope] = await db.query<Scope>(SCOPE, [branchId, query.advisorId ?? null]);
  if (!scope) throw new ProblemError('SUCURSAL_NO_ENCONTRADA');
  const { id, entityType, entityId, eventType, actor, advisorId } = query;
  return {
    ...{ branchId, branch: scope.code, timeZone: scope.time_zone },
    upTo: Math.min(query.upTo ?? Infinity, scope.last_id),
    from: moment(query.startDate, 'startDate', scope.time_zone, 0) ?? -Infinity,
    until: (moment(query.endDate, 'endDate', scope.time_zone, 1) ?? Infinity) + 1,
    order: query.order ?? (entityId === undefined ? 'desc' : 'asc'),
    ...{ id, entityType, entityId, eventType, actor },
    entityIdentifier: query.entityIdentifier && asWritten(query.entityIdentifier),
    advisor: advisorId === undefined ? undefined : { id: advisorId, email: scope.email },
  };
}

/** `c05` is the ticket C05; a name is a name. */
const asWritten = (text: string): string => (/^\s*[a-z]\d+\s*$/i.test(text) ? text.trim().toUpperCase() : text);

/** A day alone is the branch's: from its first moment, or (`daysLater` 1) until the last of it. */
function moment(text: string | undefined, field: string, timeZone: string, daysLater: 0 | 1): number | null {
  if (text === undefined) return null;
  const day = text.slice(0, 10);
  if (!isDay(day) || Number.isNaN(Date.parse(text))) throw invalid({ [field]: 'No es una fecha' });
  if (text.length > day.length) return Date.parse(text);
  return instantOf(addDays(day, daysLater), 0, timeZone) - daysLater;
}

/** For PostgreSQL: a time, or the end of all. */
export const timeOf = (ms: number): string =>
  ms === Infinity ? 'infinity' : ms === -Infinity ? '-infinity' : new Date(ms).toISOString();

/**
 * A statement that is planned with its values, each time: 3 ms. A plan for any values, as a named one gets after five uses,
 * reads and sorts all months for a page of one of them (an export took twelve times as long).
 */
export const plannedAnew = (text: string): Statement => ({ name: '', text });

/** The part of a statement that depends on which filters there are. */
export interface Conditions {
  sql: string;
  values: unknown[];
}

/** Only the filters that are there. Values from `$first` on. */
export function conditionsOf(filter: AuditFilter, first: number): Conditions {
  const made: Conditions = { sql: '', values: [] };
  const add = (sql: (place: string) => string, value: unknown): void => {
    if (value === undefined) return;
    made.values.push(value);
    made.sql += ` and ${sql(`$${first + made.values.length - 1}`)}`;
  };
  add((place) => `id = ${place}`, filter.id);
  add((place) => `entity_type = ${place}`, filter.entityType);
  add((place) => `entity_id = ${place}`, filter.entityId);
  add((place) => `entity_identifier = ${place}`, filter.entityIdentifier);
  add((place) => `event_type = ${place}`, filter.eventType);
  add((place) => `actor = ${place}`, filter.actor);
  const { id, email } = filter.advisor ?? {};
  if (typeof email === 'string') {
    made.values.push(email);
    const did = `$${first + made.values.length - 1}`;
    add((place) => `(advisor_id = ${place} or actor = ${did})`, id);
  } else add((place) => `advisor_id = ${place}`, id);
  return made;
}

/** What the columns of an event are in an answer. */
export const COLUMNS = `a.id, a.created_at, a.event_type, a.actor, a.entity_type, a.entity_id, a.entity_identifier,
    a.old_state, a.new_state, a.additional_data, a.ip_address, a.user_agent, encode(a.hash, 'hex') as hash`;

export interface EventRow {
  id: number;
  created_at: Date;
  event_type: string;
  actor: string;
  entity_type: string;
  entity_id: string;
  entity_identifier: string | null;
  old_state: unknown;
  new_state: unknown;
  additional_data: unknown;
  ip_address: string | null;
  user_agent: string | null;
  hash: string;
}

export function presentEvent(row: EventRow): AuditRecord {
  return {
    id: row.id,
    timestamp: row.created_at.toISOString(),
    eventType: row.event_type,
    actor: row.actor,
    entityType: row.entity_type,
    entityId: row.entity_id,
    entityIdentifier: row.entity_identifier,
    previousState: row.old_state,
    newState: row.new_state,
    metadata: row.additional_data,
    ipAddress: row.ip_address,
    userAgent: row.user_agent,
    hash: row.hash,
  };
}
