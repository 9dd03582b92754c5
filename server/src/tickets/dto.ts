import { LANGUAGES, type Language } from '@ticketero/contract';
import { isNationalId } from '@ticketero/core';
import { ValidateBy } from 'class-validator';

import { ChoiceField, FlagField, TextField } from '../platform/http/fields.js';

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

export class IssueTicketDto {
  @IsNationalId()
  @TextField({ max: 40, required: 'El RUT/ID es obligatorio', example: '12.345.678-9' })
  nationalId!: string;

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
