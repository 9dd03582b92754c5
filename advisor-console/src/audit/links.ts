import type { AuditRecord } from '@ticketero/contract';

import { auditLink } from '../common/audit-link';
import { dayOf } from '../common/time';

const OF_TICKET = ['TICKET', 'MENSAJE'];

/** The ticket's number, of an event that belongs to one. */
export function ticketOf({ entityType, entityIdentifier }: AuditRecord): string | null {
  return OF_TICKET.includes(entityType) ? entityIdentifier : null;
}

/** All that happened that day to what the event is about: the ticket's story, an advisor's day, a device's. */
export function storyLink(record: AuditRecord, timeZone: string): string {
  const { entityType, entityId } = record;
  const date = dayOf(Date.parse(record.timestamp), timeZone);
  const ticket = ticketOf(record);
  if (ticket !== null) return auditLink({ ticket, date });
  if (entityType === 'ADVISOR') return auditLink({ advisor: entityId, date });
  return auditLink({ entity: entityType, entityId, date });
}
