export const ENTITY_TYPES = ['TICKET', 'ADVISOR', 'MENSAJE', 'SISTEMA', 'USER', 'DEVICE', 'BRANCH'] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/**
 * R10; and, since no change goes without its event, TICKET_PROXIMO for R4's `promote`, the two of the Telegram link, and
 * those of sessions, passwords and pairing (ADR 0004); and what R12 takes away (ADR 0024).
 */
export const EVENT_TYPES = [
  'TICKET_CREADO',
  'TICKET_PROXIMO',
  'TICKET_ASIGNADO',
  'TICKET_INICIADO',
  'TICKET_RELLAMADO',
  'TICKET_COMPLETADO',
  'TICKET_CANCELADO',
  'TICKET_NO_ATENDIDO',
  'TICKET_TRANSFERIDO',
  'TICKET_DEVUELTO',
  'TICKET_REACTIVADO',
  'COMANDO_DESHECHO',
  'ADVISOR_STATUS_CHANGED',
  'ADVISOR_ASSIGNED',
  'ADVISOR_FREED',
  'TELEGRAM_VINCULADO',
  'TELEGRAM_DESVINCULADO',
  'MENSAJE_ENVIADO',
  'MENSAJE_REINTENTADO',
  'MENSAJE_FALLIDO',
  'MENSAJE_DESCARTADO',
  'NO_ADVISORS_AVAILABLE',
  'JORNADA_CERRADA',
  'SISTEMA_INICIADO',
  'SISTEMA_DETENIDO',
  'SCHEDULER_ERROR',
  'SESION_INICIADA',
  'SESION_FALLIDA',
  'SESION_CERRADA',
  'SESION_REVOCADA',
  'CLAVE_CAMBIADA',
  'CONFIG_CAMBIADA',
  'DEVICE_REGISTRADO',
  'DEVICE_VINCULADO',
  'DEVICE_REVOCADO',
  'ALERTA_LEVANTADA',
  'ALERTA_DESPEJADA',
  'ALERTA_RECONOCIDA',
  'RETENCION_APLICADA',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** One line of the audit log before it has a time and a place in the chain. Never personal data (R13). */
export interface AuditEvent {
  eventType: EventType;
  entityType: EntityType;
  entityId: string;
  entityIdentifier: string | null;
  /** True: the system did it (an assignment, a promotion), not the caller of the command. */
  bySystem: boolean;
  oldState: Record<string, unknown> | null;
  newState: Record<string, unknown> | null;
  data: Record<string, unknown> | null;
}
