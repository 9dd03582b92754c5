import type { Branch, EventType, OpenAlert } from '@ticketero/core';

import type { LoggedEvent } from '../platform/audit-log.js';

type AlertEvent = Extract<EventType, `ALERTA_${string}`>;
type Entity = Pick<LoggedEvent, 'entityType' | 'entityId' | 'entityIdentifier'>;

/** The event of an alert, with whom it is about: the queue's stands with its branch, like its configuration (R10). */
export function alertEvent(
  eventType: AlertEvent,
  branch: Branch,
  alert: Pick<OpenAlert, 'id' | 'type' | 'severity' | 'queueType' | 'advisorId' | 'deviceId' | 'facts'>,
): LoggedEvent {
  const { id: alertId, type: alertType, severity, facts } = alert;
  return { eventType, ...entityOf(branch, alert), data: { alertId, alertType, severity, ...facts } };
}

function entityOf(
  { state }: Branch,
  { queueType, advisorId, deviceId, facts }: Pick<OpenAlert, 'queueType' | 'advisorId' | 'deviceId' | 'facts'>,
): Entity {
  if (advisorId !== null) {
    return { entityType: 'ADVISOR', entityId: String(advisorId), entityIdentifier: facts.advisor ?? null };
  }
  if (deviceId !== null) {
    return { entityType: 'DEVICE', entityId: String(deviceId), entityIdentifier: facts.device ?? null };
  }
  return { entityType: 'BRANCH', entityId: String(state.id), entityIdentifier: queueType ?? state.name };
}
