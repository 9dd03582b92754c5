import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { withoutPersonalData } from '@ticketero/core';
import { Transform, Type, type ClassConstructor } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

/** The fields of request bodies and queries: validation, its Spanish message and the OpenAPI property, once. */

interface Common {
  optional?: boolean;
  description?: string;
  example?: unknown;
}

interface TextOptions extends Common {
  min?: number;
  max: number;
  pattern?: RegExp;
  /** In words of their own: ids and phones that they hold are not taken (R13). */
  free?: boolean;
  /** What to say when it is absent, or when it is wrong. */
  required?: string;
  message?: string;
}

/** PostgreSQL holds no NUL and no half of a surrogate pair; no field here holds a line break, or turns what stands after it. */
// eslint-disable-next-line no-control-regex
const NO_CONTROL = /^[^\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}]*$/u;

/** Counted as PostgreSQL counts: class-validator's own MaxLength leaves out variation selectors. */
const length = (min: number, max = ''): RegExp => new RegExp(`^[^]{${min},${max}}$`, 'u');

const hidden = (value: unknown): unknown => (typeof value === 'string' ? withoutPersonalData(value) : value);

const optional = (yes: boolean | undefined): PropertyDecorator[] => (yes ? [IsOptional()] : []);

export function TextField(options: TextOptions): PropertyDecorator {
  const wrong = options.message ? { message: options.message } : {};
  return applyDecorators(
    ApiProperty({
      type: String,
      required: !options.optional,
      minLength: options.min,
      maxLength: options.max,
      pattern: options.pattern?.source,
      description: options.description,
      example: options.example,
    }),
    ...optional(options.optional),
    ...(options.free ? [Transform(({ value }) => hidden(value))] : []),
    // Checked in this order; the first that fails speaks.
    IsString({ message: options.required ?? 'Debe ser un texto' }),
    ...(options.optional ? [] : [IsNotEmpty({ message: options.required ?? 'Es obligatorio' })]),
    ...(options.optional && !options.min ? [] : [Matches(/\S/, { message: options.required ?? 'Es obligatorio' })]),
    Matches(length(options.min ?? 0), { message: `Debe tener al menos ${options.min ?? 0} caracteres`, ...wrong }),
    Matches(length(0, `${options.max}`), { message: `Debe tener como máximo ${options.max} caracteres`, ...wrong }),
    ...(options.pattern ? [Matches(options.pattern, { message: 'No tiene el formato correcto', ...wrong })] : []),
    Matches(NO_CONTROL, { message: 'Contiene caracteres no permitidos' }),
  );
}

export function ChoiceField(values: readonly string[], options: Common = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ enum: [...values], required: !options.optional, description: options.description }),
    ...optional(options.optional),
    IsIn([...values], { message: `Debe ser uno de: ${values.join(', ')}` }),
  );
}

export function FlagField(options: Common = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: Boolean, required: !options.optional, description: options.description }),
    ...optional(options.optional),
    IsBoolean({ message: 'Debe ser verdadero o falso' }),
  );
}

/** `fromText`: a number in a query. */
export function WholeNumberField(
  options: Common & { min: number; max: number; fromText?: boolean },
): PropertyDecorator {
  const message = `Debe ser un número entero de ${options.min} a ${options.max}`;
  return applyDecorators(
    ApiProperty({
      type: 'integer',
      required: !options.optional,
      minimum: options.min,
      maximum: options.max,
      description: options.description,
    }),
    ...optional(options.optional),
    ...(options.fromText ? [Type(() => Number)] : []),
    IsInt({ message }),
    Min(options.min, { message }),
    Max(options.max, { message }),
  );
}

/** Any number, such as a share. */
export function NumberField(options: Common & { min: number; max: number }): PropertyDecorator {
  const message = `Debe ser un número de ${options.min} a ${options.max}`;
  return applyDecorators(
    ApiProperty({
      type: Number,
      required: !options.optional,
      minimum: options.min,
      maximum: options.max,
      description: options.description,
    }),
    ...optional(options.optional),
    IsNumber({ allowNaN: false, allowInfinity: false }, { message }),
    Min(options.min, { message }),
    Max(options.max, { message }),
  );
}

/** Fields of its own, or null where that means something. */
export function ObjectField(
  of: () => ClassConstructor<object>,
  options: Common & { nullable?: boolean },
): PropertyDecorator {
  const { optional: absent, nullable = false, description } = options;
  return applyDecorators(
    ApiProperty({ type: of, required: !absent, nullable, description }),
    ...optional(absent),
    Type(of),
    IsObject({ message: 'Debe ser un objeto' }),
    ValidateNested(),
  );
}

/** A list of things with fields of their own. */
export function ListField(
  of: () => ClassConstructor<object>,
  options: Common & { maxItems: number },
): PropertyDecorator {
  const message = `Debe ser una lista de hasta ${options.maxItems} elementos`;
  return applyDecorators(
    ApiProperty({
      type: of,
      isArray: true,
      required: !options.optional,
      maxItems: options.maxItems,
      description: options.description,
    }),
    ...optional(options.optional),
    Type(of),
    IsArray({ message }),
    ArrayMaxSize(options.maxItems, { message }),
    IsObject({ each: true, message: 'Cada elemento debe ser un objeto' }),
    ValidateNested({ each: true }),
  );
}

/** A list of words; `max` characters each. */
export function TextListField(options: Common & { min: number; maxItems: number; max: number }): PropertyDecorator {
  const { min, maxItems, max } = options;
  const message = `Debe ser una lista de ${min} a ${maxItems} textos`;
  return applyDecorators(
    ApiProperty({
      type: 'array',
      items: { type: 'string', maxLength: max },
      required: !options.optional,
      minItems: min,
      maxItems,
      description: options.description,
      example: options.example,
    }),
    ...optional(options.optional),
    IsArray({ message }),
    ArrayMinSize(min, { message }),
    ArrayMaxSize(maxItems, { message }),
    IsString({ each: true, message }),
    Matches(length(1, `${max}`), { each: true, message: `Cada texto debe tener de 1 a ${max} caracteres` }),
    Matches(NO_CONTROL, { each: true, message: 'Contiene caracteres no permitidos' }),
  );
}

/** A list of things with fields of their own. */
export function ObjectListField(
  of: () => ClassConstructor<object>,
  options: Common & { min: number; maxItems: number },
): PropertyDecorator {
  const { min, maxItems } = options;
  const message = `Debe ser una lista de ${min} a ${maxItems} elementos`;
  return applyDecorators(
    ApiProperty({ type: of, isArray: true, required: !options.optional, minItems: min, maxItems }),
    ...optional(options.optional),
    Type(of),
    IsArray({ message }),
    ArrayMinSize(min, { message }),
    ArrayMaxSize(maxItems, { message }),
    IsObject({ each: true, message }),
    ValidateNested({ each: true }),
  );
}
