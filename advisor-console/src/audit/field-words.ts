import type { TFunction } from 'i18next';

import { reasonLabel } from '../common/offline-reason';
import { dayWords, exactTime, minutesNumber } from '../common/time';
import type { Names } from './names';

/** How a reader reads: their language, and the clock of the branch. */
export interface Reader {
  t: TFunction;
  language: string;
  timeZone: string;
  names: Names;
}

/** A field's name in words; one that is not known here keeps its own. */
export function fieldName(t: TFunction, field: string): string {
  const day = /^holidays\.(.+)$/.exec(field)?.[1];
  if (day !== undefined) return t('auditField.holiday', { day });
  return t(`auditField.${field}`, { defaultValue: field });
}

const TIME = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Fields, without what they are part of, whose values are words of a closed list, and where the catalogue has them. */
const LISTS: Record<string, string> = {
  status: 'auditValue.status',
  estadoEnvio: 'auditValue.message',
  plantilla: 'messageTemplate',
  error: 'messageFailure',
  policy: 'auditValue.policy',
  kind: 'auditValue.device',
  role: 'role',
  outcome: 'auditValue.outcome',
  command: 'auditValue.command',
  telegramFrom: 'severity',
};

/** A field's value in words; never dropped: what has no words here is shown as it is. */
export function fieldValue(reader: Reader, field: string, value: unknown): string {
  const { t, language, timeZone, names } = reader;
  if (value === null || value === undefined || value === '') return t('none');
  if (typeof value === 'boolean') return t(value ? 'auditValue.yes' : 'auditValue.no');
  if (typeof value === 'number') return numberWords(reader, field, value);
  if (Array.isArray(value)) return listWords(reader, field, value);
  if (isPrinter(value)) return `${value.host}:${String(value.port)}`;
  if (typeof value !== 'string') return JSON.stringify(value);
  if (field === 'queueType' || field === 'queueTypes') return names.queue(value);
  if (field === 'reason') return t(`auditValue.reason.${value}`, { defaultValue: reasonLabel(t, value) });
  if (TIME.test(value)) return exactTime(value, language, timeZone);
  if (DAY.test(value)) return dayWords(value, language);
  const list = LISTS[field.split('.').at(-1) ?? field];
  return list === undefined ? value : t(`${list}.${value}`, { defaultValue: value });
}

/** Where a kiosk's printer is; the rest of its set-up stands with the raw event. */
function isPrinter(value: unknown): value is { host: string; port: number } {
  return typeof value === 'object' && value !== null && 'host' in value && 'port' in value;
}

function numberWords({ t, language, names }: Reader, field: string, value: number): string {
  if (/advisorId$/i.test(field)) return names.advisor(value) ?? String(value);
  if (/minutes$/i.test(field)) return t('shortMinutes', { minutes: minutesNumber(value, language, 2) });
  return String(value);
}

function listWords(reader: Reader, field: string, values: unknown[]): string {
  return values.map((value) => fieldValue(reader, field, value)).join(', ');
}
