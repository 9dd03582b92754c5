import { ADVISOR_STATUSES, FINISH_OUTCOMES, type AdvisorStatus, type FinishOutcome } from '@ticketero/contract';

import { ChoiceField, FlagField, TextField, WholeNumberField } from '../platform/http/fields.js';

export class SetStatusDto {
  @ChoiceField(ADVISOR_STATUSES)
  status!: AdvisorStatus;

  @TextField({ max: 100, optional: true, free: true, description: 'Obligatorio con OFFLINE', example: 'ALMUERZO' })
  reason?: string;

  @FlagField({ optional: true, description: 'OFFLINE al terminar el ticket en curso' })
  afterCurrent?: boolean;

  @WholeNumberField({ min: 1, max: 99, optional: true })
  moduleNumber?: number;
}

export class CallNextDto {
  @ChoiceField(FINISH_OUTCOMES, { optional: true, description: 'Cómo termina el ticket en curso' })
  finish?: FinishOutcome;

  @TextField({ max: 36, optional: true, description: 'Llama a este ticket en lugar del siguiente' })
  codigoReferencia?: string;
}

export class ReturnDto {
  @WholeNumberField({
    min: 1,
    max: 200,
    optional: true,
    description: 'Después de tantos de su cola; no junto con minutos',
  })
  afterPlaces?: number;

  @WholeNumberField({ min: 1, max: 240, optional: true, description: 'No antes de tantos minutos' })
  afterMinutes?: number;
}

export class TransferDto {
  @TextField({ max: 40, optional: true, description: 'A esta cola; o bien a un asesor' })
  queueType?: string;

  @WholeNumberField({ min: 1, max: Number.MAX_SAFE_INTEGER, optional: true, description: 'Solo para este asesor' })
  advisorId?: number;

  @TextField({ max: 200, optional: true, free: true })
  note?: string;
}

export class ReinstateDto {
  @TextField({ max: 36, required: 'Indica el ticket' })
  codigoReferencia!: string;
}

export class CompleteDto {
  @TextField({ max: 60, optional: true, free: true })
  outcome?: string;

  @TextField({ max: 200, optional: true, free: true })
  note?: string;
}
