import i18next from 'i18next';

import type { Alert } from '@ticketero/contract';

import en from '../i18n/en.supervision.json';
import es from '../i18n/es.supervision.json';

import { alertWords } from './alert-words';

const say = async (lng: 'es' | 'en', alert: Pick<Alert, 'type' | 'facts'>, queue: string | null) => {
  const resources = { es: { translation: es }, en: { translation: en } };
  const t = await i18next.createInstance().init({ lng, resources, interpolation: { escapeValue: false } });
  return alertWords(alert, queue, t);
};

describe('what an alert says', () => {
  it.each<[Alert['type'], Alert['facts'], string | null, string, string]>([
    ['SIN_ASESORES', { waiting: 7 }, null, '7 people wait and no advisor is on duty.', 'Get at least one'],
    ['SIN_ASESORES', { waiting: 1 }, 'Business', '1 person waits and no advisor on duty serves', 'advisor of Business'],
    ['COLA_CRITICA', { waiting: 17, limit: 15 }, 'Teller', '17 people wait (limit 15).', 'another advisor on Teller'],
    [
      'ESPERA_EXCEDIDA',
      { numero: 'P12', waitedMinutes: 31, targetMinutes: 30 },
      'Teller',
      'P12 has waited 31 min (target 30).',
      'who can serve Teller',
    ],
    ['IMPRESORA', { device: 'Kiosk', printer: 'SIN_PAPEL' }, null, 'out of paper', 'Change the roll'],
    ['ASESOR_INACTIVO', { idleMinutes: 12, waiting: 3 }, null, '12 min while 3 people wait', 'another line'],
    [
      'ASESOR_INACTIVO',
      { numero: 'C07', servingMinutes: 31, usualMinutes: 6 },
      null,
      'With C07 for 31 min (usually 6).',
      'need help',
    ],
    [
      'MENSAJES_FALLIDOS',
      { failed: 3, messages: 20, overMinutes: 10 },
      null,
      '3 of 20 messages of the last 10 min',
      'Check Telegram',
    ],
    ['PANTALLA_CAIDA', { device: 'Hall', silentMinutes: 6 }, null, 'The screen has given no sign', 'shows its page'],
    ['KIOSKO_CAIDO', { device: 'Kiosk', silentMinutes: 6 }, null, 'The kiosk has given no sign', 'at the desk'],
    [
      'PROMESA_ROTA',
      { coverage: 65, compared: 40, leastCoverage: 70 },
      'Teller',
      'Only 65% of 40 waits today',
      'how many advisors serve Teller',
    ],
    ['SONIDO_BLOQUEADO', { device: 'Hall' }, null, 'does not let its calls sound', 'Touch that screen'],
  ])('%s, in the language of who reads it', async (type, facts, queue, message, todo) => {
    const said = await say('en', { type, facts }, queue);
    expect(said?.message).toContain(message);
    expect(said?.todo).toContain(todo);
    const spanish = await say('es', { type, facts }, queue);
    expect(spanish?.message).not.toBe(said?.message);
    expect(JSON.stringify([said, spanish])).not.toMatch(/alert\.|\{\{/);
  });

  it('is left to the server where this build does not know the trouble', async () => {
    expect(await say('en', { type: 'IMPRESORA', facts: { device: 'Kiosk', printer: 'SIN_TINTA' } }, null)).toBeNull();
  });
});
