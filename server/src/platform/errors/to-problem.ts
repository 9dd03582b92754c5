import { HttpException } from '@nestjs/common';
import { Refusal } from '@ticketero/core';

import { sqlState } from '../database/transactions.js';
import { fromRefusal } from './from-refusal.js';
import { invalid, ProblemError } from './problem.js';
import { NOT_JSON, TOO_LARGE, UNREADABLE } from './unreadable.js';

/** Lost connection, no connection to be had, server shutting down or starting, its disk full. */
const DATABASE_AWAY = /^(08|57P0|53)/;
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
  if (status === 413) return new ProblemError('VALIDACION_FALLIDA', TOO_LARGE, {}, 413);
  if (status === 415) return new ProblemError('VALIDACION_FALLIDA', NOT_JSON, {}, 415);
  if (status === 429) return new ProblemError('DEMASIADAS_SOLICITUDES');
  if (status === 503) return new ProblemError('SERVICIO_NO_DISPONIBLE');
  if (status >= 400 && status < 500) {
    return new ProblemError('VALIDACION_FALLIDA', UNREADABLE, {}, status);
  }
  return new ProblemError('ERROR_INTERNO');
}
