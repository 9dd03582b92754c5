import { UNDOABLE_COMMANDS } from '../branch/last-command.js';
import { DESK_RELEASES } from '../commands/release-desk.js';
import { randomDay, type DayReport } from './random-day.js';

const DAYS = 200;
const STEPS = 200;
const BLOCK = 10;

describe('a random day', () => {
  const reports: DayReport[] = [];
  const total = (of: (report: DayReport) => number): number => reports.reduce((sum, report) => sum + of(report), 0);
  const written = (eventType: string): number => total(({ events }) => events.get(eventType) ?? 0);
  const happened = (what: string): number => total((report) => report.happened.get(what) ?? 0);
  const refused = (what: string): number => total((report) => report.refused.get(what) ?? 0);

  // The message of a failure names the seed and the step; blocks keep two hundred lines out of the output.
  for (let first = 1; first <= DAYS; first += BLOCK) {
    it(`R1–R10: every invariant holds after each of ${STEPS} commands, seeds ${first} to ${first + BLOCK - 1}`, () => {
      for (let seed = first; seed < first + BLOCK; seed++) reports.push(randomDay(seed, STEPS));
    });
  }

  it('R4–R10: everything that can happen on a day happened, many times', () => {
    expect(reports).toHaveLength(DAYS);
    const atLeast: (readonly [what: string, times: number, happened: number])[] = [
      ['issued', 5000, written('TICKET_CREADO')],
      ['called', 3000, written('TICKET_ASIGNADO')],
      ['started', 500, written('TICKET_INICIADO')],
      ['recalled', 500, written('TICKET_RELLAMADO')],
      ['served', 2000, written('TICKET_COMPLETADO')],
      ['did not come', 500, written('TICKET_NO_ATENDIDO')],
      ['cancelled', 1000, written('TICKET_CANCELADO')],
      ['promoted', 2000, written('TICKET_PROXIMO')],
      ['nobody there', 500, written('NO_ADVISORS_AVAILABLE')],
      ['days closed', DAYS, written('JORNADA_CERRADA')],
      ['picked', 100, total(({ picks }) => picks)],
      ['drained', 50, total(({ drains }) => drains)],
      ['called nobody', 500, total(({ emptyCalls }) => emptyCalls)],
      ['cancelled at the desk', 100, total(({ cancelledAtDesk }) => cancelledAtDesk)],
      ['transferred', 100, written('TICKET_TRANSFERIDO')],
      ['reinstated', 50, written('TICKET_REACTIVADO')],
      ['undone', 100, written('COMANDO_DESHECHO')],
      ['returned', 50, happened('returned')],
      ['returned behind others', 20, happened('returned behind others')],
      ['returned later', 20, happened('returned later')],
      ['transferred to a queue', 20, happened('transferred to a queue')],
      ['transferred to somebody', 20, happened('transferred to somebody')],
      ['transferred while it waited', 20, happened('transferred from EN_ESPERA')],
      ['transferred when it was near', 20, happened('transferred from PROXIMO')],
      ['transferred away from a desk', 20, happened('transferred from ATENDIENDO')],
      ['released by a supervisor', 5, happened('released by a supervisor')],
      ['released by going OFFLINE', 4, happened('released almuerzo') + happened('released capacitación')],
      ['released by time', 20, happened('released RESERVA_VENCIDA')],
      ['sent back by an undo', 50, happened('released COMANDO_DESHECHO')],
      ['undo refused: the ticket has changed', 5, refused('undo TICKET_CAMBIADO')],
      ['no-shows by time', 20, happened('TIEMPO_CUMPLIDO')],
      ['no-shows reinstated by an advisor', 20, happened('NO_ATENDIDO reinstated by an advisor')],
      ['cancelled reinstated by an advisor', 20, happened('CANCELADO reinstated by an advisor')],
      ['no-shows reinstated by a supervisor', 20, happened('NO_ATENDIDO reinstated by a supervisor')],
      ['cancelled reinstated by a supervisor', 20, happened('CANCELADO reinstated by a supervisor')],
      ...DESK_RELEASES.map((ticket) => [`released ${ticket}`, 10, happened(`desk released: ${ticket}`)] as const),
      ...['ATENDIENDO', 'COMPLETADO', 'NO_ATENDIDO', 'CANCELADO'].map(
        (status) => [`${status} called back`, 10, happened(`${status} called back`)] as const,
      ),
      ['queues closed', 10, happened('queue closed')],
      ['queues reopened', 10, happened('queue reopened')],
      ['the branch closed or paused', 5, happened('branch CLOSED') + happened('branch PAUSED')],
      ['the branch reopened', 10, happened('branch OPEN')],
      ...UNDOABLE_COMMANDS.map((command) => [`undone ${command}`, 5, happened(`undone ${command}`)] as const),
      ['preferential calls', 300, total(({ preferentialCalls }) => preferentialCalls)],
      ['bounds raised', 500, total(({ raised }) => raised)],
      ['longest line', 25, Math.max(...reports.map(({ longestLine }) => longestLine))],
    ];
    expect(atLeast.filter(([, times, happened]) => happened < times)).toEqual([]);
  });

  it.each([
    'issue COLA_NO_ENCONTRADA',
    'issue SUCURSAL_CERRADA',
    'issue CUPO_AGOTADO',
    'callNext ASESOR_CON_TICKET',
    'callNext MODULO_OCUPADO',
    'callNext TRANSICION_INVALIDA',
    'setStatus ASESOR_CON_TICKET',
    'setStatus MODULO_OCUPADO',
    'setStatus VALIDACION_FALLIDA',
    'cancel TRANSICION_INVALIDA',
    'start TRANSICION_INVALIDA',
    'recall TRANSICION_INVALIDA',
    'recall ASESOR_NO_ENCONTRADO',
    'return TRANSICION_INVALIDA',
    'return VALIDACION_FALLIDA',
    'transfer VALIDACION_FALLIDA',
    'transfer COLA_NO_ENCONTRADA',
    'transfer ASESOR_NO_ENCONTRADO',
    'transfer ASESOR_OFFLINE',
    'transfer MISMO_ASESOR',
    'transfer MISMA_COLA',
    'transferTicket TRANSICION_INVALIDA',
    'reinstate TRANSICION_INVALIDA',
    'reinstate SUCURSAL_CERRADA',
    'reinstate COLA_AJENA',
    'undo NADA',
    'undo TARDE',
  ])('R14: %s was refused on some of these days, and left nothing behind', (what) => {
    expect(refused(what)).toBeGreaterThan(20);
  });

  it('R4: the same seed gives the same day', () => {
    expect(randomDay(7, 60)).toEqual(randomDay(7, 60));
  });
});
