import { ERROR_CODES } from '@ticketero/contract';
import { BadRequestException, ForbiddenException, HttpException, NotFoundException } from '@nestjs/common';
import { Refusal, REFUSAL_CODES, type RefusalCode } from '@ticketero/core';

import { invalid, ProblemError, PROBLEMS } from './problem.js';
import { toProblem } from './to-problem.js';

/** R14, code by code. */
const STATUS: Record<RefusalCode, number> = {
  VALIDACION_FALLIDA: 400,
  TICKET_NO_ENCONTRADO: 404,
  COLA_NO_ENCONTRADA: 404,
  ASESOR_NO_ENCONTRADO: 404,
  TRANSICION_INVALIDA: 409,
  ASESOR_CON_TICKET: 409,
  MODULO_OCUPADO: 409,
  CUPO_AGOTADO: 409,
  SUCURSAL_CERRADA: 409,
};
const ALL_STATUS: Record<string, number> = {
  ...STATUS,
  NO_AUTENTICADO: 401,
  SIN_PERMISO: 403,
  RECURSO_NO_ENCONTRADO: 404,
  SUCURSAL_NO_ENCONTRADA: 404,
  MENSAJE_NO_ENCONTRADO: 404,
  TICKET_ACTIVO_EXISTENTE: 409,
  CONFLICTO: 409,
  DEMASIADAS_SOLICITUDES: 429,
  ERROR_INTERNO: 500,
  SERVICIO_SATURADO: 503,
  SERVICIO_NO_DISPONIBLE: 503,
};

/** What the rules say with a refusal, all of it at once. */
const DETAILS = {
  campos: { reason: 'El motivo es obligatorio' },
  queueType: 'VIP',
  colasDisponibles: ['CAJA'],
  numero: 'C05',
  moduleNumber: 3,
  from: 'CANCELADO',
  command: 'start',
};

const sql = (code: string, message = 'value "12345678-9" of somebody'): Error =>
  Object.assign(new Error(message), { code });
const outcome = (error: unknown): [number, string] => [toProblem(error).status, toProblem(error).code];

