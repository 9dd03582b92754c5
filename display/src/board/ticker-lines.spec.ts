/// <reference types="jest" />
import { HOLD_MS, lineMs, tickerLines } from './ticker-lines.js';

describe('the lines at the foot', () => {
  const notice = { id: 'branch', text: { en: 'We close at noon', es: 'Cerramos a mediodía' } };

  it('are the notices before the bank’s lines, each in Spanish, in English and in what else there is', () => {
    const lines = tickerLines([notice], [{ pt: 'Bem-vindos', es: 'Bienvenidos', en: 'Welcome' }, { es: 'Dos' }]);
    expect(lines.map(({ kind, language, text }) => `${kind} ${language} ${text}`)).toEqual([
      'notice es Cerramos a mediodía',
      'notice en We close at noon',
      'ticker es Bienvenidos',
      'ticker en Welcome',
      'ticker pt Bem-vindos',
      'ticker es Dos',
    ]);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
  });

  it('are none where nothing is to be said: an empty text is no line', () => {
    expect(tickerLines([], [])).toEqual([]);
    expect(tickerLines([{ id: 'a', text: { es: ' ', en: '' } }], [{}])).toEqual([]);
  });
});

describe('the time of a line', () => {
  it('is enough to read it, however short or long', () => {
    expect(lineMs('Hola', 0)).toBe(9_000);
    expect(lineMs('x'.repeat(200), 0)).toBe(HOLD_MS + 14_000);
  });

  it('grows with how far it has to move, and holds at both ends', () => {
    expect(lineMs('Hola', 0.5)).toBe(2 * HOLD_MS + 10_000);
    expect(lineMs('Hola', 1) - lineMs('Hola', 0.5)).toBe(10_000);
  });
});
