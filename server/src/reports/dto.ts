import { LANGUAGES, REPORT_GROUPS, type Language, type ReportGroup } from '@ticketero/contract';

import { ChoiceField, TextField, WholeNumberField } from '../platform/http/fields.js';
import { BranchQueryDto } from '../tickets/index.js';

const DAY = { max: 10, optional: true, pattern: /^\d{4}-\d{2}-\d{2}$/, message: 'Debe ser una fecha AAAA-MM-DD' };

export class ArrivalsQueryDto extends BranchQueryDto {
  @TextField({ ...DAY, description: 'Primer día; sin él, los últimos 30', example: '2026-11-01' })
  from?: string;

  @TextField({ ...DAY, description: 'Último día, incluido; sin él, hoy', example: '2026-11-30' })
  to?: string;

  @TextField({ max: 40, optional: true, example: 'CAJA' })
  queueType?: string;
}

export class ReportQueryDto extends ArrivalsQueryDto {
  @ChoiceField(REPORT_GROUPS, { optional: true, description: 'Qué es cada fila; sin él, un día' })
  by?: ReportGroup;

  @WholeNumberField({ min: 1, max: Number.MAX_SAFE_INTEGER, optional: true, fromText: true })
  advisorId?: number;
}

const LANGUAGE = { optional: true, description: 'De los encabezados; sin él, es' };

export class ArrivalsFileDto extends ArrivalsQueryDto {
  @ChoiceField(LANGUAGES, LANGUAGE)
  language?: Language;
}

export class ReportFileDto extends ReportQueryDto {
  @ChoiceField(LANGUAGES, LANGUAGE)
  language?: Language;
}
