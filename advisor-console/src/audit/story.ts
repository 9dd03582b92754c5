import type { AuditRecord } from '@ticketero/contract';

import { asObject } from './facts';

/** What is known of one ticket from its events. Minutes, whole; null: it did not come to that. */
export interface TicketStory {
  numero: string;
  queueType: string | null;
  status: string | null;
  preferential: boolean;
  /** From the arrival to the last call; of one that was never called, to its end. */
  waitedMinutes: number | null;
  servedMinutes: number | null;
  calls: number;
  moduleNumber: number | null;
  advisorId: number | null;
  /** ISO. */
  from: string;
  records: AuditRecord[];
}

/**
 * One story for each ticket: numbers begin anew every day, so several days may hold several of one number. `records`:
 * oldest first; what is no ticket's own event (a message) belongs to the ticket before it.
 */
export function storiesOf(records: AuditRecord[]): AuditRecord[][] {
  const stories: { entityId: string | null; records: AuditRecord[] }[] = [];
  for (const record of records) {
    const last = stories.at(-1);
    const own = record.entityType === 'TICKET' ? record.entityId : null;
    if (last && (own === null || last.entityId === null || last.entityId === own)) {
      last.entityId ??= own;
      last.records.push(record);
    } else {
      stories.push({ entityId: own, records: [record] });
    }
  }
  return stories.map((story) => story.records);
}

const MINUTE = 60_000;

/** Null for what is no ticket. */
export function ticketStory(records: AuditRecord[]): TicketStory | null {
  const own = records.filter(({ entityType }) => entityType === 'TICKET');
  const [first] = own;
  if (!first) return null;
  const timeOf = (type: string) => lastOf(own, type)?.timestamp ?? null;
  const created = own.find(({ eventType }) => eventType === 'TICKET_CREADO');
  const ended = own.findLast(({ eventType }) => ENDS.includes(eventType));
  const called = timeOf('TICKET_ASIGNADO');
  const completed = lastOf(own, 'TICKET_COMPLETADO');
  const now = asObject(own.findLast(({ newState }) => asObject(newState) !== null)?.newState) ?? {};
  const waitedTo = called ?? ended?.timestamp ?? null;
  const served = asObject(completed?.metadata)?.['actualServiceTimeMinutes'];
  return {
    numero: first.entityIdentifier ?? first.entityId,
    queueType: typeof now['queueType'] === 'string' ? now['queueType'] : null,
    status: typeof now['status'] === 'string' ? now['status'] : null,
    preferential: asObject(created?.metadata)?.['preferential'] === true,
    waitedMinutes:
      created && waitedTo !== null ? Math.floor((Date.parse(waitedTo) - Date.parse(created.timestamp)) / MINUTE) : null,
    servedMinutes: typeof served === 'number' ? Math.round(served) : null,
    calls: own.filter(({ eventType }) => eventType === 'TICKET_ASIGNADO' || eventType === 'TICKET_RELLAMADO').length,
    moduleNumber: typeof now['moduleNumber'] === 'number' ? now['moduleNumber'] : null,
    advisorId: typeof now['advisorId'] === 'number' ? now['advisorId'] : null,
    from: first.timestamp,
    records,
  };
}

const ENDS = ['TICKET_COMPLETADO', 'TICKET_CANCELADO', 'TICKET_NO_ATENDIDO'];

const lastOf = (records: AuditRecord[], type: string) => records.findLast(({ eventType }) => eventType === type);

/** Whole minutes since the event before; null for the first, and for what came within the same minute. */
export function minutesSince(before: AuditRecord | undefined, record: AuditRecord): number | null {
  if (!before) return null;
  const minutes = Math.floor((Date.parse(record.timestamp) - Date.parse(before.timestamp)) / MINUTE);
  return minutes > 0 ? minutes : null;
}

export type Kind = 'begin' | 'call' | 'good' | 'bad' | 'message' | 'other';

/** What an event is for the ticket: its mark in the line. */
export function kindOf(record: Pick<AuditRecord, 'eventType' | 'entityType'>): Kind {
  switch (record.eventType) {
    case 'TICKET_CREADO':
    case 'TICKET_REACTIVADO':
    case 'TICKET_DEVUELTO':
    case 'TICKET_TRANSFERIDO':
      return 'begin';
    case 'TICKET_ASIGNADO':
    case 'TICKET_RELLAMADO':
    case 'TICKET_INICIADO':
      return 'call';
    case 'TICKET_COMPLETADO':
      return 'good';
    case 'TICKET_CANCELADO':
    case 'TICKET_NO_ATENDIDO':
    case 'MENSAJE_FALLIDO':
    case 'SESION_FALLIDA':
    case 'SCHEDULER_ERROR':
    case 'NO_ADVISORS_AVAILABLE':
    case 'DEVICE_REVOCADO':
      return 'bad';
    default:
      return record.entityType === 'MENSAJE' ? 'message' : 'other';
  }
}
