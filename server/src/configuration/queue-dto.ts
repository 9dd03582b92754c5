import { CONFIGURATION_LIMITS, QUEUE_PREFIX, QUEUE_TYPE } from '@ticketero/contract';

import { FlagField, TextField, WholeNumberField } from '../platform/http/fields.js';

const L = CONFIGURATION_LIMITS;
const TYPE = {
  max: 40,
  pattern: QUEUE_TYPE,
  message: 'Letras mayúsculas, números y guiones bajos; comienza con una letra: BANCA_JOVEN',
  required: 'El tipo de cola es obligatorio',
  example: 'BANCA_JOVEN',
};
const NAME = { max: 60, example: 'Banca Joven', free: true };
const PREFIX = { max: 1, pattern: QUEUE_PREFIX, message: 'Debe ser una letra mayúscula, salvo I y O', example: 'J' };
const CAP = { ...L.dailyCap, optional: true, description: 'null: sin cupo' };

/** R1. */
export class CreateQueueDto {
  @TextField(TYPE)
  queueType!: string;

  @TextField(NAME)
  displayName!: string;

  @TextField(PREFIX)
  prefix!: string;

  @WholeNumberField(L.priority)
  priority!: number;

  @WholeNumberField(L.averageTimeMinutes)
  averageTimeMinutes!: number;

  @WholeNumberField(L.targetWaitMinutes)
  targetWaitMinutes!: number;

  @WholeNumberField({ ...L.alertWaiting, optional: true })
  alertWaiting?: number;

  @WholeNumberField(CAP)
  dailyCap?: number | null;

  @FlagField({ optional: true })
  enabled?: boolean;
}

/** R1. What is absent stays. */
export class ChangeQueueDto {
  @TextField({ max: 40, optional: true, description: 'La que se leyó: si ya no es esa, 409' })
  version?: string;

  @TextField({ ...NAME, min: 1, optional: true })
  displayName?: string;

  @TextField({ ...PREFIX, optional: true })
  prefix?: string;

  @WholeNumberField({ ...L.priority, optional: true })
  priority?: number;

  @WholeNumberField({ ...L.averageTimeMinutes, optional: true })
  averageTimeMinutes?: number;

  @WholeNumberField({ ...L.targetWaitMinutes, optional: true })
  targetWaitMinutes?: number;

  @WholeNumberField({ ...L.alertWaiting, optional: true })
  alertWaiting?: number;

  @WholeNumberField(CAP)
  dailyCap?: number | null;

  @FlagField({ optional: true })
  enabled?: boolean;
}

/** A queue in a branch's file: all of it. */
export class FileQueueDto {
  @TextField(TYPE)
  queueType!: string;

  @TextField(NAME)
  displayName!: string;

  @TextField(PREFIX)
  prefix!: string;

  @WholeNumberField(L.priority)
  priority!: number;

  @WholeNumberField(L.averageTimeMinutes)
  averageTimeMinutes!: number;

  @WholeNumberField(L.targetWaitMinutes)
  targetWaitMinutes!: number;

  @WholeNumberField(L.alertWaiting)
  alertWaiting!: number;

  @WholeNumberField(CAP)
  dailyCap!: number | null;

  @FlagField()
  enabled!: boolean;
}
