import { cleanDocument, documentProblem, formatDocument } from './document';
import { moment } from './moment';
import { openingTime } from './opening';
import { cleanPhone, formatPhone, phoneProblem, phoneToSend } from './phone';
import { cleanRut, formatRut, isRut, rutCheckDigit } from './rut';

describe('R3: the RUT', () => {
  it('formats while it is typed', () => {
    const typed = ['1', '12', '123', '1234', '12345', '12345678', '123456789'].map(formatRut);
    expect(typed).toEqual(['1', '1-2', '12-3', '123-4', '1.234-5', '1.234.567-8', '12.345.678-9']);
  });

  it('keeps digits, and K only as the last', () => {
    expect(cleanRut('12.345.678-k')).toBe('12345678K');
    expect(cleanRut('K')).toBe('');
    expect(cleanRut('1K2')).toBe('1K');
    expect(cleanRut('1234567890')).toBe('123456789');
    expect(cleanRut('12a3 ')).toBe('123');
  });

  it('knows the check digit, modulo 11', () => {
    expect(rutCheckDigit('12345678')).toBe('5');
    expect(rutCheckDigit('11111111')).toBe('1');
    expect(rutCheckDigit('20347878')).toBe('K');
    expect(isRut('123456785')).toBe(true);
    expect(isRut('123456789')).toBe(false);
    expect(isRut('20347878K')).toBe(true);
    expect(isRut('')).toBe(false);
  });
});

describe('R3: the document', () => {
  const rut = (typed: string) => ({ kind: 'rut', typed }) as const;
  const foreign = (typed: string) => ({ kind: 'foreign', typed }) as const;

  it('counts 8 to 12 as it is sent, dots and hyphen included', () => {
    expect(documentProblem(rut(''), false)).toBe('empty');
    expect(formatDocument(rut('12345'))).toHaveLength(7);
    expect(documentProblem(rut('12345'), false)).toBe('length');
    expect(formatDocument(rut('123456'))).toHaveLength(8);
    expect(documentProblem(rut('123456'), false)).toBeNull();
    expect(documentProblem(foreign('AB12345'), false)).toBe('length');
    expect(documentProblem(foreign('AB123456'), false)).toBeNull();
  });

  it('checks the digit only where the branch wants it, and never on a foreign document', () => {
    expect(documentProblem(rut('123456789'), false)).toBeNull();
    expect(documentProblem(rut('123456789'), true)).toBe('checkDigit');
    expect(documentProblem(rut('123456785'), true)).toBeNull();
    expect(documentProblem(foreign('123456789'), true)).toBeNull();
  });

  it('keeps letters and digits of a foreign document, twelve at most', () => {
    expect(cleanDocument('foreign', 'ab-123 4ñ567890123')).toBe('AB1234567890');
  });
});

describe('the phone', () => {
  it('is the same Chilean number with or without 9 and 56', () => {
    for (const typed of ['912345678', '12345678', '+56 9 1234 5678']) expect(cleanPhone('CL', typed)).toBe('912345678');
    expect(cleanPhone('CL', '')).toBe('');
    expect(cleanPhone('CL', '9123456789')).toBe('912345678');
  });

  it('is grouped, and sent with its prefix', () => {
    expect(formatPhone('CL', '9')).toBe('9');
    expect(formatPhone('CL', '91234')).toBe('9 1234');
    expect(formatPhone('CL', '912345678')).toBe('9 1234 5678');
    expect(formatPhone('INTL', '34600123456')).toBe('34 600 123 456');
    expect(formatPhone('INTL', '')).toBe('');
    expect(phoneToSend('CL', '912345678')).toBe('+56912345678');
    expect(phoneToSend('INTL', cleanPhone('INTL', '+34 600 123 456'))).toBe('+34600123456');
  });

  it('is whole or it is a problem', () => {
    expect(phoneProblem('CL', '')).toBe('empty');
    expect(phoneProblem('CL', '91234567')).toBe('format');
    expect(phoneProblem('CL', '912345678')).toBeNull();
    expect(phoneProblem('INTL', '346001')).toBe('format');
    expect(phoneProblem('INTL', '34600123456')).toBeNull();
  });
});

describe('the moment on a slip', () => {
  it('is told on the clock of the branch, day and all', () => {
    const iso = '2026-11-21T02:05:00.000Z';
    const zone = 'America/Santiago';
    expect(moment(iso, zone, 'es-CL')).toEqual({ day: 'viernes 20 de noviembre de 2026', time: '23:05' });
    expect(moment(iso, zone, 'en-GB')).toEqual({ day: 'Friday 20 November 2026', time: '23:05' });
  });
});

describe('the opening time', () => {
  const zone = 'America/Santiago';

  it('is told on the clock of the branch, not of the kiosk', () => {
    // Friday 20 November, 23:30 in Santiago, is already Saturday in UTC.
    const now = Date.parse('2026-11-21T02:30:00.000Z');
    expect(openingTime('2026-11-21T12:00:00.000Z', now, zone, 'es-CL')).toMatchObject({
      key: 'tomorrow',
      time: '9:00',
    });
    expect(openingTime('2026-11-21T02:45:00.000Z', now, zone, 'es-CL')).toMatchObject({ key: 'today', time: '23:45' });
  });

  it('names a later day', () => {
    const now = Date.parse('2026-11-21T15:00:00.000Z');
    const es = openingTime('2026-11-23T12:00:00.000Z', now, zone, 'es-CL');
    expect(es).toMatchObject({ key: 'onDay', day: 'lunes 23 de noviembre' });
    expect(openingTime('2026-11-23T12:00:00.000Z', now, zone, 'en-GB').day).toBe('Monday 23 November');
  });
});
