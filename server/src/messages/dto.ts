import { MESSAGE_STATES, MESSAGE_TEMPLATES, type MessageState, type MessageTemplate } from '@ticketero/contract';

import { ChoiceField, TextField, WholeNumberField } from '../platform/http/fields.js';
import { BranchQueryDto } from '../tickets/index.js';

export class MessagesQueryDto extends BranchQueryDto {
  @ChoiceField(MESSAGE_STATES, { optional: true })
  estadoEnvio?: MessageState;

  @ChoiceField(MESSAGE_TEMPLATES, { optional: true })
  plantilla?: MessageTemplate;

  @TextField({ max: 10, optional: true, pattern: /^\d{4}-\d{2}-\d{2}$/, message: 'Debe ser una fecha AAAA-MM-DD' })
  date?: string;

  @TextField({ max: 20, optional: true, description: 'Número del ticket' })
  q?: string;

  @WholeNumberField({ min: 1, max: 100_000, optional: true, fromText: true })
  page?: number;

  @WholeNumberField({ min: 1, max: 200, optional: true, fromText: true })
  pageSize?: number;
}
