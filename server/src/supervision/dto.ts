import { TICKET_STATUSES, type TicketStatus } from '@ticketero/contract';

import { TransferDto } from '../desks/index.js';
import { ChoiceField, TextField } from '../platform/http/fields.js';
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
