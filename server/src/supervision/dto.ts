import { TICKET_STATUSES, type TicketStatus } from '@ticketero/contract';

import { TransferDto } from '../desks/index.js';
import { ChoiceField, FlagField, TextField, WholeNumberField } from '../platform/http/fields.js';
import { DayPageQueryDto } from '../tickets/index.js';

export class TicketsQueryDto extends DayPageQueryDto {
  @ChoiceField(TICKET_STATUSES, { optional: true })
  status?: TicketStatus;

  @TextField({ max: 40, optional: true })
  queueType?: string;
}

export class ReasonDto {
  @TextField({ max: 200, required: 'El motivo es obligatorio', free: true })
  reason!: string;
}

export class OptionalReasonDto {
  @TextField({ max: 200, optional: true, free: true })
  reason?: string;
}

export class SupervisorTransferDto extends TransferDto {
  @TextField({ max: 200, optional: true, free: true, description: 'Por qué: solo para la auditoría' })
  reason?: string;
}

/** R1. No O and no I: they look like digits. */
export class QueueChangeDto {
  @TextField({ min: 1, max: 60, optional: true })
  displayName?: string;

  @TextField({ max: 1, optional: true, pattern: /^[A-HJ-NP-Z]$/, message: 'Debe ser una letra mayúscula, salvo I y O' })
  prefix?: string;

  @WholeNumberField({ min: 1, max: 1000, optional: true })
  priority?: number;

  @WholeNumberField({ min: 1, max: 480, optional: true })
  averageTimeMinutes?: number;

  @WholeNumberField({ min: 1, max: 480, optional: true })
  targetWaitMinutes?: number;

  @WholeNumberField({ min: 1, max: 10_000, optional: true })
  alertWaiting?: number;

  @WholeNumberField({ min: 0, max: 100_000, optional: true, description: 'null: sin cupo' })
  dailyCap?: number | null;

  @FlagField({ optional: true })
  enabled?: boolean;
}
