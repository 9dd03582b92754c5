import {
  ALERT_SEVERITIES,
  BRANCH_CODE,
  BRANCH_FILE_FORMAT,
  BRANCH_TEXT_MAX,
  CONFIGURATION_LIMITS,
  DISPATCH_POLICIES,
  ESTIMATORS,
  HOLIDAYS_MAX,
  LANGUAGES,
  NOTICES_MAX,
  QUEUES_MAX,
  SPANS_MAX,
  type AlertSeverity,
  type DispatchPolicy,
  type Estimator,
  type Language,
} from '@ticketero/contract';
import { IsIn } from 'class-validator';

import {
  ChoiceField,
  FlagField,
  ListField,
  NumberField,
  ObjectField,
  TextField,
  TextListField,
  WholeNumberField,
} from '../platform/http/fields.js';
import { FileQueueDto } from './queue-dto.js';

const L = CONFIGURATION_LIMITS;
const CODE = {
  max: 20,
  pattern: BRANCH_CODE,
  message: 'De 1 a 20 letras mayúsculas, números, guiones: NORTE-2',
  example: 'NORTE',
};
const NAME = { max: 100, example: 'Sucursal Norte', free: true };
const ZONE = { max: 60, example: 'America/Santiago' };
const VERSION = { max: 40, optional: true, description: 'La que se leyó: si ya no es esa, 409' };
const TIME = { max: 5, message: 'Debe ser una hora: 09:30', example: '09:00' };

class SpanDto {
  @TextField({ ...TIME, pattern: /^([01]\d|2[0-3]):[0-5]\d$/ })
  from!: string;

  @TextField({ ...TIME, pattern: /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/ })
  to!: string;
}

/** 0 Sunday … 6 Saturday; one that is absent is closed. */
const WeekdayField = (): PropertyDecorator => ListField(() => SpanDto, { optional: true, maxItems: SPANS_MAX });

export class WeekHoursDto {
  @WeekdayField() '0'?: SpanDto[];
  @WeekdayField() '1'?: SpanDto[];
  @WeekdayField() '2'?: SpanDto[];
  @WeekdayField() '3'?: SpanDto[];
  @WeekdayField() '4'?: SpanDto[];
  @WeekdayField() '5'?: SpanDto[];
  @WeekdayField() '6'?: SpanDto[];
}

export class HolidayDto {
  @TextField({
    max: 10,
    pattern: /^\d{4}-\d{2}-\d{2}$/,
    message: 'Debe ser una fecha AAAA-MM-DD',
    example: '2026-12-25',
  })
  date!: string;

  @TextField({ max: 60, example: 'Navidad', free: true })
  name!: string;

  @ListField(() => SpanDto, { maxItems: SPANS_MAX, description: 'Vacía: cerrado' })
  spans!: SpanDto[];
}

const LocalTextField = (): PropertyDecorator => TextField({ max: BRANCH_TEXT_MAX, optional: true, free: true });

/** A field for each language: the compiler asks for them. */
class LocalTextDto implements Record<Language, string | undefined> {
  @LocalTextField() es: string | undefined;
  @LocalTextField() en: string | undefined;
}

const ClosedTextField = (): PropertyDecorator =>
  ObjectField(() => LocalTextDto, { optional: true, nullable: true, description: 'null: las palabras del banco' });

export class BranchTextsDto {
  @ClosedTextField() closed?: LocalTextDto | null;
  @ClosedTextField() paused?: LocalTextDto | null;
  @ClosedTextField() outsideHours?: LocalTextDto | null;

  @ListField(() => LocalTextDto, { optional: true, maxItems: NOTICES_MAX })
  notices?: LocalTextDto[];
}

const Whole = (limit: { min: number; max: number }): PropertyDecorator =>
  WholeNumberField({ ...limit, optional: true });
const Choice = (values: readonly string[]): PropertyDecorator => ChoiceField(values, { optional: true });
const Flag = (): PropertyDecorator => FlagField({ optional: true });

/** R3 to R9. */
export class BranchRulesDto {
  @Flag() rutCheck?: boolean;
  @Choice(['CL', 'INTL']) phoneFormat?: 'CL' | 'INTL';
  @Choice(LANGUAGES) language?: Language;

  @IsIn([...LANGUAGES], { each: true, message: `Cada uno debe ser uno de: ${LANGUAGES.join(', ')}` })
  @TextListField({ min: 1, maxItems: LANGUAGES.length, max: 5, optional: true, example: ['es', 'en'] })
  languages?: Language[];

