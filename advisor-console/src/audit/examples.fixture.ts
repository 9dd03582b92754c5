import type { AuditRecord } from '@ticketero/contract';

import { DESK_EXAMPLES } from './desk-examples.fixture';
import { STAFF_EXAMPLES } from './staff-examples.fixture';

export interface Example {
  record: Partial<AuditRecord> & { eventType: string };
  says: string;
  means: string;
}

const ticket = (status: string, more: object = {}) => ({
  status,
  advisorId: null,
  queueType: 'CAJA',
  moduleNumber: null,
  ...more,
});
const atThree = { advisorId: 1, moduleNumber: 3 };
const carlos = { status: 'AVAILABLE', reason: null, moduleNumber: 1, workloadMinutes: 0 };
const message = { plantilla: 'totem_es_tu_turno' };

/** Events as the server writes them, and what they say. */
export const EXAMPLES: Example[] = [
  {
    record: {
      eventType: 'TICKET_CREADO',
      actor: 'KIOSK:Kiosko 1',
      newState: ticket('EN_ESPERA'),
      metadata: { preferential: true, positionInQueue: 3, estimatedWaitMinutes: 15 },
    },
    says: 'Creado en Kiosko 1: Caja, preferencial, lugar 3 de la cola, espera estimada 15 min',
    means: 'Created at Kiosko 1: Caja, preferential, place 3 in line, estimated wait 15 min',
  },
  {
    record: {
      eventType: 'TICKET_CREADO',
      actor: 'maria.gonzalez@banco.com',
      newState: ticket('EN_ESPERA'),
      metadata: { preferential: false, positionInQueue: 1, estimatedWaitMinutes: 5 },
    },
    says: 'Creado por María González: Caja, lugar 1 de la cola, espera estimada 5 min',
    means: 'Created by María González: Caja, place 1 in line, estimated wait 5 min',
  },
  {
    record: {
      eventType: 'TICKET_PROXIMO',
      previousState: { status: 'EN_ESPERA' },
      newState: ticket('PROXIMO'),
      metadata: { positionInQueue: 2 },
    },
    says: 'Es de los próximos: lugar 2 de la cola',
    means: 'Is among the next: place 2 in line',
  },
  {
    record: {
      eventType: 'TICKET_ASIGNADO',
      previousState: { status: 'PROXIMO', positionInQueue: 1 },
      newState: ticket('ATENDIENDO', atThree),
      metadata: { policy: 'guard', reason: 'C05: esperó 17 de 20 min, antes que E03 (9 de 30), P01 (2 de 30)' },
    },
    says: 'Llamado al módulo 3 por María González: llevaba 17 de 20 min, antes que E03 (9 de 30), P01 (2 de 30)',
    means: 'Called to desk 3 by María González: had waited 17 of 20 min, ahead of E03 (9 of 30), P01 (2 of 30)',
  },
  {
    record: {
      eventType: 'TICKET_ASIGNADO',
      newState: ticket('ATENDIENDO', atThree),
      metadata: { policy: 'guard', reason: 'C05 (elegido a mano): esperó 3 de 20 min, no había nadie más' },
    },
    says: 'Llamado al módulo 3 por María González: elegido a mano, llevaba 3 de 20 min',
    means: 'Called to desk 3 by María González: picked by hand, had waited 3 of 20 min',
  },
  {
    record: { eventType: 'TICKET_INICIADO', newState: ticket('ATENDIENDO', atThree) },
    says: 'Atención iniciada en el módulo 3',
    means: 'Service started at desk 3',
  },
  {
    record: {
      eventType: 'TICKET_RELLAMADO',
      newState: ticket('ATENDIENDO', atThree),
      metadata: { recallCount: 2 },
    },
    says: 'Llamado otra vez al módulo 3: repetición 2',
    means: 'Called again to desk 3: repeat 2',
  },
  {
    record: {
      eventType: 'TICKET_COMPLETADO',
      newState: ticket('COMPLETADO', atThree),
      metadata: { actualServiceTimeMinutes: 7.43, note: 'trajo el contrato' },
    },
    says: 'Atención terminada (7 min): nota: trajo el contrato',
    means: 'Service completed (7 min): note: trajo el contrato',
  },
  {
    record: {
      eventType: 'TICKET_COMPLETADO',
      newState: ticket('COMPLETADO', atThree),
      metadata: { actualServiceTimeMinutes: 0.2, reason: 'FIN_DE_JORNADA' },
    },
    says: 'Atención terminada (menos de 1 min): Cierre de la jornada',
    means: 'Service completed (less than 1 min): End of the day',
  },
  {
    record: { eventType: 'TICKET_CANCELADO', actor: 'CLIENTE', metadata: { reason: 'CLIENTE' } },
    says: 'Cancelado por el cliente',
    means: 'Cancelled by the customer',
  },
  {
    record: {
      eventType: 'TICKET_CANCELADO',
      actor: 'CLIENTE',
      userAgent: 'Telegram',
      metadata: { reason: 'CLIENTE' },
    },
    says: 'Cancelado por el cliente desde Telegram',
    means: 'Cancelled by the customer from Telegram',
  },
  {
    record: { eventType: 'TICKET_CANCELADO', actor: 'jefa@banco.com', metadata: { reason: 'se retiró' } },
    says: 'Cancelado por jefa@banco.com: se retiró',
    means: 'Cancelled by jefa@banco.com: se retiró',
  },
  {
    record: { eventType: 'TICKET_CANCELADO', metadata: { reason: 'FIN_DE_JORNADA' } },
    says: 'Cancelado al cierre de la jornada',
    means: 'Cancelled at the end of the day',
  },
  {
    record: { eventType: 'TICKET_NO_ATENDIDO', metadata: { actualServiceTimeMinutes: null } },
    says: 'El cliente no se presentó',
    means: 'The customer did not show up',
  },
  ...DESK_EXAMPLES,
  {
    record: {
      eventType: 'ADVISOR_STATUS_CHANGED',
      previousState: { status: 'OFFLINE', reason: 'ALMUERZO', moduleNumber: 1 },
      newState: carlos,
    },
    says: 'Disponible en el módulo 1',
    means: 'Available at desk 1',
  },
  {
    record: {
      eventType: 'ADVISOR_STATUS_CHANGED',
      previousState: { status: 'AVAILABLE', reason: null, moduleNumber: 1 },
      newState: { ...carlos, status: 'OFFLINE', reason: 'ALMUERZO' },
    },
    says: 'Fuera de línea: Almuerzo',
    means: 'Offline: Lunch',
  },
  {
    record: {
      eventType: 'ADVISOR_STATUS_CHANGED',
      previousState: { status: 'BUSY', reason: null, moduleNumber: 1 },
      newState: { ...carlos, status: 'BUSY', reason: 'CAPACITACION' },
    },
    says: 'Saldrá de línea al terminar: Capacitación',
    means: 'Goes offline after this one: Training',
  },
  {
    record: { eventType: 'ADVISOR_ASSIGNED', entityType: 'ADVISOR', newState: carlos, metadata: { numero: 'C63' } },
    says: 'Recibe el turno C63',
    means: 'Is given number C63',
  },
  {
    record: { eventType: 'ADVISOR_FREED', entityType: 'ADVISOR', newState: carlos },
    says: 'Terminó y queda disponible',
    means: 'Finished and is available',
  },
  {
    record: {
      eventType: 'ADVISOR_FREED',
      entityType: 'ADVISOR',
      newState: { ...carlos, status: 'OFFLINE', reason: 'FIN_DE_TURNO' },
    },
    says: 'Terminó y sale de línea: Fin de turno',
    means: 'Finished and goes offline: End of shift',
  },
  {
    record: { eventType: 'TELEGRAM_VINCULADO', actor: 'CLIENTE', newState: ticket('PROXIMO') },
    says: 'El cliente vinculó Telegram',
    means: 'The customer linked Telegram',
  },
  {
    record: { eventType: 'TELEGRAM_DESVINCULADO', newState: ticket('PROXIMO') },
    says: 'Telegram desvinculado: el cliente dejó el bot',
    means: 'Telegram unlinked: the customer left the bot',
  },
  {
    record: { eventType: 'MENSAJE_ENVIADO', newState: { estadoEnvio: 'ENVIADO', intentos: 1 }, metadata: message },
    says: 'Mensaje «Es su turno» enviado: tras 1 fallo',
    means: 'Message “It is your turn” sent: after 1 failure',
  },
  {
    record: {
      eventType: 'MENSAJE_REINTENTADO',
      newState: { estadoEnvio: 'PENDIENTE', intentos: 1 },
      metadata: { ...message, error: 'SIN_CONEXION' },
    },
    says: 'Mensaje «Es su turno» no salió, se reintenta: Sin conexión con Telegram',
    means: 'Message “It is your turn” did not go out, trying again: No connection to Telegram',
  },
  {
    record: {
      eventType: 'MENSAJE_REINTENTADO',
      actor: 'jefa@banco.com',
      previousState: { estadoEnvio: 'FALLIDO', intentos: 4 },
      newState: { estadoEnvio: 'PENDIENTE', intentos: 0 },
      metadata: message,
    },
    says: 'Mensaje «Es su turno» puesto a enviar otra vez',
    means: 'Message “It is your turn” put to be sent again',
  },
  {
    record: { eventType: 'MENSAJE_FALLIDO', entityType: 'MENSAJE', metadata: { ...message, error: 'BLOQUEADO' } },
    says: 'Mensaje «Es su turno» fallido: El cliente bloqueó el bot',
    means: 'Message “It is your turn” failed: The customer blocked the bot',
  },
  {
    record: { eventType: 'MENSAJE_DESCARTADO', entityType: 'MENSAJE', metadata: message },
    says: 'Mensaje «Es su turno» descartado, ya no hacía falta',
    means: 'Message “It is your turn” discarded, no longer needed',
  },
  {
    record: { eventType: 'NO_ADVISORS_AVAILABLE', entityType: 'BRANCH', metadata: { waiting: 3 } },
    says: 'Nadie disponible con 3 personas en espera',
    means: 'Nobody available with 3 people waiting',
  },
  {
    record: {
      eventType: 'JORNADA_CERRADA',
      entityType: 'BRANCH',
      metadata: { businessDate: '2026-11-20', cancelled: 2, ended: 1 },
    },
    says: 'Jornada cerrada (viernes, 20 de noviembre de 2026): 2 en espera cancelados, 1 en atención terminado',
    means: 'Day closed (Friday, November 20, 2026): 2 waiting, cancelled, 1 being served, ended',
  },
  {
    record: { eventType: 'SISTEMA_INICIADO', entityType: 'SISTEMA', metadata: { version: '0.1.0' } },
    says: 'Sistema iniciado: versión 0.1.0',
    means: 'System started: version 0.1.0',
  },
  {
    record: { eventType: 'SISTEMA_DETENIDO', entityType: 'SISTEMA', metadata: { version: '0.1.0' } },
    says: 'Sistema detenido: versión 0.1.0',
    means: 'System stopped: version 0.1.0',
  },
  {
    record: {
      eventType: 'SCHEDULER_ERROR',
      entityType: 'SISTEMA',
      entityId: 'positions',
      metadata: { error: 'QueryFailedError' },
    },
    says: 'Falló la tarea «positions»: QueryFailedError',
    means: 'Task “positions” failed: QueryFailedError',
  },
  {
    record: { eventType: 'RETENCION_APLICADA', entityType: 'BRANCH', metadata: { tickets: 2, before: '2026-08-20' } },
    says: 'Datos personales de 2 tickets borrados',
    means: 'Personal data of 2 tickets erased',
  },
  {
    record: {
      ...{ eventType: 'RETENCION_APLICADA', entityType: 'SISTEMA', entityId: 'telegram_link' },
      metadata: { links: 3 },
    },
    says: 'Olvidados 3 teléfonos de Telegram sin uso',
    means: '3 unused Telegram phones forgotten',
  },
  {
    record: {
      ...{ eventType: 'RETENCION_APLICADA', entityType: 'SISTEMA', entityId: 'ticket' },
      metadata: { month: '2026-07' },
    },
    says: 'Mes 2026-07 eliminado por antigüedad: ticket',
    means: 'Month 2026-07 dropped for its age: ticket',
  },
  {
    record: {
      ...{ eventType: 'RETENCION_APLICADA', entityType: 'SISTEMA', entityId: 'audit_log' },
      metadata: { month: '2025-10' },
    },
    says: 'Mes 2025-10 del registro archivado',
    means: 'Month 2025-10 of the log archived',
  },
  ...STAFF_EXAMPLES,
];
