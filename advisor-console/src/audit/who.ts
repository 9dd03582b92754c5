import type { TFunction } from 'i18next';

import type { AuditRecord } from '@ticketero/contract';

import type { Names } from './names';

/** `KIOSK:Kiosko 1` → the device's own name. */
const DEVICE = /^[A-Z]+:(.+)$/s;

/** Who did it: a person's name, a device's, or the system. An e-mail that nobody here has stays an e-mail. */
export function whoWords(t: TFunction, record: Pick<AuditRecord, 'actor' | 'eventType'>, names: Names): string {
  const { actor } = record;
  // Who cannot sign in is not known, and need not be a customer.
  if (actor === 'CLIENTE') return t(record.eventType === 'SESION_FALLIDA' ? 'auditWho.unknown' : 'auditWho.customer');
  if (actor === 'SISTEMA') return t('auditWho.system');
  const device = DEVICE.exec(actor)?.[1];
  return device ?? names.person(actor) ?? actor;
}

/** Whom or what the event is about: C05, a name, a queue; never an empty cell. */
export function subjectWords(t: TFunction, record: AuditRecord, names: Names): string {
  const { entityType, entityId, entityIdentifier, actor, eventType } = record;
  const entity = t(`auditEntity.one.${entityType}`, { defaultValue: entityType });
  if (entityType === 'SISTEMA') return entity;
  const ofQueues = eventType === 'CONFIG_CAMBIADA' || eventType.startsWith('ALERTA_');
  if (entityType === 'BRANCH' && ofQueues && entityIdentifier !== null) {
    return names.queue(entityIdentifier);
  }
  if (entityType === 'USER' && entityIdentifier !== null) return names.person(entityIdentifier) ?? entityIdentifier;
  if (entityIdentifier !== null) return entityIdentifier;
  // Of a user the log has the id alone; who signs in is the one who does it.
  if (entityType === 'USER' && eventType === 'SESION_INICIADA') return names.person(actor) ?? actor;
  return entityId === '0' ? entity : `${entity} ${entityId}`;
}
