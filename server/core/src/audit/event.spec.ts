import { ENTITY_TYPES, EVENT_TYPES } from './event.js';

// Copied from R10, so that an event that is dropped or renamed is noticed: a year of audit rows carries these words.
const NAMED_BY_THE_RULES = `
  TICKET_CREADO TICKET_ASIGNADO TICKET_INICIADO TICKET_RELLAMADO TICKET_COMPLETADO TICKET_CANCELADO TICKET_NO_ATENDIDO
  TICKET_TRANSFERIDO TICKET_DEVUELTO TICKET_REACTIVADO COMANDO_DESHECHO ADVISOR_STATUS_CHANGED ADVISOR_ASSIGNED
  ADVISOR_FREED MENSAJE_ENVIADO MENSAJE_REINTENTADO MENSAJE_FALLIDO MENSAJE_DESCARTADO NO_ADVISORS_AVAILABLE
  JORNADA_CERRADA SISTEMA_INICIADO SISTEMA_DETENIDO SCHEDULER_ERROR SESION_INICIADA SESION_FALLIDA CONFIG_CAMBIADA
  DEVICE_REGISTRADO DEVICE_REVOCADO
`;

describe('audit events', () => {
  it('R10: every event type of the rules, one for the promotion, two for the chat, and no other', () => {
    const named = NAMED_BY_THE_RULES.trim().split(/\s+/);
    expect([...EVENT_TYPES].sort()).toEqual(
      [...named, 'TICKET_PROXIMO', 'TELEGRAM_VINCULADO', 'TELEGRAM_DESVINCULADO'].sort(),
    );
  });

  it('R10: every entity type of the rules', () => {
    expect([...ENTITY_TYPES]).toEqual(['TICKET', 'ADVISOR', 'MENSAJE', 'SISTEMA', 'USER', 'DEVICE', 'BRANCH']);
  });
});