describe('any error as a problem', () => {
  it('R14: every code has its status, and no status is without a title and a text for people', () => {
    expect(Object.keys(PROBLEMS).sort()).toEqual([...ERROR_CODES].sort());
    for (const code of ERROR_CODES) {
      expect([code, PROBLEMS[code].status]).toEqual([code, ALL_STATUS[code]]);
      const problem = new ProblemError(code).toProblem();
      expect(problem).toMatchObject({ type: `urn:ticketero:error:${code}`, status: ALL_STATUS[code], error: code });
      expect(problem.detail).not.toBe(problem.mensaje);
      expect(problem.detail.length).toBeGreaterThan(5);
      expect(problem.mensaje.length).toBeGreaterThan(5);
      expect(problem.title).toMatch(/^[A-Z][a-z ]+$/);
    }
  });

  it.each(REFUSAL_CODES)('R14: a refusal %s is in the contract and has its status', (code) => {
    const { status, code: told, says } = toProblem(new Refusal(code, DETAILS));
    expect(ERROR_CODES).toContain(code);
    expect([told, status]).toEqual([code, STATUS[code]]);
    for (const words of [says.mensaje, says.detail]) expect(words).not.toMatch(/undefined|null|\[object/);
    expect(says.detail).not.toBe(says.mensaje);
  });

  it('R14: what a rule refused, in words', () => {
    const words = (code: RefusalCode, details: Record<string, unknown>) =>
      toProblem(new Refusal(code, details)).says.mensaje;
    expect(words('COLA_NO_ENCONTRADA', { queueType: 'VIP' })).toBe('No existe cola con tipo VIP');
    expect(words('COLA_NO_ENCONTRADA', { queueType: 'VIP', disabled: true })).toBe('La cola VIP no está disponible');
    expect(words('ASESOR_CON_TICKET', { numero: 'C05' })).toContain('C05');
    expect(words('MODULO_OCUPADO', { moduleNumber: 3 })).toContain('3');
    const transition = (details: Record<string, unknown>) => words('TRANSICION_INVALIDA', details);
    expect(transition({ from: 'NINGUNO' })).toBe('No tienes un ticket en atención');
    expect(transition({ from: 'CANCELADO' })).toContain('CANCELADO');
    expect(transition({ from: 'ATENDIENDO', started: true })).toBe('La atención ya comenzó');
    expect(transition({ from: 'COMPLETADO', started: true })).toBe(
      'Esa acción no es posible con un ticket en estado COMPLETADO',
    );
    expect(transition({ from: 'ATENDIENDO', retryAfterSeconds: 4 })).toContain('4 segundos');
    expect(transition({ from: 'ATENDIENDO', recallMax: 3 })).toContain('3 veces');
    expect(transition({ reason: 'TARDE', undoSeconds: 10 })).toContain('10 segundos');
    expect(transition({ reason: 'ASESOR_OFFLINE', advisor: 'Ana' })).toBe('Ana no está en su puesto');
    expect(toProblem(new Refusal('COLA_NO_ENCONTRADA', { colasDisponibles: ['CAJA'] })).extra).toEqual({
      colasDisponibles: ['CAJA'],
    });
  });

  it.each<[Record<string, unknown>, string]>([
    [{ from: 'NINGUNO' }, 'You are not serving a number'],
    [{ from: 'CANCELADO' }, 'That is not possible with a number that is cancelled'],
    [{ from: 'ATENDIENDO', retryAfterSeconds: 4 }, 'Wait 4 seconds before you call again'],
    [{ reason: 'TARDE', undoSeconds: 10 }, 'More than 10 seconds have passed: it cannot be undone'],
    [{ reason: 'PUESTO_CAMBIADO', numero: null }, 'Your desk changed meanwhile: now nobody is at it. Nothing was done'],
    [{ reason: 'ASESOR_OFFLINE', advisor: 'Ana' }, 'Ana is not at the desk'],
  ])('R14: what a rule refused, in English: %p', (details, detail) => {
    expect(toProblem(new Refusal('TRANSICION_INVALIDA', details)).toProblem()).toMatchObject({ detail });
  });

  it('R14: the fields that are wrong, the first of them as the text', () => {
    const campos = { nationalId: 'El RUT/ID es obligatorio', telefono: 'otra cosa' };
    expect(invalid(campos).toProblem()).toMatchObject({
      status: 400,
      campos,
      mensaje: 'El RUT/ID es obligatorio',
      detail: 'Not valid: nationalId, telefono',
    });
    expect(toProblem(new Refusal('VALIDACION_FALLIDA', { campos })).toProblem()).toMatchObject({ status: 400, campos });
  });

  it.each<[string, unknown, number, string]>([
    ['a problem itself', new ProblemError('SIN_PERMISO'), 403, 'SIN_PERMISO'],
    ['an unknown path', new NotFoundException('Cannot GET /x'), 404, 'RECURSO_NO_ENCONTRADO'],
    ['forbidden by Nest', new ForbiddenException(), 403, 'SIN_PERMISO'],
    ['a bad request', new BadRequestException('Unexpected token'), 400, 'VALIDACION_FALLIDA'],
    ['a teapot', new HttpException('x', 418), 418, 'VALIDACION_FALLIDA'],
    ['too large', Object.assign(new Error('x'), { statusCode: 413 }), 413, 'VALIDACION_FALLIDA'],
    ['no JSON', Object.assign(new Error('x'), { statusCode: 415 }), 415, 'VALIDACION_FALLIDA'],
    ['Fastify unauthorised', Object.assign(new Error('x'), { statusCode: 401 }), 401, 'NO_AUTENTICADO'],
    ['Fastify closing', Object.assign(new Error('x'), { statusCode: 503 }), 503, 'SERVICIO_NO_DISPONIBLE'],
    ['Fastify broken', Object.assign(new Error('x'), { statusCode: 500 }), 500, 'ERROR_INTERNO'],
    ['a byte that is no text', sql('22021'), 400, 'VALIDACION_FALLIDA'],
    ['a NUL in JSON', sql('22P05'), 400, 'VALIDACION_FALLIDA'],
    ['a unique index', sql('23505'), 409, 'CONFLICTO'],
    ['a deadlock', sql('40P01'), 409, 'CONFLICTO'],
    ['a serialisation failure', sql('40001'), 409, 'CONFLICTO'],
    ['a connection lost', sql('08006'), 503, 'SERVICIO_NO_DISPONIBLE'],
    ['a server going down', sql('57P01'), 503, 'SERVICIO_NO_DISPONIBLE'],
    ['too many connections', sql('53300'), 503, 'SERVICIO_NO_DISPONIBLE'],
    ['a disk that is full', sql('53100'), 503, 'SERVICIO_NO_DISPONIBLE'],
    ['nobody listening', sql('ECONNREFUSED'), 503, 'SERVICIO_NO_DISPONIBLE'],
    ['pg cut off', new Error('Connection terminated unexpectedly'), 503, 'SERVICIO_NO_DISPONIBLE'],
    ['a full pool', new Error('timeout exceeded when trying to connect'), 503, 'SERVICIO_NO_DISPONIBLE'],
    ['a syntax error', sql('42601'), 500, 'ERROR_INTERNO'],
    ['a bug', new TypeError("reading 'x' of undefined"), 500, 'ERROR_INTERNO'],
    ['no error at all', 'text', 500, 'ERROR_INTERNO'],
    ['nothing', undefined, 500, 'ERROR_INTERNO'],
  ])('R14: %s', (_what, error, status, code) => {
    expect(outcome(error)).toEqual([status, code]);
  });

  it('R13: nothing of a message that was not written for people reaches them', () => {
    for (const error of [
      sql('23505'),
      sql('42601'),
      sql('08006'),
      new Error('12345678-9'),
      new HttpException('12345678-9', 400),
    ]) {
      expect(JSON.stringify(toProblem(error).toProblem())).not.toContain('12345678-9');
    }
  });
});
