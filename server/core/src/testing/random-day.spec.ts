import { randomDay, type DayReport } from './random-day.js';

const DAYS = 200;
const STEPS = 150;
const BLOCK = 10;

describe('a random day', () => {
  const reports: DayReport[] = [];
  const total = (of: (report: DayReport) => number): number => reports.reduce((sum, report) => sum + of(report), 0);
  const written = (eventType: string): number => total(({ events }) => events.get(eventType) ?? 0);
  const refused = (what: string): number => total((report) => report.refused.get(what) ?? 0);

  // The message of a failure names the seed and the step; blocks keep two hundred lines out of the output.
  for (let first = 1; first <= DAYS; first += BLOCK) {
    it(`R1–R10: every invariant holds after each of ${STEPS} commands, seeds ${first} to ${first + BLOCK - 1}`, () => {
      for (let seed = first; seed < first + BLOCK; seed++) reports.push(randomDay(seed, STEPS));
    });
  }

  it('R4–R10: everything that can happen on a day happened, many times', () => {
    expect(reports).toHaveLength(DAYS);
    const atLeast: [what: string, times: number, happened: number][] = [
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
  ])('R14: %s was refused on some of these days, and left nothing behind', (what) => {
    expect(refused(what)).toBeGreaterThan(20);
  });

  it('R4: the same seed gives the same day', () => {
    expect(randomDay(7, 60)).toEqual(randomDay(7, 60));
  });
});
