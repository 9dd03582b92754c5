import { ENTITY_TYPES, EVENT_TYPES, type EntityType, type EventType } from '@ticketero/core';

import { ChoiceField, TextField, WholeNumberField } from '../platform/http/fields.js';
import { BranchQueryDto } from '../tickets/index.js';

/** A day, or a time with its zone: a time without one would be the server's. */
const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;
const TIME_MESSAGE = 'Debe ser una fecha (AAAA-MM-DD) o una hora ISO-8601 con zona';

export const ORDERS = ['asc', 'desc'] as const;
export type Order = (typeof ORDERS)[number];

/** Which events: of a search and of its export. */
export class AuditFilterDto extends BranchQueryDto {
  @ChoiceField(ENTITY_TYPES, { optional: true })
  entityType?: EntityType;

  @TextField({ max: 50, optional: true })
  entityId?: string;

  @TextField({ max: 100, optional: true, description: 'Número del ticket, o nombre', example: 'C05' })
  entityIdentifier?: string;

  @ChoiceField(EVENT_TYPES, { optional: true })
  eventType?: EventType;

  @TextField({ max: 100, optional: true })
  actor?: string;

  @WholeNumberField({
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    optional: true,
    fromText: true,
    description: 'Todo lo que hizo este asesor, o que le pasó',
  })
  advisorId?: number;

  @WholeNumberField({
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    optional: true,
    fromText: true,
    description: 'Un solo evento: el que nombra la comprobación de la cadena',
  })
  id?: number;

  @TextField({ max: 40, optional: true, pattern: TIME, message: TIME_MESSAGE })
  startDate?: string;

  @TextField({ max: 40, optional: true, pattern: TIME, message: TIME_MESSAGE })
  endDate?: string;

  @WholeNumberField({
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    optional: true,
    fromText: true,
    description: 'El upTo de la primera página: lo que se escribe entretanto no mueve las siguientes',
  })
  upTo?: number;

  @ChoiceField(ORDERS, { optional: true, description: 'Por hora; una sola entidad, asc; lo demás, desc' })
  order?: Order;
}

export class AuditQueryDto extends AuditFilterDto {
  @WholeNumberField({ min: 1, max: 100_000, optional: true, fromText: true })
  page?: number;

  @WholeNumberField({ min: 1, max: 500, optional: true, fromText: true })
  limit?: number;
}

export class AuditHeadQueryDto extends BranchQueryDto {
  @TextField({ max: 10, optional: true, pattern: /^\d{4}-\d{2}-\d{2}$/, message: 'Debe ser una fecha AAAA-MM-DD' })
  date?: string;
}
