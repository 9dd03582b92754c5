import type { Problem } from '@ticketero/contract';
import { ApiError, NetworkError } from '@ticketero/realtime-client';

import { formFailure } from './form-failure';

const refusal = (problem: Partial<Problem>, retryAfter: number | null = null) =>
  new ApiError({ status: 400, mensaje: 'Datos inválidos', detail: 'Not valid', ...problem } as Problem, retryAfter);
const of = (error: unknown) => formFailure(error, ['currentPassword', 'newPassword'], 1_000);

describe('what a form says when it was not taken', () => {
  it('R14: is what is wrong, at its field', () => {
    const campos = { newPassword: 'Debe tener al menos 10 caracteres' };
    expect(of(refusal({ campos }))).toEqual({ kind: 'fields', fields: campos });
  });

  it('R14: is said below the form when the form has no such field', () => {
    expect(of(refusal({ campos: { token: 'El enlace ya se usó' } }))).toEqual({
      kind: 'words',
      said: { mensaje: 'El enlace ya se usó', detail: 'Not valid' },
    });
    expect(of(refusal({ status: 409, mensaje: 'Cambió entretanto' }))).toEqual({
      kind: 'words',
      said: { mensaje: 'Cambió entretanto', detail: 'Not valid' },
    });
  });

  it('waits as long as the server asks, or a minute', () => {
    expect(of(refusal({ status: 429 }, 42))).toEqual({ kind: 'tooMany', until: 43_000 });
    expect(of(refusal({ status: 429, retryAfter: 7 }))).toEqual({ kind: 'tooMany', until: 8_000 });
    expect(of(refusal({ status: 429 }))).toEqual({ kind: 'tooMany', until: 61_000 });
  });

  it('is that nobody answered', () => {
    expect(of(new NetworkError())).toEqual({ kind: 'silent' });
  });
});
