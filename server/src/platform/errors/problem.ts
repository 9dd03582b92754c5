import type { ErrorCode, Problem } from '@ticketero/contract';
import { withoutPersonalData } from '@ticketero/core';

/** What a problem says to people (R14): `mensaje` in Spanish, `detail` in English. */
export type Says = Pick<Problem, 'mensaje' | 'detail'>;

/** Code → HTTP status, title and what it says when nobody knows better (R14). */
export const PROBLEMS: Record<ErrorCode, Pick<Problem, 'status' | 'title'> & Says> = {
  VALIDACION_FALLIDA: {
    status: 400,
    title: 'Validation failed',
    mensaje: 'Revisa los datos ingresados',
    detail: 'Check what was entered',
  },
  NO_AUTENTICADO: {
    status: 401,
    title: 'Not authenticated',
    mensaje: 'Debes iniciar sesión',
    detail: 'You have to sign in',
  },
  SIN_PERMISO: {
    status: 403,
    title: 'Not permitted',
    mensaje: 'No tienes permiso para hacer esto',
    detail: 'You are not allowed to do this',
  },
  RECURSO_NO_ENCONTRADO: {
    status: 404,
    title: 'Not found',
    mensaje: 'El recurso solicitado no existe',
    detail: 'There is no such thing here',
  },
  TICKET_NO_ENCONTRADO: {
    status: 404,
    title: 'Ticket not found',
    mensaje: 'El ticket solicitado no existe',
    detail: 'There is no such number',
  },
  COLA_NO_ENCONTRADA: {
    status: 404,
    title: 'Queue not found',
    mensaje: 'No existe esa cola',
    detail: 'There is no such queue',
  },
  ASESOR_NO_ENCONTRADO: {
    status: 404,
    title: 'Advisor not found',
    mensaje: 'El asesor solicitado no existe',
    detail: 'There is no such advisor',
  },
  SUCURSAL_NO_ENCONTRADA: {
    status: 404,
    title: 'Branch not found',
    mensaje: 'La sucursal solicitada no existe',
    detail: 'There is no such branch',
  },
  MENSAJE_NO_ENCONTRADO: {
    status: 404,
    title: 'Message not found',
    mensaje: 'El mensaje solicitado no existe',
    detail: 'There is no such message',
  },
  TICKET_ACTIVO_EXISTENTE: {
    status: 409,
    title: 'Active ticket exists',
    mensaje: 'Ya tienes un ticket activo',
    detail: 'You already have an active number',
  },
  TRANSICION_INVALIDA: {
    status: 409,
    title: 'Invalid transition',
    mensaje: 'Esa acción no es posible en el estado actual del ticket',
    detail: 'That is not possible in the present state of the number',
  },
  ASESOR_CON_TICKET: {
    status: 409,
    title: 'Advisor has a ticket',
    mensaje: 'El asesor tiene un ticket en atención',
    detail: 'The advisor is serving a number',
  },
  MODULO_OCUPADO: {
    status: 409,
    title: 'Module taken',
    mensaje: 'El módulo ya está ocupado',
    detail: 'The module is taken already',
  },
  CUPO_AGOTADO: {
    status: 409,
    title: 'Daily cap reached',
    mensaje: 'No quedan más números para hoy en esta cola',
    detail: 'No numbers are left for today in this queue',
  },
  SUCURSAL_CERRADA: {
    status: 409,
    title: 'Branch closed',
    mensaje: 'La sucursal está cerrada',
    detail: 'The branch is closed',
  },
  CONFLICTO: {
    status: 409,
    title: 'Conflict',
    mensaje: 'Alguien más cambió esto al mismo tiempo',
    detail: 'Somebody else changed this at the same time',
  },
  DEMASIADAS_SOLICITUDES: {
    status: 429,
    title: 'Too many requests',
    mensaje: 'Demasiadas solicitudes, espera un momento',
    detail: 'Too many requests, wait a moment',
  },
  SERVICIO_SATURADO: {
    status: 503,
    title: 'Service saturated',
    mensaje: 'Hay demasiada gente al mismo tiempo, intenta de nuevo en un momento',
    detail: 'Too many at the same time, try again in a moment',
  },
  SERVICIO_NO_DISPONIBLE: {
    status: 503,
    title: 'Service unavailable',
    mensaje: 'El servicio no está disponible, intenta de nuevo en un momento',
    detail: 'The service is not available, try again in a moment',
  },
  ERROR_INTERNO: {
    status: 500,
    title: 'Internal error',
    mensaje: 'Ocurrió un error inesperado',
    detail: 'An unexpected error happened',
  },
};

type Extra = Partial<Pick<Problem, 'campos' | 'colasDisponibles' | 'ticket' | 'retryAfter'>>;

/** An answer that is an error, thrown from anywhere in a request. `extra` is shown to the client as it is. */
export class ProblemError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly says: Says = PROBLEMS[code],
    readonly extra: Extra = {},
    /** Another 4xx than the code's own, for what has none: 405, 413, 415. */
    readonly status: number = PROBLEMS[code].status,
  ) {
    super(says.mensaje);
    this.name = 'ProblemError';
  }

  toProblem(): Problem {
    return {
      type: `urn:ticketero:error:${this.code}`,
      title: PROBLEMS[this.code].title,
      status: this.status,
      detail: this.says.detail,
      error: this.code,
      mensaje: this.says.mensaje,
      ...this.extra,
    };
  }
}

/** Seconds; in turn, so that those who were refused together do not come back together. */
const COME_BACK_AFTER = [1, 2, 3] as const;
let refusals = 0;

/** 503: more are under way than can be served within a moment. Nothing has begun: the same request may be sent again. */
export function saturated(): ProblemError {
  const retryAfter = COME_BACK_AFTER[refusals++ % COME_BACK_AFTER.length];
  return new ProblemError('SERVICIO_SATURADO', undefined, { retryAfter });
}

/** 400 with what is wrong in each field. A field that a client has made up is not said back where it is an id (R13). */
export function invalid(wrong: Record<string, string>, inEnglish?: string): ProblemError {
  const campos = Object.fromEntries(Object.entries(wrong).map(([field, what]) => [withoutPersonalData(field), what]));
  const { mensaje } = PROBLEMS.VALIDACION_FALLIDA;
  const detail = inEnglish ?? `Not valid: ${Object.keys(campos).join(', ')}`;
  const says = { mensaje: Object.values(wrong)[0] ?? mensaje, detail };
  return new ProblemError('VALIDACION_FALLIDA', says, { campos });
}
