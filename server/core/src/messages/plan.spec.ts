import { MINUTE, NINE_O_CLOCK } from '../testing/builders.js';
import type { TicketStatus } from '../ticket/ticket-machine.js';
import { planMessages, PROMOTE_AT_POSITION, TEMPLATES, truthOf, type Truth } from './plan.js';

describe('planMessages', () => {
  it('R9: three messages: at once, three places before the turn, and at the turn', () => {
    expect(planMessages(NINE_O_CLOCK, 25, 5)).toEqual([
      { template: 'totem_ticket_creado', dueAt: NINE_O_CLOCK },
      { template: 'totem_proximo_turno', dueAt: NINE_O_CLOCK + 10 * MINUTE },
      { template: 'totem_es_tu_turno', dueAt: NINE_O_CLOCK + 25 * MINUTE },
    ]);
  });

  it('R9: nothing is planned before the ticket was given, and the order of the three holds', () => {
    for (const [wait, position] of [
      [0, 1],
      [5, 1],
      [15, 3],
      [300, 10],
      [25, 7],
    ] as const) {
      const times = planMessages(NINE_O_CLOCK, wait, position).map(({ dueAt }) => dueAt);
      expect(Math.min(...times)).toBe(NINE_O_CLOCK);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  it.each<[TicketStatus, number | null, Truth[]]>([
    ['EN_ESPERA', null, ['now', 'not-yet', 'not-yet']],
    ['PROXIMO', null, ['now', 'now', 'not-yet']],
    ['ATENDIENDO', null, ['over', 'over', 'now']],
    ['ATENDIENDO', 1, ['over', 'over', 'over']],
    ['COMPLETADO', 1, ['over', 'over', 'over']],
    ['NO_ATENDIDO', null, ['over', 'over', 'over']],
    ['CANCELADO', null, ['over', 'over', 'over']],
  ])('R9: what is true of a ticket that is %s (started %p)', (status, startedAt, expected) => {
    expect(TEMPLATES.map((template) => truthOf(template, { status, startedAt }))).toEqual(expected);
  });

  it('R6: promotion is at three', () => {
    expect(PROMOTE_AT_POSITION).toBe(3);
  });
});
