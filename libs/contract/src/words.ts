/** The closed word lists of the bank (RULES.md, Words). Everything that is an enum anywhere is one of these. */

export const TICKET_STATUSES = [
  'EN_ESPERA',
  'PROXIMO',
  'ATENDIENDO',
  'COMPLETADO',
  'CANCELADO',
  'NO_ATENDIDO',
] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

/** After which command of R4 a ticket waits once more. */
export type WaitsAgain = 'DEVUELTO' | 'TRANSFERIDO' | 'REACTIVADO';

/** By hand; the opening hours come on top. */
export const BRANCH_STATUSES = ['OPEN', 'PAUSED', 'CLOSED'] as const;
export type BranchStatus = (typeof BRANCH_STATUSES)[number];

/** What becomes of the ticket on a desk that a supervisor releases (R4): it ends, goes back to its place, or elsewhere. */
export const DESK_RELEASES = ['COMPLETADO', 'NO_ATENDIDO', 'DEVUELTO', 'TRANSFERIDO'] as const;
export type DeskRelease = (typeof DESK_RELEASES)[number];

/** Why a branch gives no numbers. */
export type ClosedReason = 'FUERA_DE_HORARIO' | 'CERRADA' | 'PAUSADA' | 'SIN_CUPO' | 'FIN_DE_JORNADA';

/** The four queues every branch starts with (R1). A bank can add more, so a queue type on the wire is a string. */
export const QUEUE_TYPES = ['CAJA', 'PERSONAL_BANKER', 'EMPRESAS', 'GERENCIA'] as const;
export type QueueType = string;

export const ADVISOR_STATUSES = ['AVAILABLE', 'BUSY', 'OFFLINE'] as const;
export type AdvisorStatus = (typeof ADVISOR_STATUSES)[number];

export const FINISH_OUTCOMES = ['COMPLETADO', 'NO_ATENDIDO'] as const;
export type FinishOutcome = (typeof FINISH_OUTCOMES)[number];

/** What an advisor can take back (R4 undo). */
export const UNDOABLE_COMMANDS = [
  'status',
  'callNext',
  'start',
  'recall',
  'complete',
  'noShow',
  'return',
  'transfer',
  'reinstate',
] as const;
export type UndoableCommand = (typeof UNDOABLE_COMMANDS)[number];

export const ROLES = ['KIOSK', 'DISPLAY', 'ADVISOR', 'SUPERVISOR', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

export const DEVICE_KINDS = ['KIOSK', 'DISPLAY'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export const LANGUAGES = ['es', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Why an advisor is OFFLINE. Free text is allowed too; these are what the console offers. */
export const OFFLINE_REASONS = ['ALMUERZO', 'PAUSA', 'CAPACITACION', 'REUNION', 'FIN_DE_TURNO'] as const;

/** How the next is chosen between queues (R5), and how a wait is estimated (R8). */
export const DISPATCH_POLICIES = ['guard', 'strict', 'fifo'] as const;
export type DispatchPolicy = (typeof DISPATCH_POLICIES)[number];
export const ESTIMATORS = ['replay', 'formula'] as const;
export type Estimator = (typeof ESTIMATORS)[number];

export const QUEUE_LOADS = ['EMPTY', 'NORMAL', 'HIGH_LOAD', 'CRITICAL'] as const;
export type QueueLoad = (typeof QUEUE_LOADS)[number];

/** The three messages of a ticket (R9), in the order in which they go out. */
export const MESSAGE_TEMPLATES = ['totem_ticket_creado', 'totem_proximo_turno', 'totem_es_tu_turno'] as const;
export type MessageTemplate = (typeof MESSAGE_TEMPLATES)[number];

export const MESSAGE_STATES = ['PENDIENTE', 'ENVIADO', 'FALLIDO', 'DESCARTADO'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** What an event of the audit log can be about, and what can have happened (R10). */
export const AUDIT_ENTITY_TYPES = ['TICKET', 'ADVISOR', 'MENSAJE', 'SISTEMA', 'USER', 'DEVICE', 'BRANCH'] as const;
export type AuditEntityType = (typeof AUDIT_ENTITY_TYPES)[number];

export const AUDIT_EVENT_TYPES = [
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
export type AuditEventType = (typeof AUDIT_EVENT_TYPES)[number];

/** What supervisors are alerted of. */
export const ALERT_TYPES = [
  'COLA_CRITICA',
  'ESPERA_EXCEDIDA',
  'SIN_ASESORES',
  'ASESOR_INACTIVO',
  'MENSAJES_FALLIDOS',
  'PANTALLA_CAIDA',
  'KIOSKO_CAIDO',
  'IMPRESORA',
  'SONIDO_BLOQUEADO',
  'PROMESA_ROTA',
] as const;
export type AlertType = (typeof ALERT_TYPES)[number];

/** The gravest last. */
export const ALERT_SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** R14. */
export const ERROR_CODES = [
  'VALIDACION_FALLIDA',
  'NO_AUTENTICADO',
  'SIN_PERMISO',
  'RECURSO_NO_ENCONTRADO',
  'TICKET_NO_ENCONTRADO',
  'COLA_NO_ENCONTRADA',
  'ASESOR_NO_ENCONTRADO',
  'SUCURSAL_NO_ENCONTRADA',
  'MENSAJE_NO_ENCONTRADO',
  'TICKET_ACTIVO_EXISTENTE',
  'TRANSICION_INVALIDA',
  'ASESOR_CON_TICKET',
  'MODULO_OCUPADO',
  'CUPO_AGOTADO',
  'SUCURSAL_CERRADA',
  'CONFLICTO',
  'DEMASIADAS_SOLICITUDES',
  'SERVICIO_SATURADO',
  'SERVICIO_NO_DISPONIBLE',
  'ERROR_INTERNO',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];
