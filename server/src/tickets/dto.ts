import { LANGUAGES, type Language } from '@ticketero/contract';
import { isNationalId } from '@ticketero/core';
import { ValidateBy } from 'class-validator';

import { ChoiceField, FlagField, TextField, WholeNumberField } from '../platform/http/fields.js';

const NATIONAL_ID = 'El RUT/ID debe tener de 8 a 12 caracteres: números, letras, puntos y guion';

/** R3. Its own rule, since only the core knows what an id is. */
const IsNationalId = (): PropertyDecorator =>
  ValidateBy({
    name: 'isNationalId',
    validator: {
      validate: (value) => typeof value === 'string' && isNationalId(value),
      defaultMessage: () => NATIONAL_ID,
    },
  });

export class NationalIdDto {
  @IsNationalId()
  @TextField({ max: 40, required: 'El RUT/ID es obligatorio', example: '12.345.678-9' })
  nationalId!: string;
}

export class IssueTicketDto extends NationalIdDto {
  @TextField({
    max: 16,
    optional: true,
    pattern: /^\+[1-9]\d{6,14}$/,
    message: 'El teléfono debe tener el formato +56XXXXXXXXX',
    example: '+56912345678',
  })
  telefono?: string | null;

  @TextField({ max: 100, optional: true, example: 'CENTRO' })
  branchOffice?: string;

  @TextField({ max: 40, required: 'El tipo de cola es obligatorio', example: 'CAJA' })
  queueType!: string;

  @FlagField({ optional: true })
  preferential?: boolean;

  @ChoiceField(LANGUAGES, { optional: true })
  language?: Language;
}

export class BranchQueryDto {
  @TextField({ max: 100, optional: true, description: 'Para quien atiende a todo el banco', example: 'CENTRO' })
  branchOffice?: string;
}

/** One day of a branch, in its own time zone. */
export class DayQueryDto extends BranchQueryDto {
  @TextField({ max: 10, optional: true, pattern: /^\d{4}-\d{2}-\d{2}$/, message: 'Debe ser una fecha AAAA-MM-DD' })
  date?: string;
}

/** A page of what happened on one day of a branch, for lists that supervisors read. */
export class DayPageQueryDto extends DayQueryDto {
  @TextField({ max: 20, optional: true, description: 'Número del ticket' })
  q?: string;

  @WholeNumberField({ min: 1, max: 100_000, optional: true, fromText: true })
  page?: number;

  @WholeNumberField({ min: 1, max: 200, optional: true, fromText: true })
  pageSize?: number;
}

/** Rows of a page that did not ask for another size. */
export const PAGE_SIZE = 20;
