import type { AuditEventType, AuditRecord } from '@ticketero/contract';

import { reasonLabel } from '../common/offline-reason';
import { dayWords } from '../common/time';
import { Facts } from './facts';
import { fieldName, fieldValue, type Reader } from './field-words';
import { callWords } from '../common/call-words';
import { returned, transferred, undone } from './words-of-desk';
import { alert, chat, configured, device, passwordChanged, revoked, signedOut, type Told } from './words-of-staff';
import { whoWords } from './who';

/** An event in words: the sentence, and what its data hold that the sentence does not tell. */
export interface Sentence {
  text: string;
  more: { name: string; value: string }[];
}

type Tell = (told: Told) => string;

export function sentenceOf(reader: Reader, record: AuditRecord): Sentence {
  const told: Told = {
    reader,
    record,
    before: new Facts(record.previousState),
    after: new Facts(record.newState),
    data: new Facts(record.metadata),
    say: (key, values) => reader.t(`auditSays.${key}`, values),
    with: (head, details) => {
      const known = details.filter((detail) => typeof detail === 'string' && detail !== '');
      return known.length === 0 ? head : `${head}: ${known.join(', ')}`;
    },
  };
  const tell = (TELL as Partial<Record<string, Tell>>)[record.eventType];
  const text = tell ? tell(told) : unknownEvent(record.eventType);
  // An event that this console is too old for tells all that it has.
  const left = [...told.data.left(), ...(tell ? [] : told.after.left())];
  return {
    text,
    more: left.map(([name, value]) => ({ name: fieldName(reader.t, name), value: fieldValue(reader, name, value) })),
  };
}

