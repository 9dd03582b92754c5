import { MINUTE, NINE_O_CLOCK } from '../testing/builders.js';
import { DUE_UPON, planMessages, PROMOTE_AT_POSITION, TEMPLATES } from './plan.js';

describe('planMessages', () => {
  it('R9: three messages: at once, three places before the turn, and at the turn', () => {
    expect(planMessages(NINE_O_CLOCK, 25, 5)).toEqual([
      { template: 'totem_ticket_creado', dueAt: NINE_O_CLOCK },
      { template: 'totem_proximo_turno', dueAt: NINE_O_CLOCK + 10 * MINUTE },
      { template: 'totem_es_tu_turno', dueAt: NINE_O_CLOCK + 25 * MINUTE },
    ]);
  });

  it('R9: nothing is planned before the ticket was given, and the order of the three holds', () => {
    for (const [wait, perPlace] of [
      [0, 5],
      [5, 5],
      [15, 5],
      [300, 30],
    ] as const) {
      const times = planMessages(NINE_O_CLOCK, wait, perPlace).map(({ dueAt }) => dueAt);
      expect(Math.min(...times)).toBe(NINE_O_CLOCK);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  it('R9: each event has its message, and promotion is at three', () => {
    expect(DUE_UPON).toEqual({ issue: TEMPLATES[0], promote: TEMPLATES[1], assign: TEMPLATES[2] });
    expect(PROMOTE_AT_POSITION).toBe(3);
  });
});
