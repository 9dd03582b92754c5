import { messageEffects, type Reach } from './effects.js';

const waiting: Reach = {
  status: 'EN_ESPERA',
  startedAt: null,
  messagesPlanned: true,
  linked: true,
};
const next: Reach = { ...waiting, status: 'PROXIMO' };
const called: Reach = { ...waiting, status: 'ATENDIENDO' };
const unlinked = (reach: Reach): Reach => ({ ...reach, linked: false });
const told = (before: Reach | null, after: Reach, calledNow = false) =>
  messageEffects(before, after, calledNow).map(
    ({ template, effect, ready }) => `${effect} ${template}${ready ? ' ready' : ''}`,
  );

describe('messageEffects', () => {
  it('R9: three rows with the ticket; only the first can go out', () => {
    expect(told(null, waiting)).toEqual([
      'plan totem_ticket_creado ready',
      'plan totem_proximo_turno',
      'plan totem_es_tu_turno',
    ]);
  });

  it('R9: without a phone and without a chat there are no rows', () => {
    expect(told(null, { ...waiting, messagesPlanned: false, linked: false })).toEqual([]);
  });

  it('R9: a phone that nobody linked has its rows, and they wait', () => {
    expect(told(null, unlinked(waiting)).filter((effect) => effect.endsWith('ready'))).toEqual([]);
    expect(told(unlinked(waiting), waiting)).toEqual(['due totem_ticket_creado ready']);
  });

  it('R9: promotion makes the second due, assignment the third; what they overtake is discarded', () => {
    expect(told(waiting, next)).toEqual(['due totem_proximo_turno ready']);
    expect(told(next, called)).toEqual([
      'discard totem_ticket_creado',
      'discard totem_proximo_turno',
      'due totem_es_tu_turno ready',
    ]);
    expect(told(waiting, called)).toEqual(told(next, called));
  });

  it('R9: a number that is called at once has one message that is true', () => {
    const effects = messageEffects(null, called, false);
    expect(effects.map(({ effect, truth }) => `${effect} ${truth}`)).toEqual(['plan over', 'plan over', 'plan now']);
  });

  it('R9: a chat linked late gets what is still true', () => {
    const late = (reach: Reach) => told({ ...reach, messagesPlanned: false, linked: false }, reach);
    expect(late(next).filter((effect) => effect.endsWith('ready'))).toEqual([
      'plan totem_ticket_creado ready',
      'plan totem_proximo_turno ready',
    ]);
    expect(late(called).filter((effect) => effect.endsWith('ready'))).toEqual(['plan totem_es_tu_turno ready']);
  });

  it('R9: the end discards what is left, and a chat that is gone holds back what was ready', () => {
    for (const status of ['COMPLETADO', 'CANCELADO', 'NO_ATENDIDO'] as const) {
      expect(told(called, { ...called, status })).toEqual(['discard totem_es_tu_turno']);
      expect(told(waiting, { ...waiting, status })).toHaveLength(3);
    }
    expect(told(called, { ...called, startedAt: 1 })).toEqual(['discard totem_es_tu_turno']);
    expect(told(next, unlinked(next))).toEqual(['due totem_ticket_creado', 'due totem_proximo_turno']);
  });

  it('R9: a change that says nothing new does nothing', () => {
    for (const reach of [waiting, next, called]) expect(told(reach, { ...reach })).toEqual([]);
  });

  it('R9: back from a desk: its turn is still to be told; being near is news again; the first is told once', () => {
    expect(told(called, waiting)).toEqual(['rearm totem_proximo_turno', 'rearm totem_es_tu_turno']);
    expect(told({ ...called, startedAt: 1 }, waiting)).toEqual([
      'rearm totem_proximo_turno',
      'rearm totem_es_tu_turno',
    ]);
    expect(told(next, waiting)).toEqual(['rearm totem_proximo_turno']); // transferred
  });

  it('R9: back into a place that was near: only its turn', () => {
    expect(told(called, next)).toEqual(['due totem_proximo_turno ready', 'rearm totem_es_tu_turno']);
  });

  it('R9: back from its end, waiting or called in the same breath', () => {
    for (const status of ['CANCELADO', 'NO_ATENDIDO'] as const) {
      const ended = { ...waiting, status };
      expect(told(ended, waiting)).toEqual(['rearm totem_proximo_turno', 'rearm totem_es_tu_turno']);
      expect(told(ended, called, true)).toEqual(['rearm totem_es_tu_turno ready']);
    }
  });

  it('R9: called anew in the same breath is told anew; an undo that brings a call back is not', () => {
    expect(told(called, called, true)).toEqual(['rearm totem_es_tu_turno ready']);
    expect(told(called, called)).toEqual([]);
    expect(told({ ...waiting, status: 'COMPLETADO' }, { ...called, startedAt: 1 })).toEqual([]);
  });
});
