/** An instant as ms since the epoch. */
export const ms = (column: string): string => `floor(extract(epoch from ${column}) * 1000)::bigint`;

/**
 * Said of every table that is kept by month: nothing that lives is older (R4), a week back and what zones differ by. It
 * follows from what a statement asks for besides; but only what is known before it runs, as `now` is, keeps a plan that is
 * made once from looking into the months behind.
 */
export const recent = (table: string, now: string): string =>
  `${table}.business_date >= (${now}::timestamptz)::date - 9`;

/** What the core knows of a ticket `t`. */
export const TICKET_FIELDS = `
  'id', t.id, 'codigoReferencia', t.codigo_referencia, 'numero', t.numero, 'businessDate', t.business_date,
  'queueType', t.queue_type, 'status', t.status, 'preferential', t.preferential, 'language', t.language,
  'orderAt', ${ms('t.order_at')}, 'createdAt', ${ms('t.created_at')}, 'updatedAt', ${ms('t.updated_at')},
  'positionInQueue', t.position_in_queue, 'estimatedWaitMinutes', t.estimated_wait_minutes,
  'estimatedLow', t.estimated_low, 'estimatedHigh', t.estimated_high, 'advisorId', t.assigned_advisor_id,
  'reservedAdvisorId', t.reserved_advisor_id, 'reservedAt', ${ms('t.reserved_at')}, 'transferNote', t.transfer_note,
  'waitsAgain', t.waits_again, 'moduleNumber', t.assigned_module_number,
  'assignedAt', ${ms('t.assigned_at')}, 'startedAt', ${ms('t.started_at')}, 'completedAt', ${ms('t.completed_at')},
  'closedAt', ${ms('t.closed_at')}, 'cancelReason', t.cancel_reason,
  'actualServiceTimeMinutes', t.actual_service_time_minutes, 'recallCount', t.recall_count,
  'lastRecalledAt', ${ms('t.last_recalled_at')}, 'callReason', t.call_reason, 'messagesPlanned', t.messages_planned,
  'linked', t.telegram_chat_id is not null,
  'promise', case when t.promised_at is not null then json_build_object('at', ${ms('t.promised_at')},
    'minutes', t.promised_minutes, 'low', t.promised_low, 'high', t.promised_high, 'raw', t.promised_raw) end,
  'told', case when t.told_by is not null then json_build_object('by', ${ms('t.told_by')},
    'raised', case when t.told_raised_at is not null then json_build_object('at', ${ms('t.told_raised_at')},
      'before', ${ms('t.told_raised_before')}) end) end`;

/** One ticket as the core sees it, for reads of a ticket that may be closed. */
export const TICKET_JSON = `json_build_object(${TICKET_FIELDS})`;