/** `CLAVE_CAMBIADA` → "Clave cambiada". */
function unknownEvent(type: string): string {
  const words = type.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const END_OF_DAY = 'FIN_DE_JORNADA';
const BY_TIME = 'TIEMPO_CUMPLIDO';

/** Every type of event: a new one without its sentence does not compile. */
const TELL: Record<AuditEventType, Tell> = {
  TICKET_CREADO: created,
  TICKET_PROXIMO: (told) => told.with(told.say('TICKET_PROXIMO'), [place(told)]),
  TICKET_ASIGNADO: called,
  TICKET_INICIADO: (told) => atModule(told, 'TICKET_INICIADO'),
  TICKET_RELLAMADO: (told) => {
    const times = told.data.number('recallCount');
    return told.with(atModule(told, 'TICKET_RELLAMADO'), [
      times !== null && told.say('recall', { times }),
      reason(told),
    ]);
  },
  TICKET_COMPLETADO: completed,
  TICKET_CANCELADO: cancelled,
  TICKET_NO_ATENDIDO: (told) => {
    told.data.take('actualServiceTimeMinutes'); // there was no service
    const why = told.data.take('reason');
    if (why === END_OF_DAY) return told.say('endOfDay.notServed');
    return told.say(`TICKET_NO_ATENDIDO.${why === BY_TIME ? 'byTime' : 'plain'}`);
  },
  TICKET_TRANSFERIDO: transferred,
  TICKET_DEVUELTO: returned,
  TICKET_REACTIVADO: (told) => told.with(told.say('TICKET_REACTIVADO'), [reason(told)]),
  COMANDO_DESHECHO: undone,
  ADVISOR_STATUS_CHANGED: statusChanged,
  ADVISOR_ASSIGNED: (told) => {
    const numero = told.data.text('numero');
    return numero === null ? told.say('ADVISOR_ASSIGNED.some') : told.say('ADVISOR_ASSIGNED.one', { numero });
  },
  ADVISOR_FREED: (told) => {
    const status = told.after.text('status') ?? 'some';
    return told.with(told.reader.t(`auditSays.ADVISOR_FREED.${status}`, told.say('ADVISOR_FREED.some')), [
      offlineReason(told),
    ]);
  },
  TELEGRAM_VINCULADO: (told) => chat(told, 'TELEGRAM_VINCULADO'),
  TELEGRAM_DESVINCULADO: (told) => chat(told, 'TELEGRAM_DESVINCULADO'),
  MENSAJE_ENVIADO: (told) => {
    const failures = told.after.number('intentos') ?? 0;
    return told.with(message(told, 'MENSAJE_ENVIADO'), [failures > 0 && told.say('failures', { count: failures })]);
  },
  MENSAJE_REINTENTADO: (told) => {
    const byHand = told.record.actor !== 'SISTEMA';
    return told.with(message(told, `MENSAJE_REINTENTADO.${byHand ? 'byHand' : 'again'}`), [failure(told)]);
  },
  MENSAJE_FALLIDO: (told) => told.with(message(told, 'MENSAJE_FALLIDO'), [failure(told)]),
  MENSAJE_DESCARTADO: (told) => told.with(message(told, 'MENSAJE_DESCARTADO'), [failure(told)]),
  NO_ADVISORS_AVAILABLE: ({ say, data }) => say('NO_ADVISORS_AVAILABLE', { count: data.number('waiting') ?? 0 }),
  JORNADA_CERRADA: dayClosed,
  SISTEMA_INICIADO: (told) => told.with(told.say('SISTEMA_INICIADO'), [version(told)]),
  SISTEMA_DETENIDO: (told) => told.with(told.say('SISTEMA_DETENIDO'), [version(told)]),
  SCHEDULER_ERROR: (told) =>
    told.with(told.say('SCHEDULER_ERROR', { job: told.record.entityId }), [told.data.text('error')]),
  SESION_INICIADA: ({ say }) => say('SESION_INICIADA'),
  SESION_FALLIDA: ({ say, record }) => say(`SESION_FALLIDA.${record.entityId === '0' ? 'unknown' : 'known'}`),
  SESION_CERRADA: signedOut,
  SESION_REVOCADA: revoked,
  CLAVE_CAMBIADA: passwordChanged,
  CONFIG_CAMBIADA: configured,
  DEVICE_REGISTRADO: (told) => device(told, 'DEVICE_REGISTRADO'),
  DEVICE_VINCULADO: (told) => device(told, 'DEVICE_VINCULADO'),
  DEVICE_REVOCADO: (told) => device(told, 'DEVICE_REVOCADO'),
  ALERTA_LEVANTADA: (told) => alert(told, 'ALERTA_LEVANTADA'),
  ALERTA_DESPEJADA: (told) => alert(told, 'ALERTA_DESPEJADA'),
  ALERTA_RECONOCIDA: (told) => alert(told, 'ALERTA_RECONOCIDA'),
  RETENCION_APLICADA: retired,
};

function place({ say, data }: Told): string | null {
  const position = data.number('positionInQueue');
  return position === null ? null : say('place', { position });
}

function created(told: Told): string {
  const { say, record, reader, data, after } = told;
  const who = whoWords(reader.t, record, reader.names);
  const head = record.actor.startsWith('KIOSK:')
    ? say('TICKET_CREADO.at', { place: who })
    : say('TICKET_CREADO.by', { who });
  const queue = after.text('queueType');
  const minutes = data.number('estimatedWaitMinutes');
  return told.with(head, [
    queue !== null && reader.names.queue(queue),
    data.take('preferential') === true && say('preferential'),
    place(told),
    minutes !== null && say('estimate', { minutes }),
  ]);
}

function called(told: Told): string {
  const { say, data, after, reader } = told;
  const module = after.number('moduleNumber');
  const advisorId = after.number('advisorId');
  const advisor = advisorId === null ? null : reader.names.advisor(advisorId);
  const to = module === null ? say('TICKET_ASIGNADO.plain') : say('TICKET_ASIGNADO.to', { module });
  data.take('policy'); // the rule that chose: in the details
  const sentence = data.text('reason');
  return told.with(advisor === null ? to : say('by', { what: to, who: advisor }), whyCalled(told, sentence));
}

function whyCalled({ say }: Told, sentence: string | null): (string | null | false)[] {
  if (sentence === null) return [];
  const words = callWords(sentence);
  if (words === null) return [sentence];
  const over = words.over.map((other) => say('other', { ...other })).join(', ');
  return [
    words.picked && say('picked'),
    words.preferential && say('preferential'),
    say('waited', { waited: words.waited, target: words.target }),
    over !== '' && say('over', { over }),
  ];
}

/** With the module when it is known. */
function atModule({ say, after }: Told, key: string): string {
  const module = after.number('moduleNumber');
  return module === null ? say(`${key}.plain`) : say(`${key}.at`, { module });
}

function completed(told: Told): string {
  const { say, data } = told;
  const minutes = data.number('actualServiceTimeMinutes');
  const whole = minutes === null ? null : Math.round(minutes);
  const took = whole === null ? '' : ` (${whole < 1 ? say('underOneMinute') : say('minutes', { minutes: whole })})`;
  const outcome = data.text('outcome');
  const note = data.text('note');
  return told.with(say('TICKET_COMPLETADO') + took, [
    reason(told),
    outcome !== null && fieldValue(told.reader, 'outcome', outcome),
    note !== null && say('note', { note }),
  ]);
}

function cancelled(told: Told): string {
  const { say, data, record, reader } = told;
  if (data.take('reason') === END_OF_DAY) return say('endOfDay.cancelled');
  if (record.actor === 'CLIENTE') {
    return say(`TICKET_CANCELADO.${record.userAgent === 'Telegram' ? 'telegram' : 'customer'}`);
  }
  return told.with(say('TICKET_CANCELADO.by', { who: whoWords(reader.t, record, reader.names) }), [reason(told)]);
}

function reason({ data, reader }: Told): string | null {
  const text = data.text('reason');
  return text === null ? null : fieldValue(reader, 'reason', text);
}

/** The reason for being OFFLINE stands in the state itself. */
function offlineReason({ after, reader }: Told): string | null {
  const text = after.text('reason');
  return text === null ? null : fieldValue(reader, 'reason', text);
}

function statusChanged(told: Told): string {
  const { say, before, after, reader } = told;
  const status = after.text('status');
  const module = after.number('moduleNumber');
  const same = status === before.text('status');
  const why = after.text('reason');
  if (same && why !== null && status !== 'OFFLINE') {
    return say('ADVISOR_STATUS_CHANGED.leaves', { reason: reasonLabel(reader.t, why) });
  }
  if (same && before.take('offlineAfterCurrent') === true) return say('ADVISOR_STATUS_CHANGED.stays');
  if (status === 'AVAILABLE' && module !== null) return say('ADVISOR_STATUS_CHANGED.available', { module });
  const head = fieldValue(reader, 'status', status);
  return told.with(head, [offlineReason(told)]);
}

function message({ say, data, reader }: Told, key: string): string {
  return say(key, { template: fieldValue(reader, 'plantilla', data.take('plantilla')) });
}

function failure(told: Told): string | null {
  const error = told.data.text('error');
  return error === null ? null : fieldValue(told.reader, 'error', error);
}

function dayClosed(told: Told): string {
  const { say, data, reader } = told;
  const day = data.text('businessDate');
  const cancelledCount = data.number('cancelled') ?? 0;
  const ended = data.number('ended') ?? 0;
  const head =
    day === null ? say('JORNADA_CERRADA.plain') : say('JORNADA_CERRADA.of', { day: dayWords(day, reader.language) });
  return told.with(head, [
    cancelledCount > 0 && say('dayCancelled', { count: cancelledCount }),
    ended > 0 && say('dayEnded', { count: ended }),
  ]);
}

/** R12: the ids and phones of a branch's tickets, the chats of phones that nobody has used, or a whole month of one of the big tables. */
function retired({ say, data, record }: Told): string {
  const month = data.text('month');
  const links = data.number('links');
  if (links !== null) return say('RETENCION_APLICADA.forgotten', { count: links });
  if (month === null) return say('RETENCION_APLICADA.erased', { count: data.number('tickets') ?? 0 });
  return record.entityId === 'audit_log'
    ? say('RETENCION_APLICADA.archived', { month })
    : say('RETENCION_APLICADA.dropped', { month, table: record.entityId });
}

function version({ say, data }: Told): string | null {
  const version = data.text('version');
  return version === null ? null : say('version', { version });
}
