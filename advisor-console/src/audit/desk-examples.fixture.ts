import type { Example } from './examples.fixture';

const MARIA = 'maria.gonzalez@banco.com';
const ticket = (status: string, more: object = {}) => ({
  status,
  advisorId: null,
  queueType: 'CAJA',
  moduleNumber: null,
  ...more,
});
const served = { status: 'ATENDIENDO', queueType: 'CAJA', advisorId: 1, reservedAdvisorId: null };
const waiting = ticket('EN_ESPERA');
const heldByCarlos = { status: 'EN_ESPERA', queueType: 'CAJA', advisorId: null, reservedAdvisorId: 2 };

/** What a desk does with a ticket beside serving it (R4), as the server writes it. */
export const DESK_EXAMPLES: Example[] = [
  {
    record: {
      eventType: 'TICKET_TRANSFERIDO',
      actor: MARIA,
      previousState: served,
      newState: ticket('EN_ESPERA', { queueType: 'EMPRESAS' }),
      metadata: { note: 'trae poder', reservedFor: null },
    },
    says: 'Pasado de Caja a Empresas: nota: trae poder',
    means: 'Moved from Caja to Empresas: note: trae poder',
  },
  {
    record: {
      eventType: 'TICKET_TRANSFERIDO',
      actor: MARIA,
      previousState: served,
      newState: ticket('EN_ESPERA', { reservedAdvisorId: 2 }),
      metadata: { note: null, reservedFor: 'Carlos Rodríguez' },
    },
    says: 'Reservado para Carlos Rodríguez',
    means: 'Reserved for Carlos Rodríguez',
  },
  {
    record: {
      eventType: 'TICKET_TRANSFERIDO',
      actor: 'jefa@banco.com',
      previousState: heldByCarlos,
      newState: waiting,
      metadata: { note: null, reason: 'Carlos sigue ocupado', reservedFor: null },
    },
    says: 'Liberado de la reserva para Carlos Rodríguez, vuelve a Caja: Carlos sigue ocupado',
    means: 'Released from the reservation for Carlos Rodríguez, back in Caja: Carlos sigue ocupado',
  },
  {
    record: {
      eventType: 'TICKET_DEVUELTO',
      actor: MARIA,
      previousState: { status: 'ATENDIENDO', advisorId: 1 },
      newState: waiting,
      metadata: { positionInQueue: 1 },
    },
    says: 'Devuelto a la espera: conserva su lugar, lugar 1 de la cola',
    means: 'Sent back to wait: keeps its place, place 1 in line',
  },
  {
    record: {
      eventType: 'TICKET_DEVUELTO',
      actor: MARIA,
      newState: waiting,
      metadata: { afterPlaces: 2, positionInQueue: 3 },
    },
    says: 'Devuelto a la espera: 2 lugares más atrás, lugar 3 de la cola',
    means: 'Sent back to wait: 2 places further back, place 3 in line',
  },
  {
    record: {
      eventType: 'TICKET_DEVUELTO',
      actor: MARIA,
      newState: waiting,
      metadata: { afterMinutes: 10, positionInQueue: 4 },
    },
    says: 'Devuelto a la espera: no antes de 10 min, lugar 4 de la cola',
    means: 'Sent back to wait: not before 10 min, place 4 in line',
  },
  {
    record: {
      eventType: 'TICKET_DEVUELTO',
      previousState: { status: 'ATENDIENDO', advisorId: 1 },
      newState: waiting,
      metadata: { reason: 'COMANDO_DESHECHO' },
    },
    says: 'Vuelve a esperar, se deshizo la orden que lo llamó',
    means: 'Waits again, the command that called it was undone',
  },
  {
    record: {
      eventType: 'TICKET_DEVUELTO',
      previousState: heldByCarlos,
      newState: waiting,
      metadata: { reason: 'RESERVA_VENCIDA' },
    },
    says: 'La reserva para Carlos Rodríguez venció, espera a cualquiera de su cola',
    means: 'The reservation for Carlos Rodríguez ran out, waits for anybody of its queue',
  },
  {
    record: {
      eventType: 'TICKET_DEVUELTO',
      previousState: heldByCarlos,
      newState: waiting,
      metadata: { reason: 'ALMUERZO' },
    },
    says: 'Carlos Rodríguez sale de línea, vuelve a su cola: Almuerzo',
    means: 'Carlos Rodríguez goes offline, back in its queue: Lunch',
  },
  {
    record: {
      eventType: 'TICKET_NO_ATENDIDO',
      metadata: { actualServiceTimeMinutes: null, reason: 'TIEMPO_CUMPLIDO' },
    },
    says: 'El cliente no se presentó a tiempo',
    means: 'The customer did not show up in time',
  },
  {
    record: {
      eventType: 'TICKET_REACTIVADO',
      actor: 'jefa@banco.com',
      previousState: { status: 'NO_ATENDIDO', cancelReason: null },
      newState: waiting,
      metadata: { reason: 'estaba en el baño' },
    },
    says: 'Reactivado, espera otra vez: estaba en el baño',
    means: 'Reinstated, waits again: estaba en el baño',
  },
  {
    record: {
      eventType: 'COMANDO_DESHECHO',
      actor: MARIA,
      previousState: { status: 'COMPLETADO', queueType: 'CAJA', reservedAdvisorId: null },
      newState: ticket('ATENDIENDO', { advisorId: 1, moduleNumber: 3 }),
      metadata: { command: 'complete', numero: 'C05' },
    },
    says: 'Se deshizo el fin de la atención',
    means: 'Undone: the end of the service',
  },
  {
    record: {
      eventType: 'COMANDO_DESHECHO',
      actor: MARIA,
      entityType: 'ADVISOR',
      entityId: '1',
      entityIdentifier: 'María González',
      metadata: { command: 'callNext', numero: 'C06' },
    },
    says: 'Se deshizo la llamada (C06)',
    means: 'Undone: the call (C06)',
  },
  {
    record: {
      eventType: 'ADVISOR_STATUS_CHANGED',
      actor: MARIA,
      entityType: 'ADVISOR',
      previousState: {
        status: 'BUSY',
        reason: 'ALMUERZO',
        moduleNumber: 3,
        workloadMinutes: 5,
        offlineAfterCurrent: true,
      },
      newState: { status: 'BUSY', reason: null, moduleNumber: 3, workloadMinutes: 5 },
    },
    says: 'Ya no sale de línea al terminar',
    means: 'No longer goes offline after this one',
  },
];
