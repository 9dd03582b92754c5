import { latenessOf, readDetail, shortSpan, stageOf } from './message-words';

const AT = '2026-11-20T13:00:00.000Z';
const after = (ms: number) => new Date(Date.parse(AT) + ms).toISOString();

describe('where a message is', () => {
  const pending = { estadoEnvio: 'PENDIENTE', linked: true, readyAt: null } as const;

  it('is what its state says', () => {
    expect(stageOf({ ...pending, estadoEnvio: 'ENVIADO' })).toBe('sent');
    expect(stageOf({ ...pending, estadoEnvio: 'FALLIDO' })).toBe('failed');
    expect(stageOf({ ...pending, estadoEnvio: 'DESCARTADO' })).toBe('discarded');
  });

  it('is planned, being sent, or waits for the customer while it is pending', () => {
    expect(stageOf(pending)).toBe('planned');
    expect(stageOf({ ...pending, readyAt: AT })).toBe('sending');
    expect(stageOf({ ...pending, linked: false })).toBe('waitingForLink');
  });
});

describe('how late a message went out (R9)', () => {
  const message = { readyAt: AT, plantilla: 'totem_es_tu_turno' } as const;

  it('is measured from when it could go out, against what is promised for its kind', () => {
    expect(latenessOf({ ...message, fechaEnvio: after(2_000) })).toEqual({ ms: 2_000, late: false });
    expect(latenessOf({ ...message, fechaEnvio: after(2_001) })).toEqual({ ms: 2_001, late: true });
    const first = { ...message, plantilla: 'totem_ticket_creado' } as const;
    expect(latenessOf({ ...first, fechaEnvio: after(5_000) })).toEqual({ ms: 5_000, late: false });
  });

  it('is nothing before it went out, and never negative', () => {
    expect(latenessOf({ ...message, fechaEnvio: null })).toBeNull();
    expect(latenessOf({ ...message, readyAt: null, fechaEnvio: AT })).toBeNull();
    expect(latenessOf({ ...message, fechaEnvio: after(-40) })).toEqual({ ms: 0, late: false });
  });

  it('is written short', () => {
    expect(shortSpan(430, 'es')).toBe('0,4 s');
    expect(shortSpan(430, 'en')).toBe('0.4 s');
    expect(shortSpan(12_400, 'es')).toBe('12 s');
    expect(shortSpan(125_000, 'es')).toBe('2:05 min');
  });
});

describe('why Telegram is down', () => {
  it('is a word and a time, or the text as it is', () => {
    expect(readDetail(`SIN_CONEXION desde ${AT}`)).toEqual({ word: 'SIN_CONEXION', since: AT });
    expect(readDetail('SIN_RESPUESTA')).toEqual({ word: 'SIN_RESPUESTA', since: null });
    expect(readDetail('no sé qué')).toEqual({ word: 'no sé qué', since: null });
    expect(readDetail('SIN_CONEXION desde ayer')).toEqual({ word: 'SIN_CONEXION', since: null });
  });
});
