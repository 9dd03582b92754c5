import { MESSAGE_STATES, MESSAGE_TEMPLATES, type MessageState, type MessageTemplate } from '@ticketero/contract';

import { ChoiceField } from '../platform/http/fields.js';
import { DayPageQueryDto } from '../tickets/index.js';

export class MessagesQueryDto extends DayPageQueryDto {
  @ChoiceField(MESSAGE_STATES, { optional: true })
  estadoEnvio?: MessageState;

  @ChoiceField(MESSAGE_TEMPLATES, { optional: true })
  plantilla?: MessageTemplate;
}
