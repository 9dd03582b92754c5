import { AUDIT_EVENT_TYPES, type AuditEntityType, type AuditEventType } from '@ticketero/contract';
import type { TFunction } from 'i18next';

import type { AuditQuery } from './query';

type What = Pick<AuditQuery, 'event' | 'entity'>;

/** One entry of the list of events. */
export interface EventChoice {
  /** Its own among all. */
  id: string;
  name: string;
  what: What;
}

/** A change of the configuration is one type of event; people look for what was changed. */
const CONFIGURED: AuditEventType = 'CONFIG_CAMBIADA';
const CONFIGURED_OF = ['USER', 'ADVISOR', 'DEVICE', 'BRANCH', 'SISTEMA'] as const satisfies AuditEntityType[];

/** Every type of event that the server writes, and what was configured apart, by name. */
export function eventChoices(t: TFunction, language: string): EventChoice[] {
  const types = AUDIT_EVENT_TYPES.map((event) => ({
    ...{ id: event, name: t(`auditEvent.${event}`) },
    what: { event, entity: null },
  }));
  const configured = CONFIGURED_OF.map((entity) => ({
    ...{ id: `${CONFIGURED} ${entity}`, name: t(`auditConfigured.${entity}`) },
    what: { event: CONFIGURED, entity },
  }));
  return [...types, ...configured].sort((a, b) => a.name.localeCompare(b.name, language));
}

/** The entry that a query stands for; '': any event. */
export function eventChoiceOf({ event, entity }: What): string {
  if (event === null) return '';
  return isConfigured({ event, entity }) ? `${event} ${String(entity)}` : event;
}

const isConfigured = ({ event, entity }: What): boolean =>
  event === CONFIGURED && CONFIGURED_OF.some((one) => one === entity);

/** What choosing an entry asks for: of which kind it is stays as it was, unless the entry before had said it. */
export function choosing(chosen: EventChoice | undefined, now: What): What {
  const entity = isConfigured(now) ? null : now.entity;
  if (!chosen) return { event: null, entity };
  return { event: chosen.what.event, entity: chosen.what.entity ?? entity };
}
