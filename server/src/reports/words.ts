import type { Language, ReportGroup } from '@ticketero/contract';

export type FigureName =
  | 'issued'
  | 'served'
  | 'noShow'
  | 'left'
  | 'cancelled'
  | 'called'
  | `${'wait' | 'service'}${'Mean' | 'P50' | 'P90' | 'P95' | 'Max'}`
  | 'withinTarget'
  | 'estimateKept'
  | 'promised'
  | 'delivered'
  | 'occupancy';

/** The words of the files. */
interface ReportWords {
  report: string;
  total: string;
  name: string;
  /** Of the tickets that no desk called. */
  nobody: string;
  groups: Record<ReportGroup, string>;
  figures: Record<FigureName, string>;
  /** Monday first. */
  weekdays: string[];
  arrivals: Record<'map' | 'list' | 'weekday' | 'hour' | 'issued' | 'daysOf' | 'mean', string>;
  about: Record<
    'sheet' | 'what' | 'value' | 'from' | 'to' | 'branch' | 'queue' | 'advisor' | 'all' | 'generatedAt',
    string
  >;
}

export const WORDS: Record<Language, ReportWords> = {
  es: {
    report: 'Informe',
    total: 'Total',
    name: 'Nombre',
    nobody: 'Sin llamar',
    groups: {
      ...{ day: 'Día', week: 'Semana', month: 'Mes', hour: 'Hora de llegada' },
      ...{ queue: 'Cola', advisor: 'Asesor', branch: 'Sucursal' },
    },
    figures: {
      ...{ issued: 'Emitidos', served: 'Atendidos', noShow: 'No se presentaron', left: 'Se fueron' },
      ...{ cancelled: 'Cancelados', called: 'Llamados' },
      ...{ waitMean: 'Espera media (min)', waitP50: 'Espera p50 (min)', waitP90: 'Espera p90 (min)' },
      ...{ waitP95: 'Espera p95 (min)', waitMax: 'Espera máxima (min)' },
      ...{ serviceMean: 'Atención media (min)', serviceP50: 'Atención p50 (min)', serviceP90: 'Atención p90 (min)' },
      ...{ serviceP95: 'Atención p95 (min)', serviceMax: 'Atención máxima (min)' },
      ...{ withinTarget: 'Dentro de la meta', estimateKept: 'Estimación cumplida' },
      ...{ promised: 'Espera prometida (min)', delivered: 'Espera cumplida (min)', occupancy: 'Ocupación' },
    },
    weekdays: ['Lunes', 'Martes', 'Miércoles', 'Jueves', 'Viernes', 'Sábado', 'Domingo'],
    arrivals: {
      ...{ map: 'Llegadas por hora', list: 'Llegadas', weekday: 'Día de la semana', hour: 'Hora' },
      ...{ issued: 'Emitidos', daysOf: 'Días', mean: 'Promedio por día' },
    },
    about: {
      ...{ sheet: 'Acerca de', what: 'Dato', value: 'Valor', from: 'Desde', to: 'Hasta', branch: 'Sucursal' },
      ...{ queue: 'Cola', advisor: 'Asesor', all: 'Todas', generatedAt: 'Generado (UTC)' },
    },
  },
  en: {
    report: 'Report',
    total: 'Total',
    name: 'Name',
    nobody: 'Not called',
    groups: {
      ...{ day: 'Day', week: 'Week', month: 'Month', hour: 'Hour of arrival' },
      ...{ queue: 'Queue', advisor: 'Advisor', branch: 'Branch' },
    },
    figures: {
      ...{ issued: 'Issued', served: 'Served', noShow: 'No-shows', left: 'Left' },
      ...{ cancelled: 'Cancelled', called: 'Called' },
      ...{ waitMean: 'Mean wait (min)', waitP50: 'Wait p50 (min)', waitP90: 'Wait p90 (min)' },
      ...{ waitP95: 'Wait p95 (min)', waitMax: 'Longest wait (min)' },
      ...{ serviceMean: 'Mean service (min)', serviceP50: 'Service p50 (min)', serviceP90: 'Service p90 (min)' },
      ...{ serviceP95: 'Service p95 (min)', serviceMax: 'Longest service (min)' },
      ...{ withinTarget: 'Within target', estimateKept: 'Estimate kept' },
      ...{ promised: 'Wait promised (min)', delivered: 'Wait delivered (min)', occupancy: 'Occupancy' },
    },
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    arrivals: {
      ...{ map: 'Arrivals by hour', list: 'Arrivals', weekday: 'Weekday', hour: 'Hour' },
      ...{ issued: 'Issued', daysOf: 'Days', mean: 'Mean per day' },
    },
    about: {
      ...{ sheet: 'About', what: 'What', value: 'Value', from: 'From', to: 'To', branch: 'Branch' },
      ...{ queue: 'Queue', advisor: 'Advisor', all: 'All', generatedAt: 'Made at (UTC)' },
    },
  },
};
