import {
  WHAT_IF_ARRIVALS,
  WHAT_IF_KINDS,
  type DispatchPolicyName,
  type WhatIfArrivals,
  type WhatIfKind,
} from '@ticketero/contract';
import { DISPATCH_POLICIES } from '@ticketero/core';

import { ChoiceField, ObjectListField, TextField, TextListField, WholeNumberField } from '../platform/http/fields.js';

/** More than this is no question any more. */
export const CHANGES_MAX = 6;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/;
const NO_INSTANT = 'Debe ser un instante AAAA-MM-DDThh:mm:ssZ';

export class WhatIfChangeDto {
  @ChoiceField(WHAT_IF_KINDS)
  kind!: WhatIfKind;

  @WholeNumberField({ min: 1, max: Number.MAX_SAFE_INTEGER, optional: true })
  advisorId?: number;

  @TextListField({ min: 1, maxItems: 40, max: 40, optional: true })
  queueTypes?: string[];

  @TextField({ max: 24, optional: true, pattern: INSTANT, message: NO_INSTANT, description: 'Sin él: desde ahora' })
  from?: string;

  @TextField({ max: 24, optional: true, pattern: INSTANT, message: NO_INSTANT, description: 'Sin él: hasta el cierre' })
  to?: string;

  @ChoiceField(DISPATCH_POLICIES, { optional: true })
  policy?: DispatchPolicyName;
}

export class WhatIfDto {
  @ObjectListField(() => WhatIfChangeDto, { min: 0, maxItems: CHANGES_MAX })
  changes!: WhatIfChangeDto[];

  @ChoiceField(WHAT_IF_ARRIVALS, {
    optional: true,
    description: 'Quiénes llegarán: como el último día, o como el mismo día de otra semana',
  })
  arrivals?: WhatIfArrivals;
}