  @Choice(DISPATCH_POLICIES) dispatchPolicy?: DispatchPolicy;
  @NumberField({ ...L.guardRatio, optional: true }) guardRatio?: number;
  @Whole(L.preferentialCreditMinutes) preferentialCreditMinutes?: number;
  @Choice(ESTIMATORS) estimator?: Estimator;
  @Whole(L.recallMax) recallMax?: number;
  @Whole(L.recallCooldownSeconds) recallCooldownSeconds?: number;
  /** Null: never by itself. */
  @Whole(L.noShowMinutes) noShowMinutes?: number | null;
  @Whole(L.reservationMinutes) reservationMinutes?: number;
  @Choice(['automatic', 'onCall']) assignmentMode?: 'automatic' | 'onCall';
  @Flag() pickAllowed?: boolean;
  @Whole(L.undoSeconds) undoSeconds?: number;
  @Whole(L.graceMinutes) graceMinutes?: number;
  @Flag() telegram?: boolean;
}

/** From where on supervisors are alerted. */
export class BranchAlertsDto {
  @Whole(L.idleMinutes) idleMinutes?: number;
  @Whole(L.longServiceTimes) longServiceTimes?: number;
  @Whole(L.longServiceMinutes) longServiceMinutes?: number;
  @Whole(L.failedPercent) failedPercent?: number;
  @Whole(L.failedOverMinutes) failedOverMinutes?: number;
  @Whole(L.failedLeast) failedLeast?: number;
  @Whole(L.silentMinutes) silentMinutes?: number;
  @Whole(L.coveragePercent) coveragePercent?: number;
  @Whole(L.coverageLeast) coverageLeast?: number;
  @Choice(ALERT_SEVERITIES) telegramFrom?: AlertSeverity;
}

export class ChangeBranchDto {
  @TextField(VERSION)
  version?: string;

  @TextField({ ...NAME, min: 1, optional: true })
  name?: string;

  @TextField({ ...ZONE, min: 1, optional: true })
  timeZone?: string;

  @WholeNumberField({ ...L.moduleCount, optional: true })
  moduleCount?: number;

  @FlagField({ optional: true, description: 'false: no da números; su historia queda' })
  active?: boolean;

  @ObjectField(() => WeekHoursDto, { optional: true, nullable: true, description: 'null: todo el día, todos los días' })
  openingHours?: WeekHoursDto | null;

  @ListField(() => HolidayDto, { optional: true, maxItems: HOLIDAYS_MAX })
  holidays?: HolidayDto[];

  @ObjectField(() => BranchRulesDto, { optional: true })
  settings?: BranchRulesDto;

  @ObjectField(() => BranchAlertsDto, { optional: true })
  alerts?: BranchAlertsDto;

  @ObjectField(() => BranchTextsDto, { optional: true })
  texts?: BranchTextsDto;
}

export class CopyBranchDto {
  @TextField(CODE)
  code!: string;

  @TextField(NAME)
  name!: string;
}

export class CreateBranchDto extends CopyBranchDto {
  @TextField({ ...ZONE, min: 1, optional: true })
  timeZone?: string;

  @WholeNumberField({ ...L.moduleCount, optional: true })
  moduleCount?: number;
}

export class BranchFileDto {
  @IsIn([BRANCH_FILE_FORMAT], { message: 'No es un archivo de sucursal de esta versión' })
  @WholeNumberField({ min: 1, max: 1000 })
  ticketero!: number;

  @TextField(CODE)
  code!: string;

  @TextField(NAME)
  name!: string;

  @TextField(ZONE)
  timeZone!: string;

  @WholeNumberField(L.moduleCount)
  moduleCount!: number;

  @ObjectField(() => WeekHoursDto, { optional: true, nullable: true, description: 'null: todo el día, todos los días' })
  openingHours!: WeekHoursDto | null;

  @ListField(() => HolidayDto, { maxItems: HOLIDAYS_MAX })
  holidays!: HolidayDto[];

  @ObjectField(() => BranchRulesDto, {})
  settings!: BranchRulesDto;

  @ObjectField(() => BranchAlertsDto, { optional: true })
  alerts?: BranchAlertsDto;

  @ObjectField(() => BranchTextsDto, {})
  texts!: BranchTextsDto;

  @ListField(() => FileQueueDto, { maxItems: QUEUES_MAX })
  queues!: FileQueueDto[];
}

export class ImportBranchDto {
  @ObjectField(() => BranchFileDto, {})
  file!: BranchFileDto;

  @TextField({ ...CODE, optional: true, description: 'La sucursal que queda como el archivo; ausente: la del archivo' })
  code?: string;

  @TextField({ ...NAME, min: 1, optional: true })
  name?: string;

  @FlagField({ description: 'true: solo dice qué cambiaría' })
  dryRun!: boolean;

  @TextField(VERSION)
  version?: string;
}
