import { Readable } from 'node:stream';

import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { businessDay } from '@ticketero/core';

import { Clock } from '../platform/clock.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import { conditionsOf, ofBranch, plannedAnew, readFilter, timeOf, type AuditFilter } from './audit-filter.js';
import { CSV_MARK, csvLine } from '../platform/http/csv.js';
import type { AuditFilterDto } from './dto.js';

/** Events read at once, about half a MB of text: what an export holds in memory, whatever its length. */
export const EXPORT_PAGE = 1_000;

const HEADER = [
  'id',
  'fecha_hora_utc',
  'fecha_hora_local',
  'evento',
  'actor',
  'tipo_entidad',
  'id_entidad',
  'entidad',
  'estado_anterior',
  'estado_nuevo',
  'datos',
  'ip',
  'navegador',
];

/** An event as the file shows it: every column a text, in the order of the header. */
interface ExportRow {
  id: number;
  cursor: string;
  fields: (string | null)[];
}

/** The next events after the last one, by index: no offset that grows, and no cursor that holds a transaction open. */
function nextPage(filter: AuditFilter): { statement: Statement; values: unknown[] } {
  const { order } = filter;
  const { sql, values } = conditionsOf(filter, 8);
  const after = order === 'desc' ? '<' : '>';
  const text = `select a.id, a.created_at::text as cursor, array[
      to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      to_char(a.created_at at time zone $5, 'YYYY-MM-DD HH24:MI:SS.MS'),
      a.event_type, a.actor, a.entity_type, a.entity_id, a.entity_identifier, a.old_state::text, a.new_state::text,
      a.additional_data::text, a.ip_address, a.user_agent] as fields
    from (
      select id, created_at from audit_log
      where ${ofBranch(filter)} and id <= $2 and created_at >= $3 and created_at < $4
        and created_at ${after}= $6::timestamptz and (created_at, id) ${after} ($6::timestamptz, $7::bigint) ${sql}
      order by created_at ${order}, id ${order} limit ${EXPORT_PAGE}) p
    join audit_log a on a.created_at = p.created_at and a.id = p.id
    order by a.created_at ${order}, a.id ${order}`;
  return { statement: plannedAnew(text), values };
}

export interface ExportFile {
  name: string;
  stream: Readable;
}

/** R10: what a search finds, as a file for a spreadsheet. The end is that of the moment it begins. */
@Injectable()
export class AuditExport implements OnModuleDestroy {
  private readonly open = new Set<Readable>();

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Reads as fast as the client does, and no further when it has gone. */
  async run(branchId: number | null, query: AuditFilterDto): Promise<ExportFile> {
    const filter = await readFilter(this.transactions, branchId, query);
    const stream = Readable.from(this.text(filter), { objectMode: false });
    this.open.add(stream);
    stream.once('close', () => this.open.delete(stream));
    const days = [query.startDate, query.endDate].flatMap((time) => time?.slice(0, 10) ?? []);
    const today = businessDay(this.clock.now(), filter.timeZone);
    const name = ['auditoria', filter.branch, ...(days.length > 0 ? new Set(days) : [today])].join('-');
    return { name: `${name}.csv`, stream };
  }

  /** A client that reads slowly must not keep the server from stopping; a file that breaks off is seen as one. */
  onModuleDestroy(): void {
    for (const stream of this.open) stream.destroy(new Error('the server stops'));
  }

  private async *text(filter: AuditFilter): AsyncGenerator<string> {
    const { statement, values } = nextPage(filter);
    const { branchId, upTo, timeZone } = filter;
    const range = [branchId, upTo, timeOf(filter.from), timeOf(filter.until), timeZone];
    let [cursor, id] = filter.order === 'desc' ? ['infinity', upTo + 1] : ['-infinity', 0];
    yield CSV_MARK + csvLine(HEADER);
    for (;;) {
      const page = await this.transactions.query<ExportRow & Record<string, unknown>>(statement, [
        ...[...range, cursor, id],
        ...values,
      ]);
      if (page.length > 0) yield page.map((row) => csvLine([row.id, ...row.fields])).join('');
      const last = page.at(-1);
      if (!last || page.length < EXPORT_PAGE) return;
      [cursor, id] = [last.cursor, last.id];
    }
  }
}
