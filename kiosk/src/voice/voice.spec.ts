import type { PublicTicket } from '@ticketero/contract';

import { recordedTicket, spelled, spokenTicket } from './spoken-ticket';
import { voiceOf } from './voice-of';

const voice = (lang: string, localService = true) => ({ lang, localService });

describe('the voice of a language', () => {
  it('is the machine’s own: of the country, else of the language, and never a service', () => {
    const [spain, chile] = [voice('es-ES'), voice('es_CL')];
    expect(voiceOf([spain, chile], 'es-CL')).toBe(chile);
    expect(voiceOf([voice('en-US'), spain], 'es-CL')).toBe(spain);
    expect(voiceOf([voice('es-CL', false), voice('en-GB')], 'es-CL')).toBeNull();
    expect(voiceOf([], 'es-CL')).toBeNull();
  });
});

describe('a number for the ear', () => {
  const t = (key: string, values?: object) => `${key}${values ? JSON.stringify(values) : ''}`;
  const ticket = {
    numero: 'C05',
    queueName: 'Caja',
    status: 'EN_ESPERA',
    onDuty: true,
    ticketsAhead: 2,
    estimatedWaitRange: { low: 5, high: 10 },
    assignedModuleNumber: null,
  } as PublicTicket;

  it('is said sign by sign', () => expect(spelled('C05')).toBe('C 0 5'));

  it('says place and wait while it waits, and only where to go once it is called', () => {
    const waiting = spokenTicket(ticket, t);
    expect(waiting).toContain('voice.ahead{"count":2}');
    expect(waiting).toContain('voice.wait.range{');
    expect(waiting).toContain('result.message.EN_ESPERA');
    const called = spokenTicket({ ...ticket, status: 'ATENDIENDO', assignedModuleNumber: 3 }, t);
    expect(called).toContain('voice.called{"module":3}');
    expect(called).not.toContain('voice.ahead');
  });

  it('has its words among the recorded ones, without a voice of the machine', () => {
    expect(recordedTicket(ticket)).toEqual(['number', 'c', '0', '5']);
    expect(recordedTicket({ ...ticket, status: 'ATENDIENDO', assignedModuleNumber: 12 })).toEqual(
      expect.arrayContaining(['number', 'module', '12']),
    );
  });

  it('promises no call and no time where nobody serves (R8)', () => {
    const said = spokenTicket({ ...ticket, status: 'PROXIMO', onDuty: false }, t);
    expect(said).toContain('result.nobodyServes');
    expect(said).toContain('voice.ahead');
    expect(said).not.toContain('voice.wait');
  });
});
