import { UNCALLED, type BranchState, type Ticket } from '@ticketero/core';

/**
 * Those who wait and were not called yet, in columns: PostgreSQL writes twenty arrays in a sixth of the time that it takes
 * for as many objects of forty fields, of which half would be null. A branch loads everybody who waits with every command.
 */

/** An instant as ms since the epoch, where a thousand of them are wanted: rounded, since ours have no microseconds. */
const quickMs = (column: string): string => `round(date_part('epoch', ${column}) * 1000)::bigint`;

const COLUMNS = {
  id: 't.id',
  codigoReferencia: 't.codigo_referencia',
  numero: 't.numero',
  businessDate: 't.business_date',
  queueType: 't.queue_type',
  status: 't.status',
  preferential: 't.preferential',
  language: 't.language',
  orderAt: quickMs('t.order_at'),
  createdAt: quickMs('t.created_at'),
  updatedAt: quickMs('t.updated_at'),
  positionInQueue: 't.position_in_queue',
  estimatedWaitMinutes: 't.estimated_wait_minutes',
  estimatedLow: 't.estimated_low',
  estimatedHigh: 't.estimated_high',
  messagesPlanned: 't.messages_planned',
  linked: 't.telegram_chat_id is not null',
  promisedAt: quickMs('t.promised_at'),
  promisedMinutes: 't.promised_minutes',
  promisedLow: 't.promised_low',
  promisedHigh: 't.promised_high',
  promisedRaw: 't.promised_raw',
  toldBy: quickMs('t.told_by'),
} as const;

/** What all of them are without. */
const REST = { ...UNCALLED, transferNote: null, waitsAgain: null } as const satisfies Partial<Ticket>;

/** Said of a ticket `t` that is active: there is nothing in it but what stands in those columns. */
export const WAITS_UNCALLED = `(t.status in ('EN_ESPERA', 'PROXIMO') and t.recall_count = 0 and num_nonnulls(t.transfer_note, t.waits_again,
  t.assigned_advisor_id, t.reserved_advisor_id, t.reserved_at, t.assigned_module_number, t.assigned_at, t.started_at, t.completed_at,
  t.closed_at, t.cancel_reason, t.actual_service_time_minutes, t.last_recalled_at, t.call_reason, t.told_raised_at) = 0)`;

/** An aggregate over such tickets. */
export const WAITING_COLUMNS = `json_build_object(${Object.entries(COLUMNS)
  .map(([name, column]) => `'${name}', coalesce(array_agg(${column}), '{}')`)
  .join(', ')})`;

type Plain = Exclude<keyof typeof COLUMNS, `promised${string}` | 'toldBy'>;
type Columns = { [Name in Plain]: Ticket[Name][] } & {
  promisedAt: (number | null)[];
  promisedMinutes: number[];
  promisedLow: number[];
  promisedHigh: number[];
  promisedRaw: NonNullable<Ticket['promise']>['raw'][];
  toldBy: (number | null)[];
};

/** A branch as the database says it. */
export interface LoadedState extends BranchState {
  waiting: Columns;
}

/** The branch as it was loaded, with everybody who waits among its tickets. */
export function presentState({ waiting, ...state }: LoadedState): BranchState {
  const uncalled = waiting.id.map((_, index) => ticketAt(waiting, index));
  return { ...state, tickets: [...state.tickets, ...uncalled] };
}

function ticketAt(columns: Columns, i: number): Ticket {
  const of = <T>(column: readonly T[]): T => column[i] as T;
  const at = of(columns.promisedAt);
  const by = of(columns.toldBy);
  return {
    ...REST,
    id: of(columns.id),
    codigoReferencia: of(columns.codigoReferencia),
    numero: of(columns.numero),
    businessDate: of(columns.businessDate),
    queueType: of(columns.queueType),
    status: of(columns.status),
    preferential: of(columns.preferential),
    language: of(columns.language),
    orderAt: of(columns.orderAt),
    createdAt: of(columns.createdAt),
    updatedAt: of(columns.updatedAt),
    positionInQueue: of(columns.positionInQueue),
    estimatedWaitMinutes: of(columns.estimatedWaitMinutes),
    estimatedLow: of(columns.estimatedLow),
    estimatedHigh: of(columns.estimatedHigh),
    messagesPlanned: of(columns.messagesPlanned),
    linked: of(columns.linked),
    promise:
      at === null
        ? null
        : {
            at,
            minutes: of(columns.promisedMinutes),
            low: of(columns.promisedLow),
            high: of(columns.promisedHigh),
            raw: of(columns.promisedRaw),
          },
    told: by === null ? null : { by, raised: null },
  };
}
