import { livingDay, type LivingDayReport } from './living-day.js';
import { Tally } from './tally.js';

/** What must have happened in 250 days, and how often at least; far below what does happen, far above chance. */
const EXPECTED: Record<string, number> = {
  'event TICKET_CREADO': 25_000,
  'event TICKET_PROXIMO': 15_000,
  'event TICKET_ASIGNADO': 25_000,
  'event TICKET_INICIADO': 15_000,
  'event TICKET_RELLAMADO': 4_000,
  'event TICKET_COMPLETADO': 15_000,
  'event TICKET_NO_ATENDIDO': 2_000,
  'event TICKET_CANCELADO': 4_000,
  'event TICKET_TRANSFERIDO': 1_500,
  'event TICKET_DEVUELTO': 1_000,
  'event TICKET_REACTIVADO': 400,
  'event COMANDO_DESHECHO': 1_500,
  'event ADVISOR_STATUS_CHANGED': 5_000,
  'event ADVISOR_ASSIGNED': 25_000,
  'event ADVISOR_FREED': 20_000,
  'event NO_ADVISORS_AVAILABLE': 1_000,
  'event JORNADA_CERRADA': 250,
  'undone status': 200,
  'undone callNext': 150,
  'undone start': 300,
  'undone recall': 80,
  'undone complete': 100,
  'undone noShow': 40,
  'undone return': 60,
  'undone transfer': 100,
  'undone reinstate': 25,
  'called by the system': 25_000,
  picked: 80,
  'guard put a late one in front': 600,
  'sent back to the same place': 80,
  'sent back afterPlaces': 80,
  'sent back afterMinutes': 80,
  'reserved for a person': 600,
  'transferred to a queue': 600,
  'released RESERVA_VENCIDA': 200,
  'released OFFLINE': 40,
  'released COMANDO_DESHECHO': 300,
  'no-show TIEMPO_CUMPLIDO': 700,
  'no-show FIN_DE_JORNADA': 40,
  'cancelled CLIENTE': 1_000,
  'cancelled FIN_DE_JORNADA': 800,
  'cancelled at the desk': 200,
  drained: 1_000,
  'killed before the commit': 300,
  'killed after the commit': 300,
  'repeated and refused': 100,
  'repeated without harm': 80,
  'looked, and did not repeat': 40,
  'ticks late': 60,
  'configured policy': 50,
  'configured queue': 50,
  'configured branch': 50,
  'event CONFIG_CAMBIADA': 200,
  'desk released COMPLETADO': 50,
  'desk released NO_ATENDIDO': 8,
  'desk released DEVUELTO': 50,
  'desk released TRANSFERIDO': 30,
  'called back to the desk': 20,
  'called back into the queue': 80,
  'works across midnight': 60,
  'new business day': 300,
  'next morning': 250,
  'clocks go forward': 20,
  'clocks go back': 20,
  'clocks go forward while people wait': 15,
  'clocks go back while people wait': 15,
  'refused issue CUPO_AGOTADO': 100,
  'refused issue COLA_NO_ENCONTRADA': 80,
  'refused issue FUERA_DE_HORARIO': 200,
  'refused issue CERRADA': 20,
  'refused issue PAUSADA': 20,
  'refused issue TICKET_ACTIVO_EXISTENTE': 200,
  'refused callNext ASESOR_CON_TICKET': 100,
  'refused callNext ASESOR_NO_ENCONTRADO': 40,
  'refused callNext MODULO_OCUPADO': 15,
  'refused status ASESOR_CON_TICKET': 400,
  'refused status MODULO_OCUPADO': 400,
  'refused status VALIDACION_FALLIDA': 400,
  'refused start TRANSICION_INVALIDA': 200,
  'refused recall TRANSICION_INVALIDA': 500,
  'refused complete TRANSICION_INVALIDA': 100,
  'refused pick TRANSICION_INVALIDA': 150,
  'refused cancel TICKET_NO_ENCONTRADO': 250,
  'refused reinstate TRANSICION_INVALIDA': 80,
  'refused transfer to a person ASESOR_OFFLINE': 10,
  'refused transfer by a supervisor MISMA_COLA': 80,
  'refused transfer by a supervisor MISMO_ASESOR': 25,
  'refused undo NADA': 4,
  'refused undo TARDE': 300,
  'refused undo TICKET_CAMBIADO': 40,
};

/** Some of the thousand days: each lives once, and afterwards it is known whether they were worth living. */
export class LivingDays {
  readonly reports: LivingDayReport[] = [];

  constructor(
    private readonly firstSeed: number,
    private readonly days: number,
  ) {}

  /** [first, last] of every `size` seeds. */
  parts(size: number): [first: number, last: number][] {
    const { firstSeed, days } = this;
    return Array.from({ length: Math.ceil(days / size) }, (_, index) => {
      const first = firstSeed + index * size;
      return [first, Math.min(first + size, firstSeed + days) - 1];
    });
  }

  /** Throws an Error that names the seed and the step. */
  live(first: number, last: number): void {
    for (let seed = first; seed <= last; seed++) this.reports.push(livingDay(seed));
  }

  /** What happened less often than it must; empty when all is well. */
  missing(): string[] {
    const tally = new Tally();
    for (const report of this.reports) tally.addAll(report.tally);
    return Object.entries(EXPECTED)
      .map(([what, of250]): [string, number] => [what, Math.floor((of250 * this.days) / 250)])
      .filter(([what, times]) => tally.of(what) < times)
      .map(([what, times]) => `${what}: ${tally.of(what)} of ${times}`);
  }

  /** Each value that this setting had on some day. */
  varied(of: (report: LivingDayReport) => unknown): Set<unknown> {
    return new Set(this.reports.map(of));
  }
}
