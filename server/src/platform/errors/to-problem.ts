import { HttpException } from '@nestjs/common';
import { Refusal, withoutPersonalData } from '@ticketero/core';

import { sqlState } from '../database/transactions.js';
import { invalid, ProblemError, PROBLEMS } from './problem.js';

/** Lost connection, no connection to be had, server shutting down or starting. */
const DATABASE_AWAY = /^(08|57P0)|^53300$/;
const NETWORK_AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** Any error as a problem (R14). What nobody foresaw is a 500 without a detail, and the only kind that is logged. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof Refusal) return fromRefusal(error);
  if (error instanceof HttpException) return fromStatus(error.getStatus());
  if (isFastifyError(error)) return fromStatus(error.statusCode);
  const state = sqlState(error);
  if (state) {
    if (state === '22021' || state === '22P05') return invalid({ body: 'Contiene caracteres no permitidos' });
    if (state === '23505' || state === '40001' || state === '40P01') return new ProblemError('CONFLICTO');
    if (DATABASE_AWAY.test(state) || NETWORK_AWAY.has(state)) return new ProblemError('SERVICIO_NO_DISPONIBLE');
  }
  if (error instanceof Error && /Connection terminated|timeout exceeded when trying to connect/.test(error.message)) {
    return new ProblemError('SERVICIO_NO_DISPONIBLE');
  }
  return new ProblemError('ERROR_INTERNO');
}

function isFastifyError(error: unknown): error is Error & { statusCode: number } {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}

function fromStatus(status: number): ProblemError {
  if (status === 401) return new ProblemError('NO_AUTENTICADO');
  if (status === 403) return new ProblemError('SIN_PERMISO');
  if (status === 404) return new ProblemError('RECURSO_NO_ENCONTRADO');
  if (status === 413) return new ProblemError('VALIDACION_FALLIDA', 'La solicitud es demasiado grande', {}, 413);
  if (status === 415) return new ProblemError('VALIDACION_FALLIDA', 'El contenido debe ser JSON', {}, 415);
  if (status === 429) return new ProblemError('DEMASIADAS_SOLICITUDES');
  if (status === 503) return new ProblemError('SERVICIO_NO_DISPONIBLE');
  if (status >= 400 && status < 500) {
    return new ProblemError('VALIDACION_FALLIDA', 'La solicitud no se puede leer', {}, status);
  }
  return new ProblemError('ERROR_INTERNO');
}

/** What a rule refused, in words for people (R14). */
function fromRefusal({ code, details }: Refusal): ProblemError {
  switch (code) {
    case 'VALIDACION_FALLIDA':
      return invalid(details['campos'] as Record<string, string>);
    case 'COLA_NO_ENCONTRADA':
      return new ProblemError(
        code,
        details['disabled']
          ? `La cola ${typed(details['queueType'])} no está disponible`
          : `No existe cola con tipo ${typed(details['queueType'])}`,
        { colasDisponibles: details['colasDisponibles'] as string[] },
      );
    case 'TRANSICION_INVALIDA':
      return new ProblemError(code, transitionMessage(details));
    case 'ASESOR_CON_TICKET':
      return new ProblemError(code, `El asesor tiene el ticket ${String(details['numero'])} en atención`);
    case 'MODULO_OCUPADO':
      return new ProblemError(code, `El módulo ${String(details['moduleNumber'])} ya está ocupado`);
    case 'SUCURSAL_CERRADA':
    case 'CUPO_AGOTADO':
    case 'TICKET_NO_ENCONTRADO':
    case 'ASESOR_NO_ENCONTRADO':
      return new ProblemError(code, PROBLEMS[code].mensaje);
  }
}

/** What was typed into the wrong field is not said back (R13). */
const typed = (value: unknown): string => withoutPersonalData(String(value));

/** Why a rule that the state alone would allow said no. */
const REASONS: Record<string, (details: Record<string, unknown>) => string> = {
  PUESTO_CAMBIADO: ({ numero }) =>
    `Tu puesto cambió mientras tanto: ahora ${numero === null ? 'no hay nadie en él' : `está ${String(numero)}`}. No se hizo nada`,
  ASESOR_OFFLINE: ({ advisor }) => `${String(advisor)} no está en su puesto`,
  MISMO_ASESOR: () => 'El ticket ya está con ese asesor',
  MISMA_COLA: () => 'El ticket ya está en esa cola',
  OTRO_DIA: () => 'Solo se puede reactivar un ticket de hoy',
  COLA_AJENA: () => 'Ese ticket no es de tus colas',
  NADA: () => 'No hay nada que deshacer',
  TARDE: ({ undoSeconds }) => `Ya pasaron más de ${String(undoSeconds)} segundos: no se puede deshacer`,
  JORNADA_CERRADA: () => 'La jornada se cerró: no se puede deshacer',
  TICKET_CAMBIADO: () => 'El ticket cambió después: no se puede deshacer',
  MODULO_OCUPADO: () => 'Alguien ocupó el módulo: no se puede deshacer',
  OTRO_TICKET: () => 'La persona ya tiene otro ticket activo: no se puede deshacer',
};

function transitionMessage(details: Record<string, unknown>): string {
  if (details['recallMax'] !== undefined) return `El cliente ya fue llamado ${String(details['recallMax'])} veces más`;
  if (details['retryAfterSeconds'] !== undefined) {
    return `Espera ${String(details['retryAfterSeconds'])} segundos antes de volver a llamar`;
  }
  const because = REASONS[String(details['reason'])];
  if (because) return because(details);
  if (details['from'] === 'NINGUNO') return 'No tienes un ticket en atención';
  if (details['command'] === 'pick') return 'Ese ticket no se puede llamar desde este módulo';
  if (details['started'] === true && details['from'] === 'ATENDIENDO') return 'La atención ya comenzó';
  return `Esa acción no es posible con un ticket en estado ${String(details['from'])}`;
}
