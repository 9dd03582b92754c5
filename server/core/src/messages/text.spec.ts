import { messageText, type MessageFacts } from './text.js';

const facts: MessageFacts = {
  numero: 'C05',
  positionInQueue: 5,
  estimatedWaitMinutes: 25,
  moduleNumber: 3,
  advisorName: 'María González',
};

describe('messageText', () => {
  it('R9: the words of the bank', () => {
    expect(messageText('totem_ticket_creado', 'es', facts)).toBe(
      '✅ <b>Ticket Creado</b>\n\nTu número de turno: <b>C05</b>\nPosición en cola: <b>#5</b>\n' +
        'Tiempo estimado: <b>25 minutos</b>\n\nTe notificaremos cuando estés próximo.',
    );
    expect(messageText('totem_proximo_turno', 'es', { ...facts, numero: 'P08' })).toBe(
      '⏰ <b>¡Pronto será tu turno!</b>\n\nTurno: <b>P08</b>\nFaltan aproximadamente 3 turnos.\n\n' +
        'Por favor, acércate a la sucursal.',
    );
    expect(messageText('totem_es_tu_turno', 'es', { ...facts, numero: 'E02' })).toBe(
      '🔔 <b>¡ES TU TURNO E02!</b>\n\nDirígete al módulo: <b>3</b>\nAsesor: <b>María González</b>',
    );
  });

  it.each([
    [3, 'Faltan aproximadamente 3 turnos.'],
    [2, 'Faltan aproximadamente 2 turnos.'],
    [1, 'Falta aproximadamente 1 turno.'],
    [9, 'Faltan aproximadamente 3 turnos.'], // somebody preferential came before it
  ])('R9: at position %i: the real number when it is smaller', (positionInQueue, line) => {
    expect(messageText('totem_proximo_turno', 'es', { ...facts, positionInQueue })).toContain(line);
  });

  it('R9: one minute is one minute', () => {
    const text = (language: 'es' | 'en') =>
      messageText('totem_ticket_creado', language, { ...facts, estimatedWaitMinutes: 1 });
    expect(text('es')).toContain('<b>1 minuto</b>');
    expect(text('en')).toContain('<b>1 minute</b>');
  });

  it('R9: names are escaped', () => {
    const text = messageText('totem_es_tu_turno', 'es', { ...facts, advisorName: '<i>Ana & "Eva"</i>' });
    expect(text).toContain('&lt;i&gt;Ana &amp; "Eva"&lt;/i&gt;');
  });

  it('R9: in the customer’s language', () => {
    expect(messageText('totem_es_tu_turno', 'en', facts)).toContain('IT IS YOUR TURN C05!');
    expect(messageText('totem_proximo_turno', 'en', { ...facts, positionInQueue: 1 })).toContain('About 1 turn to go.');
  });
});
