import { AUDIT_ENTITY_TYPES, AUDIT_EVENT_TYPES, type AuditEntityType, type AuditEventType } from '@ticketero/contract';

import { auditLink, search } from '../common/audit-link';

/** What the supervisor looks for. Days are the branch's, both included. */
export interface AuditQuery {
  /** A ticket's number; empty: any. */
  ticket: string;
  advisor: number | null;
  /** As the log has it: an e-mail, `SISTEMA`, `KIOSK:Kiosko 1`; empty: anybody. */
  actor: string;
  event: AuditEventType | null;
  entity: AuditEntityType | null;
  /** Of one entity alone: its whole story. */
  entityId: string;
  from: string;
  to: string;
  /** One event by its id, whatever else is asked for. */
  id: number | null;
  /** Code of the branch, or BANCO for what belongs to none; empty: the reader's own. */
  branch: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ID = /^\d{1,15}$/;

export const everything = (today: string): AuditQuery => ({
  ticket: '',
  advisor: null,
  actor: '',
  event: null,
  entity: null,
  entityId: '',
  from: today,
  to: today,
  id: null,
  branch: '',
});

/** From the address (`ticket=C05&date=2026-11-20`): somebody may have typed it, so what makes no sense is left out. */
export function readQuery(text: string, today: string): AuditQuery {
  const given = new URLSearchParams(text);
  const one = <T extends string>(name: string, list: readonly T[]) =>
    list.find((word) => word === given.get(name)) ?? null;
  const id = (name: string) => (ID.test(given.get(name) ?? '') ? Number(given.get(name)) : null);
  const day = (name: string) => (isDay(given.get(name)) ? given.get(name) : null);
  const date = day('date');
  const from = date ?? day('from') ?? day('to') ?? today;
  const to = date ?? day('to') ?? (from > today ? from : today);
  const entity = one('entity', AUDIT_ENTITY_TYPES);
  return {
    ticket: (given.get('ticket') ?? '').trim().toUpperCase(),
    advisor: id('advisor'),
    actor: (given.get('actor') ?? '').trim(),
    event: one('event', AUDIT_EVENT_TYPES),
    entity,
    entityId: entity === null ? '' : (given.get('entityId') ?? ''),
    from: from < to ? from : to,
    to: from < to ? to : from,
    id: id('id'),
    branch: (given.get('branch') ?? '').trim().toUpperCase(),
  };
}

function isDay(text: string | null): boolean {
  return text !== null && DAY.test(text) && !Number.isNaN(Date.parse(text));
}

/** Back to its address, without what goes without saying. `readQuery` gives the same query again. */
export function writeQuery(query: AuditQuery, today: string): string {
  const days =
    query.from !== query.to ? { from: query.from, to: query.to } : query.from !== today ? { date: query.from } : {};
  return auditLink({
    ticket: query.ticket,
    advisor: query.advisor,
    actor: query.actor,
    event: query.event,
    entity: query.entity,
    entityId: query.entityId,
    ...days,
    id: query.id,
    branch: query.branch,
  });
}

/** The filters alone, as the server takes them: the search and the export have the same. */
export function filtersOf(query: AuditQuery): string {
  const branchOffice = query.branch;
  if (query.id !== null) return search({ id: query.id, branchOffice });
  return search({
    entityIdentifier: query.ticket,
    advisorId: query.advisor,
    actor: query.actor,
    eventType: query.event,
    entityType: query.entity,
    entityId: query.entityId,
    startDate: query.from,
    endDate: query.to,
    order: isStory(query) ? 'asc' : null,
    branchOffice,
  });
}

/** One ticket, or one entity: told from its beginning. */
export const isStory = (query: AuditQuery): boolean =>
  query.id === null && (query.ticket !== '' || query.entityId !== '');

/** Whether anything but the days is asked for. */
export function isNarrow(query: AuditQuery): boolean {
  const { ticket, advisor, actor, event, entity, entityId, id } = query;
  return (
    [ticket, actor, entityId].some((text) => text !== '') || [advisor, event, entity, id].some((one) => one !== null)
  );
}
