import { AUDIT_EVENT_TYPES, type AuditEventType, type AuditRecord } from '@ticketero/contract';
import { addTexts, startI18n } from '@ticketero/ui';

import enAudit from '../i18n/en.audit.json';
import en from '../i18n/en.json';
import enSupervision from '../i18n/en.supervision.json';
import esAudit from '../i18n/es.audit.json';
import es from '../i18n/es.json';
import esSupervision from '../i18n/es.supervision.json';
import type { Reader } from './field-words';
import { namesOf } from './names';
import { EXAMPLES } from './examples.fixture';
import { sentenceOf } from './words';

Object.assign(globalThis, { document: { documentElement: { setAttribute: () => undefined } } });
const i18n = startI18n({ es, en });
addTexts({ es: esSupervision, en: enSupervision });
addTexts({ es: esAudit, en: enAudit });

const names = namesOf(
  [
    { id: 1, name: 'María González', email: 'maria.gonzalez@banco.com' },
    { id: 2, name: 'Carlos Rodríguez', email: 'carlos.rodriguez@banco.com' },
  ],
  [
    { queueType: 'CAJA', displayName: 'Caja' },
    { queueType: 'EMPRESAS', displayName: 'Empresas' },
  ],
);
const reader = (language: string): Reader => ({
  t: i18n.getFixedT(language),
  language,
  timeZone: 'America/Santiago',
  names,
});

const EMPTY: AuditRecord = {
  id: 7,
  timestamp: '2026-11-20T13:14:00.123Z',
  eventType: 'TICKET_CREADO',
  actor: 'SISTEMA',
  entityType: 'TICKET',
  entityId: 'd2f1be19-38a5-4781-a5fe-9852c8d34dff',
  entityIdentifier: 'C05',
  previousState: null,
  newState: null,
  metadata: null,
  ipAddress: null,
  userAgent: null,
  hash: 'ab12',
};
const tell = (change: Partial<AuditRecord>, language = 'es') => sentenceOf(reader(language), { ...EMPTY, ...change });

const examplesOf = (type: AuditEventType) => EXAMPLES.filter(({ record }) => record.eventType === type);

describe.each(['es', 'en'] as const)('every event of the log in words (%s)', (language) => {
  it.each(AUDIT_EVENT_TYPES)('R10: %s has its sentence and its name', (type) => {
    // As the server writes it, and with nothing but its type: an old event, or one of a branch of its own.
    const records = [...examplesOf(type).map(({ record }) => record), { eventType: type }];
    expect(records.length).toBeGreaterThan(1);
    for (const record of records) {
      const { text } = tell(record, language);
      expect(text).not.toMatch(/auditSays|undefined|null|NaN|\{\{|^\s*$|: $|TICKET_|ADVISOR_|MENSAJE_/);
    }
    expect(reader(language).t(`auditEvent.${type}`)).not.toBe(`auditEvent.${type}`);
  });
});

describe('the sentences', () => {
  it.each(EXAMPLES.map(({ record, says, means }) => [record.eventType, record, says, means] as const))(
    '%s',
    (_type, record, says, means) => {
      expect(tell(record).text).toBe(says);
      expect(tell(record, 'en').text).toBe(means);
    },
  );
});

describe('what no sentence tells', () => {
  it('R10: is shown beside it, never dropped', () => {
    const record = {
      eventType: 'TICKET_COMPLETADO',
      metadata: { actualServiceTimeMinutes: 7, tray: 'P-2', retried: true, nothing: null },
    };
    expect(tell(record)).toEqual({
      text: 'Atención terminada (7 min)',
      more: [
        { name: 'tray', value: 'P-2' },
        { name: 'retried', value: 'Sí' },
      ],
    });
  });

  it('R10: an event that this console does not know yet tells its name and all that it holds', () => {
    const record = { eventType: 'SUCURSAL_RENOMBRADA', newState: { name: 'Norte' }, metadata: { reason: 'MUDANZA' } };
    expect(tell(record)).toEqual({
      text: 'Sucursal renombrada',
      more: [
        { name: 'Motivo', value: 'MUDANZA' },
        { name: 'Nombre', value: 'Norte' },
      ],
    });
  });

  it('R5: a reason in other words than these is told as it stands', () => {
    const record = {
      eventType: 'TICKET_ASIGNADO',
      newState: { moduleNumber: 3, advisorId: 99 },
      metadata: { policy: 'fifo', reason: 'C05: por sorteo' },
    };
    expect(tell(record).text).toBe('Llamado al módulo 3: C05: por sorteo');
  });
});
