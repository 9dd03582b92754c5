import { aQueue, aTicket, MINUTE, NINE_O_CLOCK, QUEUE_TYPES } from '../testing/builders.js';
import type { DispatchRules } from './order.js';
import { callReason, reasonSentence } from './reason.js';

const RULES: DispatchRules = {
  policy: 'guard',
  guardRatio: 0.8,
  queues: new Map(QUEUE_TYPES.map((queueType) => [queueType, aQueue(queueType)])),
};
const waited = (numero: string, queueType: string, minutes: number, preferential = false) =>
  aTicket(1, { numero, queueType, preferential, createdAt: NINE_O_CLOCK - minutes * MINUTE });

describe('why a ticket was called', () => {
  it('R5: staff can read it in one sentence', () => {
    const reason = callReason(waited('C14', 'CAJA', 17.9), [waited('E03', 'EMPRESAS', 9)], RULES, NINE_O_CLOCK);
    expect(reasonSentence(reason)).toBe('C14: esperó 17 de 20 min, antes que E03 (9 de 30)');
    expect(reason).toMatchObject({ policy: 'guard', picked: false, preferential: false, waitedMinutes: 17 });
  });

  it('R5: preferential, picked and alone are said', () => {
    const say = (preferential: boolean, picked: boolean) =>
      reasonSentence(callReason(waited('C14', 'CAJA', 3, preferential), [], RULES, NINE_O_CLOCK, picked));
    expect(say(true, false)).toBe('C14 (preferencial): esperó 3 de 20 min, no había nadie más');
    expect(say(false, true)).toBe('C14 (elegido a mano): esperó 3 de 20 min, no había nadie más');
    expect(say(true, true)).toContain('(elegido a mano)');
  });

  it('R5, R7: a reserved one was called for whom it waited', () => {
    const held = { ...waited('C14', 'CAJA', 3, true), reservedAdvisorId: 5 };
    const reason = callReason(held, [], RULES, NINE_O_CLOCK);
    expect(reason.reserved).toBe(true);
    expect(reasonSentence(reason)).toBe('C14 (reservado): esperó 3 de 20 min, no había nadie más');
    expect(callReason(waited('C14', 'CAJA', 3), [], RULES, NINE_O_CLOCK).reserved).toBe(false);
  });

  it('R5: the wait is the real one, without the preferential credit, and never negative', () => {
    const preferential = { ...waited('C01', 'CAJA', 2, true), orderAt: NINE_O_CLOCK - 32 * MINUTE };
    expect(callReason(preferential, [], RULES, NINE_O_CLOCK).waitedMinutes).toBe(2);
    expect(callReason(waited('C01', 'CAJA', -1), [], RULES, NINE_O_CLOCK).waitedMinutes).toBe(0);
  });

  it('R5: the first three of those passed over are kept, in order', () => {
    const over = [1, 2, 3, 4].map((n) => waited(`P0${n}`, 'PERSONAL_BANKER', 10 - n));
    const reason = callReason(waited('C01', 'CAJA', 18), over, RULES, NINE_O_CLOCK);
    expect(reason.over.map(({ numero }) => numero)).toEqual(['P01', 'P02', 'P03']);
    expect(reason.over[0]).toEqual({
      numero: 'P01',
      queueType: 'PERSONAL_BANKER',
      waitedMinutes: 9,
      targetMinutes: 30,
    });
  });
});
