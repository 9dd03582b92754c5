import { type Refusal, type RefusalCode, type TicketStatus, withoutPersonalData } from '@ticketero/core';

import { invalid, ProblemError, type Says } from './problem.js';

type Details = Record<string, unknown>;

/** What a rule refused, in words for people (R14). */
export function fromRefusal({ code, details }: Refusal): ProblemError {
  if (code === 'VALIDACION_FALLIDA') return invalid(details['campos'] as Record<string, string>);
  const extra = code === 'COLA_NO_ENCONTRADA' ? { colasDisponibles: details['colasDisponibles'] as string[] } : {};
  return new ProblemError(code, SAYS[code]?.(details), extra);
}

/** Of the others what their code says is enough. */
const SAYS: Partial<Record<RefusalCode, (details: Details) => Says>> = {
  COLA_NO_ENCONTRADA: ({ queueType, disabled }) =>
    disabled
      ? {
          mensaje: `La cola ${typed(queueType)} no está disponible`,
          detail: `The queue ${typed(queueType)} is not available`,
        }
      : {
          mensaje: `No existe cola con tipo ${typed(queueType)}`,
          detail: `There is no queue of type ${typed(queueType)}`,
        },
  TRANSICION_INVALIDA: (details) => ofReason(details) ?? ofState(details),
  ASESOR_CON_TICKET: ({ numero }) => ({
    mensaje: `El asesor tiene el ticket ${String(numero)} en atención`,
    detail: `The advisor is serving ${String(numero)}`,
  }),
  MODULO_OCUPADO: ({ moduleNumber }) => ({
    mensaje: `El módulo ${String(moduleNumber)} ya está ocupado`,
    detail: `Module ${String(moduleNumber)} is taken already`,
  }),
};

/** What was typed into the wrong field is not said back (R13). */
const typed = (value: unknown): string => withoutPersonalData(String(value));

/** Why a rule that the state alone would allow said no. */
const REASONS: Record<string, (details: Details) => Says> = {
  PUESTO_CAMBIADO: ({ numero }) => ({
    mensaje: `Tu puesto cambió mientras tanto: ahora ${numero === null ? 'no hay nadie en él' : `está ${String(numero)}`}. No se hizo nada`,
    detail: `Your desk changed meanwhile: now ${numero === null ? 'nobody is at it' : `${String(numero)} is at it`}. Nothing was done`,
  }),
  PUESTO_AJENO_CAMBIADO: ({ numero }) => ({
    mensaje: `El puesto cambió mientras tanto: ahora ${numero === null ? 'no hay nadie en él' : `está ${String(numero)}`}. No se hizo nada`,
    detail: `The desk changed meanwhile: now ${numero === null ? 'nobody is at it' : `${String(numero)} is`}. Nothing was done`,
  }),
  ASESOR_SIGUIO: () => ({
    mensaje: 'El asesor ya siguió con otra cosa: no se puede deshacer',
    detail: 'The advisor has gone on since: it cannot be undone',
  }),
  ASESOR_OFFLINE: ({ advisor }) => ({
    mensaje: `${String(advisor)} no está en su puesto`,
    detail: `${String(advisor)} is not at the desk`,
  }),
  MISMO_ASESOR: () => ({
    mensaje: 'El ticket ya está con ese asesor',
    detail: 'The number is with that advisor already',
  }),
  MISMA_COLA: () => ({ mensaje: 'El ticket ya está en esa cola', detail: 'The number is in that queue already' }),
  OTRO_DIA: () => ({
    mensaje: 'Solo se puede reactivar un ticket de hoy',
    detail: 'Only a number of today can be reinstated',
  }),
  COLA_AJENA: () => ({ mensaje: 'Ese ticket no es de tus colas', detail: 'That number is not of your queues' }),
  NADA: () => ({ mensaje: 'No hay nada que deshacer', detail: 'There is nothing to undo' }),
  TARDE: ({ undoSeconds }) => ({
    mensaje: `Ya pasaron más de ${String(undoSeconds)} segundos: no se puede deshacer`,
    detail: `More than ${String(undoSeconds)} seconds have passed: it cannot be undone`,
  }),
  JORNADA_CERRADA: () => ({
    mensaje: 'La jornada se cerró: no se puede deshacer',
    detail: 'The day was closed: it cannot be undone',
  }),
  TICKET_CAMBIADO: () => ({
    mensaje: 'El ticket cambió después: no se puede deshacer',
    detail: 'The number changed afterwards: it cannot be undone',
  }),
  MODULO_OCUPADO: () => ({
    mensaje: 'Alguien ocupó el módulo: no se puede deshacer',
    detail: 'Somebody took the module: it cannot be undone',
  }),
  OTRO_TICKET: () => ({
    mensaje: 'La persona ya tiene otro ticket activo: no se puede deshacer',
    detail: 'The customer has another active number by now: it cannot be undone',
  }),
};

function ofReason(details: Details): Says | undefined {
  const { recallMax, retryAfterSeconds } = details;
  if (recallMax !== undefined) {
    return {
      mensaje: `El cliente ya fue llamado otras ${String(recallMax)} veces`,
      detail: `The customer was called again ${String(recallMax)} times already`,
    };
  }
  if (retryAfterSeconds !== undefined) {
    return {
      mensaje: `Espera ${String(retryAfterSeconds)} segundos antes de volver a llamar`,
      detail: `Wait ${String(retryAfterSeconds)} seconds before you call again`,
    };
  }
  return REASONS[String(details['reason'])]?.(details);
}

const IN_ENGLISH: Record<TicketStatus, string> = {
  EN_ESPERA: 'waiting',
  PROXIMO: 'up next',
  ATENDIENDO: 'being served',
  COMPLETADO: 'completed',
  CANCELADO: 'cancelled',
  NO_ATENDIDO: 'a no show',
};

function ofState({ from, command, started }: Details): Says {
  if (from === 'NINGUNO') {
    return { mensaje: 'No tienes un ticket en atención', detail: 'You are not serving a number' };
  }
  if (command === 'pick') {
    return {
      mensaje: 'Ese ticket no se puede llamar desde este módulo',
      detail: 'That number cannot be called from this module',
    };
  }
  if (started === true && from === 'ATENDIENDO') {
    return { mensaje: 'La atención ya comenzó', detail: 'The service has begun already' };
  }
  return {
    mensaje: `Esa acción no es posible con un ticket en estado ${String(from)}`,
    detail: `That is not possible with a number that is ${IN_ENGLISH[from as TicketStatus]}`,
  };
}
