import type { TFunction } from 'i18next';

import type { AuditRecord } from '@ticketero/contract';

import { namesOf } from './names';
import { subjectWords, whoWords } from './who';

const t = ((key: string, options?: { defaultValue?: string }) =>
  key.startsWith('auditEntity.one.NADA') ? options?.defaultValue : key) as unknown as TFunction;
const names = namesOf(
  [{ id: 1, name: 'María González', email: 'maria.gonzalez@banco.com' }],
  [{ queueType: 'CAJA', displayName: 'Caja' }],
  { name: 'Patricia Rojas', email: 'supervisor@banco.com' },
);

const who = (actor: string, eventType = 'TICKET_CREADO') => whoWords(t, { actor, eventType }, names);

describe('who did it', () => {
  it.each([
    ['maria.gonzalez@banco.com', 'María González'],
    ['supervisor@banco.com', 'Patricia Rojas'],
    ['otra@banco.com', 'otra@banco.com'],
    ['KIOSK:Kiosko 1', 'Kiosko 1'],
    ['SISTEMA', 'auditWho.system'],
    ['CLIENTE', 'auditWho.customer'],
  ])('%s is %s', (actor, words) => {
    expect(who(actor)).toBe(words);
  });

  it('whoever cannot sign in is nobody known, and no customer', () => {
    expect(who('CLIENTE', 'SESION_FALLIDA')).toBe('auditWho.unknown');
  });
});

describe('what it is about', () => {
  const about = (change: Partial<AuditRecord>) =>
    subjectWords(t, { entityIdentifier: null, eventType: 'X', actor: 'SISTEMA', ...change } as AuditRecord, names);

  it('is a name where there is one, and never nothing', () => {
    expect(about({ entityType: 'TICKET', entityId: 'x', entityIdentifier: 'C05' })).toBe('C05');
    expect(about({ entityType: 'SISTEMA', entityId: 'server' })).toBe('auditEntity.one.SISTEMA');
    expect(about({ entityType: 'DEVICE', entityId: '4' })).toBe('auditEntity.one.DEVICE 4');
    expect(about({ entityType: 'NADA', entityId: '4' })).toBe('NADA 4');
    const config = { eventType: 'CONFIG_CAMBIADA', entityType: 'BRANCH', entityId: '1', entityIdentifier: 'CAJA' };
    expect(about(config)).toBe('Caja');
    const signedIn = { eventType: 'SESION_INICIADA', entityType: 'USER', entityId: '6', actor: 'supervisor@banco.com' };
    expect(about(signedIn)).toBe('Patricia Rojas');
    expect(about({ eventType: 'SESION_FALLIDA', entityType: 'USER', entityId: '0' })).toBe('auditEntity.one.USER');
  });
});
