import { TICKET_STATUSES, type TicketStatus } from '@ticketero/contract';

import { ChoiceField, TextField, WholeNumberField } from '../platform/http/fields.js';
import { BranchQueryDto } from '../tickets/index.js';

export const PAGE_SIZE = 20;

export class TicketsQueryDto extends BranchQueryDto {
  @ChoiceField(TICKET_STATUSES, { optional: true })
  status?: TicketStatus;

  @TextField({ max: 40, optional: true })
  queueType?: string;

  @TextField({ max: 10, optional: true, pattern: /^\d{4}-\d{2}-\d{2}$/, message: 'Debe ser una fecha AAAA-MM-DD' })
  date?: string;

  @TextField({ max: 20, optional: true, description: 'Número del ticket' })
  q?: string;

  @WholeNumberField({ min: 1, max: 100_000, optional: true, fromText: true })
  page?: number;

  @WholeNumberField({ min: 1, max: 200, optional: true, fromText: true })
  pageSize?: number;
}

export class ReasonDto {
  @TextField({ max: 200, required: 'El motivo es obligatorio' })
  reason!: string;
}
