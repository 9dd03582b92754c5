import { Refusal } from '../refusal.js';
import { refusalOf } from '../testing/builders.js';
import {
  ACTIVE_STATUSES,
  isActive,
  isWaiting,
  nextStatus,
  TICKET_COMMANDS,
  TICKET_STATUSES,
  transition,
  TRANSITIONS,
  WAITING_STATUSES,
  type TicketCommand,
  type TicketStatus,
} from './ticket-machine.js';

const AT = Date.UTC(2026, 2, 16, 12);

// Written from RULES.md, not from the code. One line for each state; one column for each command. "-" is refused.
// The last two lines are the same status before and after the customer was greeted.
// A second `start` is refused: R4 says what it sets, and a time already set would be overwritten.
const COLUMNS: TicketCommand[] = [
  'issue',
  'promote',
  'assign',
  'start',
  'recall',
  'complete',
  'noShow',
  'return',
  'transfer',
  'cancel',
  'cancelByStaff',
  'reinstate',
  'closeDay',
];
const EXPECTED = `
  none        E - - - - - - - - - - - -
  EN_ESPERA   - P A - - - - - E X X - X
  PROXIMO     - - A - - - - - E X X - X
  COMPLETADO  - - - - - - - - - - - - -
  CANCELADO   - - - - - - - - - - - E -
  NO_ATENDIDO - - - - - - - - - - - E -
  ATENDIENDO  - - - A A C N E E - X - N
  greeted     - - - - - C - E E - X - C
`;
const LETTERS: Record<string, TicketStatus> = {
  E: 'EN_ESPERA',
  P: 'PROXIMO',
  A: 'ATENDIENDO',
  C: 'COMPLETADO',
  X: 'CANCELADO',
  N: 'NO_ATENDIDO',
};

interface Pair {
  state: string;
  command: TicketCommand;
  status: TicketStatus | null;
  startedAt: number | null;
  to: TicketStatus | null;
}

function pairs(): Pair[] {
  return EXPECTED.trim()
    .split('\n')
    .flatMap((line) => {
      const [state = '', ...cells] = line.trim().split(/\s+/);
      const status = state === 'none' ? null : state === 'greeted' ? 'ATENDIENDO' : (state as TicketStatus);
      return COLUMNS.map((command, column) => ({
        state,
        command,
        status,
        startedAt: state === 'greeted' ? AT : null,
        to: LETTERS[cells[column] ?? ''] ?? null,
      }));
    });
}

describe('the life of a ticket', () => {
  it('R4: the table above holds every state and every command', () => {
    expect([...COLUMNS].sort()).toEqual([...TICKET_COMMANDS].sort());
    expect(new Set(pairs().map(({ status }) => status))).toEqual(new Set([null, ...TICKET_STATUSES]));
    expect(pairs()).toHaveLength((TICKET_STATUSES.length + 2) * TICKET_COMMANDS.length);
    expect(Object.keys(TRANSITIONS).sort()).toEqual([...TICKET_COMMANDS].sort());
  });

  it.each(pairs())('R4: every state × command pair: $command on $state → $to', ({ status, startedAt, command, to }) => {
    const ticket = { status, startedAt };
    expect(nextStatus(ticket, command)).toBe(to);
    if (to !== null) {
      expect(transition(ticket, command)).toBe(to);
    } else {
      const refusal = refusalOf(() => transition(ticket, command));
      expect(refusal).toBeInstanceOf(Refusal);
      expect(refusal.code).toBe('TRANSICION_INVALIDA');
      expect(refusal.details).toEqual({ from: status ?? 'NINGUNO', command, started: startedAt !== null });
    }
    expect(ticket).toEqual({ status, startedAt });
  });

  it('R4: a final state takes nothing but reinstate, and COMPLETADO not even that', () => {
    const taken = (status: TicketStatus) =>
      TICKET_COMMANDS.filter((command) => nextStatus({ status, startedAt: AT }, command) !== null);
    expect(taken('COMPLETADO')).toEqual([]);
    expect(taken('CANCELADO')).toEqual(['reinstate']);
    expect(taken('NO_ATENDIDO')).toEqual(['reinstate']);
  });

  it('R6: no command takes PROXIMO back while the ticket waits in its place', () => {
    const back = TICKET_COMMANDS.filter(
      (command) => nextStatus({ status: 'PROXIMO', startedAt: null }, command) === 'EN_ESPERA',
    );
    expect(back).toEqual(['transfer']); // into another queue, where it begins anew
  });

  it('R4: EN_ESPERA, PROXIMO and ATENDIENDO are active, the first two wait', () => {
    expect(TICKET_STATUSES.filter(isActive)).toEqual(['EN_ESPERA', 'PROXIMO', 'ATENDIENDO']);
    expect(TICKET_STATUSES.filter(isWaiting)).toEqual(['EN_ESPERA', 'PROXIMO']);
    expect([...ACTIVE_STATUSES]).toEqual(TICKET_STATUSES.filter(isActive));
    expect([...WAITING_STATUSES]).toEqual(TICKET_STATUSES.filter(isWaiting));
  });
});
