import { ALERT_TYPES, type AlertType } from '@ticketero/contract';

import { ChoiceField, TextField, WholeNumberField } from '../platform/http/fields.js';
import { BranchQueryDto } from '../tickets/index.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MESSAGE = 'Debe ser una fecha AAAA-MM-DD';

/** Days of the branch on which an alert was raised; without them, today. */
export class AlertsQueryDto extends BranchQueryDto {
  @TextField({ max: 10, optional: true, pattern: DAY, message: DAY_MESSAGE })
  from?: string;

  @TextField({ max: 10, optional: true, pattern: DAY, message: DAY_MESSAGE })
  to?: string;

  @ChoiceField(ALERT_TYPES, { optional: true })
  type?: AlertType;

  @WholeNumberField({ min: 1, max: 100_000, optional: true, fromText: true })
  page?: number;

  @WholeNumberField({ min: 1, max: 200, optional: true, fromText: true })
  pageSize?: number;
}
