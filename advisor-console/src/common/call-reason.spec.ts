import type { CallReason } from '@ticketero/contract';
import { startI18n } from '@ticketero/ui';

import en from '../i18n/en.json';
import es from '../i18n/es.json';
import { reasonParts, reasonSentence } from './call-reason';

Object.assign(globalThis, { document: { documentElement: { setAttribute: () => undefined } } });
const i18n = startI18n({ es, en });
const say = (reason: CallReason, language: string) => reasonSentence(i18n.getFixedT(language), TICKET, reason);

const TICKET = { numero: 'C14' };
const other = (numero: string, waitedMinutes: number) => ({
  numero,
  queueType: 'EMPRESAS',
  waitedMinutes,
  targetMinutes: 30,
});
const REASON: CallReason = {
  queueType: 'CAJA',
  policy: 'guard',
  sentence: 'C14: esperó 17 de 20 min, antes que E03 (9 de 30), P01 (2 de 30)',
  waitedMinutes: 17,
  targetMinutes: 20,
  rank: 1,
  overCount: 2,
  over: [other('E03', 9), other('P01', 2)],
};

describe('R5: why this one, in one sentence', () => {
  it('names whom it was chosen over', () => {
    expect(say(REASON, 'es')).toBe('C14 esperó 17 de 20 min, antes que E03 (9 de 30) y P01 (2 de 30)');
    expect(say(REASON, 'en')).toBe('C14 waited 17 of 20 min, ahead of E03 (9 of 30) and P01 (2 of 30)');
  });

  it('counts those it does not name', () => {
    expect(say({ ...REASON, overCount: 6 }, 'es')).toBe(
      'C14 esperó 17 de 20 min, antes que E03 (9 de 30), P01 (2 de 30) y 4 más',
    );
    expect(say({ ...REASON, overCount: 3 }, 'en')).toMatch(/P01 \(2 of 30\) and 1 more$/);
  });

  it('says when there was nobody else', () => {
    const alone = { ...REASON, sentence: 'C14: esperó 17 de 20 min, no había nadie más', overCount: 0, over: [] };
    expect(say(alone, 'es')).toBe('C14 esperó 17 de 20 min, no esperaba nadie más');
    expect(say(alone, 'en')).toBe('C14 waited 17 of 20 min, nobody else was waiting');
  });

  it.each([
    ['elegido a mano', 'picked', 'elegido a mano', 'picked by hand'],
    ['preferencial', 'preferential', 'preferencial', 'preferential'],
    ['reservado', 'reserved', 'reservado para este puesto', 'reserved for this desk'],
  ] as const)('says that it was %s', (mark, part, spanish, english) => {
    const reason = { ...REASON, sentence: REASON.sentence.replace('C14', `C14 (${mark})`) };
    expect(reasonParts(reason).marks).toEqual([part]);
    expect(say(reason, 'es')).toContain(`, ${spanish}, antes que`);
    expect(say(reason, 'en')).toContain(`, ${english}, ahead of`);
  });

  it.each([
    [2, 'elegido a mano; antes estaba E03', 'picked by hand; E03 was before it'],
    [3, 'elegido a mano; antes estaban E03 y P01', 'picked by hand; E03 and P01 were before it'],
    [5, 'elegido a mano; antes estaban E03, P01 y 2 más', 'picked by hand; E03, P01 and 2 more were before it'],
  ])('of a pick with rank %i it says who stood before it', (rank, spanish, english) => {
    const picked = { ...REASON, sentence: REASON.sentence.replace('C14', 'C14 (elegido a mano)'), rank, overCount: 4 };
    expect(say(picked, 'es')).toBe(`C14 esperó 17 de 20 min, ${spanish}`);
    expect(say(picked, 'en')).toBe(`C14 waited 17 of 20 min, ${english}`);
  });

  it('others have none before them', () => {
    expect(say({ ...REASON, rank: 3 }, 'es')).not.toContain('antes estaba');
  });

  it('says that the priority decided where somebody of another queue was nearer to their target', () => {
    const early = { ...REASON, waitedMinutes: 2 };
    expect(say(early, 'es')).toMatch(/^C14 esperó 2 de 20 min, su cola tiene prioridad, antes que E03/);
    expect(say(early, 'en')).toContain(', its queue has priority, ahead of E03');
    expect(reasonParts({ ...early, queueType: 'EMPRESAS' }).byPriority).toBe(false); // the order of one queue
    expect(reasonParts({ ...early, policy: 'fifo' }).byPriority).toBe(false);
    expect(reasonParts(REASON).byPriority).toBe(false);
    const held = { ...early, sentence: early.sentence.replace('C14', 'C14 (preferencial)') };
    expect(reasonParts(held).byPriority).toBe(false); // that decided
  });

  it('a sentence in other words has no marks, and is told all the same', () => {
    const reason = { ...REASON, sentence: 'por sorteo' };
    expect(reasonParts(reason).marks).toEqual([]);
    expect(say(reason, 'es')).toMatch(/^C14 esperó 17 de 20 min, antes que E03/);
  });
});
