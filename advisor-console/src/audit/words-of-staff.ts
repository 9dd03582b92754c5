import type { AuditRecord } from '@ticketero/contract';

import { changedFields } from './diff';
import type { Facts } from './facts';
import { fieldName, fieldValue, type Reader } from './field-words';
import { whoWords } from './who';

/** What a sentence is made from. `data`: the additional data. */
export interface Told {
  reader: Reader;
  record: AuditRecord;
  before: Facts;
  after: Facts;
  data: Facts;
  /** Words of the catalogue under `auditSays`. */
  say: (key: string, values?: Record<string, string | number>) => string;
  /** The head, and after a colon what is known of it. */
  with: (head: string, details: (string | null | false)[]) => string;
}

/** One's own: this one, or all of them at once. */
export function signedOut({ say, data }: Told): string {
  data.take('session'); // its id is in the details
  const count = data.number('sessions');
  return count === null ? say('SESION_CERRADA.one') : say('SESION_CERRADA.all', { count });
}

/** By somebody else, or by the system. */
export function revoked({ say, data, record, reader }: Told): string {
  data.take('session');
  const count = data.number('sessions');
  if (data.take('reason') === 'TOKEN_REUTILIZADO') return say('SESION_REVOCADA.reused');
  const who = whoWords(reader.t, record, reader.names);
  return count === null ? say('SESION_REVOCADA.one', { who }) : say('SESION_REVOCADA.all', { count, who });
}

export function passwordChanged(told: Told): string {
  const { say, data, record, reader } = told;
  const ended = data.number('endedSessions') ?? 0;
  const head =
    data.take('reset') === true
      ? say('CLAVE_CAMBIADA.reset', { who: whoWords(reader.t, record, reader.names) })
      : say('CLAVE_CAMBIADA.own');
  return told.with(head, [ended > 0 && say('endedSessions', { count: ended })]);
}

/** What was set up or changed, and which of its settings from what to what. */
export function configured(told: Told): string {
  const { say, record, reader, data } = told;
  const ended = data.number('endedSessions') ?? 0;
  const why = data.text('reason');
  return told.with(configuredWhat(told), [
    data.take('firstAdmin') === true && say('firstAdmin'),
    ...changedFields(record).map(({ field, before, after }) => {
      const name = fieldName(reader.t, field);
      if (Array.isArray(before) && Array.isArray(after)) return `${name} ${listChange(reader, field, before, after)}`;
      const [from, to] = [fieldValue(reader, field, before), fieldValue(reader, field, after)];
      return say('change', { name, before: from, after: to });
    }),
    ended > 0 && say('endedSessions', { count: ended }),
    why !== null && fieldValue(reader, 'reason', why),
  ]);
}

function configuredWhat({ say, record, reader, after }: Told): string {
  const { entityType, entityIdentifier, previousState } = record;
  if (after.take('pairingCodeExpiresAt') !== undefined) return say('CONFIG_CAMBIADA.pairingCode');
  if (entityType === 'USER' || entityType === 'ADVISOR') {
    return say(`CONFIG_CAMBIADA.${previousState === null ? 'made' : 'changed'}.${entityType}`);
  }
  if (entityIdentifier === null) return say('CONFIG_CAMBIADA.plain');
  if (entityType === 'BRANCH' && after.text('status') !== null) return say('CONFIG_CAMBIADA.branch');
  const what =
    entityType === 'SISTEMA' ? fieldValue(reader, 'role', entityIdentifier) : reader.names.queue(entityIdentifier);
  return say(entityType === 'SISTEMA' ? 'CONFIG_CAMBIADA.role' : 'CONFIG_CAMBIADA.of', { what });
}

/** What a list has now and had not, and the other way round. */
function listChange(reader: Reader, field: string, before: unknown[], after: unknown[]): string {
  const one = (sign: string) => (value: unknown) => `${sign}${fieldValue(reader, field, value)}`;
  const added = after.filter((value) => !before.includes(value)).map(one('+'));
  const gone = before.filter((value) => !after.includes(value)).map(one('−'));
  return [...added, ...gone].join(' ');
}

export function device(told: Told, key: string): string {
  const kind = told.after.text('kind');
  return told.with(told.say(key), [kind !== null && fieldValue(told.reader, 'kind', kind)]);
}

/** What of, and who sees to it; how grave and in which figures stands beside it. */
export function alert(told: Told, key: 'ALERTA_LEVANTADA' | 'ALERTA_DESPEJADA' | 'ALERTA_RECONOCIDA'): string {
  const { say, data, record, reader } = told;
  data.take('alertId');
  data.take('advisor'); // whom it is about stands in front
  data.take('device');
  const type = data.text('alertType');
  const severity = data.text('severity');
  const what = type === null ? '—' : reader.t(`alertType.${type}`, { defaultValue: type });
  return told.with(say(key, { what, who: whoWords(reader.t, record, reader.names) }), [
    severity !== null && reader.t(`severity.${severity}`, { defaultValue: severity }),
  ]);
}

/** A customer's chat, or the one in which a supervisor is told of alerts. */
export function chat({ say, record }: Told, key: 'TELEGRAM_VINCULADO' | 'TELEGRAM_DESVINCULADO'): string {
  return say(`${key}.${record.entityType === 'USER' ? 'staff' : 'customer'}`);
}
