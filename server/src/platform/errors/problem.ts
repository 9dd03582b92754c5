import type { ErrorCode, Problem } from '@ticketero/contract';
import { withoutPersonalData } from '@ticketero/core';

/** Code → HTTP status and title (R14). */
export const PROBLEMS: Record<ErrorCode, { status: number; title: string; mensaje: string }> = {
  VALIDACION_FALLIDA: { status: 400, title: 'Validation failed', mensaje: 'Revisa los datos ingresados' },
  NO_AUTENTICADO: { status: 401, title: 'Not authenticated', mensaje: 'Debes iniciar sesión' },
  SIN_PERMISO: { status: 403, title: 'Not permitted', mensaje: 'No tienes permiso para hacer esto' },
  RECURSO_NO_ENCONTRADO: { status: 404, title: 'Not found', mensaje: 'El recurso solicitado no existe' },
  TICKET_NO_ENCONTRADO: { status: 404, title: 'Ticket not found', mensaje: 'El ticket solicitado no existe' },
  COLA_NO_ENCONTRADA: { status: 404, title: 'Queue not found', mensaje: 'No existe esa cola' },
  ASESOR_NO_ENCONTRADO: { status: 404, title: 'Advisor not found', mensaje: 'El asesor solicitado no existe' },
  SUCURSAL_NO_ENCONTRADA: { status: 404, title: 'Branch not found', mensaje: 'La sucursal solicitada no existe' },
  MENSAJE_NO_ENCONTRADO: { status: 404, title: 'Message not found', mensaje: 'El mensaje solicitado no existe' },
  TICKET_ACTIVO_EXISTENTE: { status: 409, title: 'Active ticket exists', mensaje: 'Ya tienes un ticket activo' },
  TRANSICION_INVALIDA: {
    status: 409,
    title: 'Invalid transition',
    mensaje: 'Esa acción no es posible en el estado actual del ticket',
  },
  ASESOR_CON_TICKET: { status: 409, title: 'Advisor has a ticket', mensaje: 'El asesor tiene un ticket en atención' },
  MODULO_OCUPADO: { status: 409, title: 'Module taken', mensaje: 'El módulo ya está ocupado' },
  CUPO_AGOTADO: { status: 409, title: 'Daily cap reached', mensaje: 'No quedan más números para hoy en esta cola' },
  SUCURSAL_CERRADA: { status: 409, title: 'Branch closed', mensaje: 'La sucursal está cerrada' },
  CONFLICTO: { status: 409, title: 'Conflict', mensaje: 'Alguien más cambió esto al mismo tiempo' },
  DEMASIADAS_SOLICITUDES: {
    status: 429,
    title: 'Too many requests',
    mensaje: 'Demasiadas solicitudes, espera un momento',
  },
  SERVICIO_NO_DISPONIBLE: {
    status: 503,
    title: 'Service unavailable',
    mensaje: 'El servicio no está disponible, intenta de nuevo en un momento',
  },
  ERROR_INTERNO: { status: 500, title: 'Internal error', mensaje: 'Ocurrió un error inesperado' },
};

type Extra = Partial<Pick<Problem, 'campos' | 'colasDisponibles' | 'ticket' | 'retryAfter'>>;

/** An answer that is an error, thrown from anywhere in a request. `extra` is shown to the client as it is. */
export class ProblemError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly mensaje: string = PROBLEMS[code].mensaje,
    readonly extra: Extra = {},
    /** Another 4xx than the code's own, for what has none: 405, 413, 415. */
    readonly status: number = PROBLEMS[code].status,
  ) {
    super(mensaje);
    this.name = 'ProblemError';
  }

  toProblem(): Problem {
    return {
      type: `urn:ticketero:error:${this.code}`,
      title: PROBLEMS[this.code].title,
      status: this.status,
      detail: this.mensaje,
      error: this.code,
      mensaje: this.mensaje,
      ...this.extra,
    };
  }
}

/** 400 with what is wrong in each field. A field that a client has made up is not said back where it is an id (R13). */
export function invalid(wrong: Record<string, string>): ProblemError {
  const campos = Object.fromEntries(Object.entries(wrong).map(([field, what]) => [withoutPersonalData(field), what]));
  return new ProblemError('VALIDACION_FALLIDA', Object.values(wrong)[0], { campos });
}
