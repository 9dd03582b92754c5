import { messageText } from '@ticketero/core';

import { messagesByOutcome, numerosIn, readMessage, tellsState, TEMPLATES } from './texts.mjs';

const FACTS = {
  numero: 'P08',
  positionInQueue: 2,
  estimatedWaitMinutes: 15,
  moduleNumber: 3,
  advisorName: 'María González',
};

describe('what the bot says', () => {
  test.each(TEMPLATES)('%s is known by its text, and so is whose it is', (template) => {
    const text = messageText(template, 'es', FACTS);
    expect(readMessage(text)).toEqual({ template, numero: 'P08' });
    expect(readMessage(messageText(template, 'es', { ...FACTS, numero: 'C123' }))?.numero).toBe('C123');
    expect(numerosIn(text)).toEqual(['P08']);
  });

  test.each([
    undefined,
    '',
    '<b>P08</b> · Caja\n\n🔔 Es tu turno.',
    'Listo. Te avisaremos aquí de tu turno <b>P08</b>.',
  ])('%j is none of the three', (text) => {
    expect(readMessage(text)).toBeNull();
  });

  test('every number in a text, once', () => {
    expect(numerosIn('C01, P120, C01; not X07, C1 or +56911111111')).toEqual(['C01', 'P120']);
  });

  test('how a turn is going', () => {
    expect(tellsState('<b>P08</b> · Caja\n\nPosición en cola: <b>#2</b>', 'P08')).toBe(true);
    expect(tellsState('<b>P08</b> · Caja\n\nPosición en cola: <b>#2</b>', 'P0')).toBe(false);
  });
});

describe('the server’s metrics', () => {
  test('messages by outcome, whatever the template', () => {
    const metrics = [
      '# TYPE ticketero_messages_total counter',
      'ticketero_messages_total{template="totem_ticket_creado",outcome="sent"} 12',
      'ticketero_messages_total{template="totem_es_tu_turno",outcome="sent"} 30',
      'ticketero_messages_total{template="totem_es_tu_turno",outcome="failed"} 1',
      'ticketero_message_lateness_seconds_bucket{le="0.1",template="totem_es_tu_turno"} 7',
    ];
    expect(messagesByOutcome(metrics.join('\n'))).toEqual({ sent: 42, failed: 1 });
  });
});
