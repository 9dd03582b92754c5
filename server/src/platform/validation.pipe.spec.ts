import { ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';

import { ChoiceField, FlagField, TextField, WholeNumberField } from './http/fields.js';
import { ProblemError } from './errors/problem.js';
import { StrictValidationPipe } from './validation.pipe.js';

class InnerDto {
  @TextField({ max: 3 })
  word!: string;
}

class SampleDto {
  @TextField({ max: 5, min: 2, required: 'Falta el nombre' })
  name!: string;

  @TextField({ max: 10, optional: true, pattern: /^\d+$/, message: 'Solo dígitos' })
  digits?: string | null;

  @ChoiceField(['A', 'B'], { optional: true })
  choice?: string;

  @FlagField({ optional: true })
  flag?: boolean;

  @WholeNumberField({ min: 1, max: 9, optional: true })
  count?: number;

  @ValidateNested()
  @Type(() => InnerDto)
  inner: InnerDto = Object.assign(new InnerDto(), { word: 'x' });
}

class QueryDto {
  @WholeNumberField({ min: 1, max: 9, optional: true, fromText: true })
  page?: number;
}

const pipe = new StrictValidationPipe();
const body = (value: unknown) => pipe.transform(value, { type: 'body', metatype: SampleDto });

/** Field → message of a body that is refused. */
async function campos(value: unknown): Promise<Record<string, string> | undefined> {
  const error = await body(value).catch((refused: unknown) => refused);
  expect(error).toBeInstanceOf(ProblemError);
  expect((error as ProblemError).status).toBe(400);
  return (error as ProblemError).extra.campos;
}

describe('validation', () => {
  it('R14: what is right goes through as it is', async () => {
    const right = { name: 'José', digits: null, choice: 'A', flag: false, count: 9, inner: { word: 'abc' } };
    expect(await body(right)).toEqual(right);
  });

  it('R14: each field says what is wrong with it, in Spanish', async () => {
    expect(await campos({ name: 7, digits: 'x', choice: 'C', flag: 'true', count: 1.5 })).toEqual({
      name: 'Falta el nombre',
      digits: 'Solo dígitos',
      choice: 'Debe ser uno de: A, B',
      flag: 'Debe ser verdadero o falso',
      count: 'Debe ser un número entero de 1 a 9',
    });
    expect(await campos({ name: 'x' })).toEqual({ name: 'Debe tener al menos 2 caracteres' });
    expect(await campos({ name: 'demasiado' })).toEqual({ name: 'Debe tener como máximo 5 caracteres' });
    expect(await campos({ name: 'ab', count: '3' })).toEqual({ count: 'Debe ser un número entero de 1 a 9' });
    expect(await campos({ name: 'ab', inner: { word: 'abcd' } })).toEqual({
      'inner.word': 'Debe tener como máximo 3 caracteres',
    });
  });

  it('R14: absent, empty and blank are the same to a field that is required', async () => {
    for (const name of [undefined, null, '', '    '])
      expect(await campos({ name })).toEqual({ name: 'Falta el nombre' });
  });

  it('R14: a field that nobody declared is refused, whatever its name', async () => {
    expect(await campos({ name: 'ab', edad: 3 })).toEqual({ edad: 'Campo desconocido' });
    expect(await campos(JSON.parse('{"name":"ab","constructor":1}'))).toEqual({ constructor: 'Campo desconocido' });
  });

  it('R14: what PostgreSQL could not hold is refused before it gets there', async () => {
    for (const bad of ['a\u0000', 'a\n', '\u007fa', 'a\ud800', '\udc00a']) {
      expect([bad, await campos({ name: bad })]).toEqual([bad, { name: 'Contiene caracteres no permitidos' }]);
    }
    expect(await body({ name: '👩🏽‍🚀' })).toMatchObject({ name: '👩🏽‍🚀' });
  });

  it('R14: a length is counted in characters of the database', async () => {
    expect(await body({ name: '😀😀😀😀😀' })).toMatchObject({ name: '😀😀😀😀😀' });
    expect(await campos({ name: '😀😀😀😀😀😀' })).toHaveProperty('name');
    expect(await campos({ name: `a${'\ufe0f'.repeat(9)}` })).toHaveProperty('name');
  });

  it('R14: a body that is no object is refused; none at all is an empty one', async () => {
    for (const wrong of ['text', 7, true, [], [{}]])
      expect(await campos(wrong)).toEqual({ body: 'Debe ser un objeto JSON' });
    expect(await campos(undefined)).toEqual({ name: 'Falta el nombre' });
    expect(await campos(null)).toEqual({ name: 'Falta el nombre' });
  });

  it('R14: a number in a query comes as text, and must be one', async () => {
    const query = (value: unknown) => pipe.transform(value, { type: 'query', metatype: QueryDto });
    expect(await query({ page: '3' })).toEqual({ page: 3 });
    for (const page of ['0', '10', '1.5', 'x', '', ['1', '2'], {}]) {
      await expect(query({ page })).rejects.toMatchObject({ extra: { campos: { page: expect.any(String) } } });
    }
  });
});
