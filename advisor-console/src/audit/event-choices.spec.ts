import { AUDIT_EVENT_TYPES } from '@ticketero/contract';
import { addTexts, startI18n } from '@ticketero/ui';

import enAudit from '../i18n/en.audit.json';
import en from '../i18n/en.json';
import esAudit from '../i18n/es.audit.json';
import es from '../i18n/es.json';
import { choosing, eventChoiceOf, eventChoices } from './event-choices';

Object.assign(globalThis, { document: { documentElement: { setAttribute: () => undefined } } });
const i18n = startI18n({ es, en });
addTexts({ es: esAudit, en: enAudit });
const choices = (language: string) => eventChoices(i18n.getFixedT(language), language);
const called = (name: string) => choices('es').find((choice) => choice.name.startsWith(name));

describe('R10: the events that a reader of the log can choose', () => {
  it.each(['es', 'en'])('are all that the server writes, each with its name (%s)', (language) => {
    const offered = choices(language);
    expect(offered.map(({ what }) => what.event)).toEqual(expect.arrayContaining([...AUDIT_EVENT_TYPES]));
    expect(offered.filter(({ name }) => /^$|\.|_/.test(name))).toEqual([]);
    expect(new Set(offered.map(({ name }) => name)).size).toBe(offered.length);
  });

  it('users made, changed and disabled are one of them: what was configured stands apart', () => {
    const users = called('Usuario creado');
    expect(users?.what).toEqual({ event: 'CONFIG_CAMBIADA', entity: 'USER' });
    expect(eventChoiceOf({ event: 'CONFIG_CAMBIADA', entity: 'USER' })).toBe(users?.id);
    expect(eventChoiceOf({ event: 'CONFIG_CAMBIADA', entity: null })).toBe('CONFIG_CAMBIADA');
    expect(eventChoiceOf({ event: 'SESION_REVOCADA', entity: 'USER' })).toBe('SESION_REVOCADA');
    expect(eventChoiceOf({ event: null, entity: 'USER' })).toBe('');
  });

  it('one after the other: the kind goes with the entry that said it, and stays when the reader did', () => {
    const users = choosing(called('Usuario creado'), { event: null, entity: null });
    expect(choosing(called('Ticket creado') ?? called('Turno creado'), users).entity).toBeNull();
    expect(choosing(undefined, users)).toEqual({ event: null, entity: null });
    expect(choosing(called('Sesión iniciada'), { event: null, entity: 'USER' })).toEqual({
      event: 'SESION_INICIADA',
      entity: 'USER',
    });
  });
});
