import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';

import { recent } from '../branches/index.js';
import { Clock, WallClock } from '../platform/clock.js';
import { poolOf } from '../platform/database/data-source.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { within } from '../platform/within.js';
import { BranchLabels, OTHER_BRANCHES } from './branch-labels.js';

/** Two scrapers, or one in a hurry, cost no more than one. Real ms. */
const FRESH_MS = 10_000;
/** A scrape is not kept waiting by the database; what comes later is for the next one. */
const ANSWER_LIMIT_MS = 1_000;

/** Who waits, by the index of those who are active. $1 now, $2 the last branch that has a name of its own. */
const WAITING: Statement = {
  name: 'telemetry-waiting-1',
  text: `select case when t.branch_id <= $2::bigint then b.code else '${OTHER_BRANCHES}' end as branch, t.queue_type as queue,
      count(*)::int as waiting, extract(epoch from $1::timestamptz - min(t.created_at))::float8 as oldest
    from ticket t join branch b on b.id = t.branch_id
    where t.status in ('EN_ESPERA', 'PROXIMO') and ${recent('t', '$1')}
    group by 1, 2`,
};
/** By the index of the outbox. $1 now. */
const MESSAGES_DUE: Statement = {
  name: 'telemetry-messages-1',
  text: `select count(*)::int as due,
      coalesce(extract(epoch from $1::timestamptz - min(greatest(m.fecha_programada, m.ready_at))), 0)::float8 as oldest
    from mensaje m
    where m.estado_envio = 'PENDIENTE' and m.ready_at is not null and m.fecha_programada <= $1 and ${recent('m', '$1')}`,
};

interface WaitingRow {
  branch: string;
  queue: string;
  waiting: number;
  oldest: number;
}

/**
 * Gauges that are a state of the database, read when they are scraped: at most once in FRESH_MS, one read at a time, and
 * not at all while requests wait for a connection. The same from every process: max(), not sum().
 */
@Injectable()
export class DatabaseGauges implements OnModuleInit {
  private readonly pool: Pool;
  private reading: Promise<void> | null = null;
  private readAt = -Infinity;
  /** Queues that had somebody waiting: 0 is said of them, and not nothing. */
  private readonly known = new Map<string, Pick<WaitingRow, 'branch' | 'queue'>>();

  constructor(
    private readonly metrics: Metrics,
    private readonly labels: BranchLabels,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly wallClock: WallClock,
    @InjectDataSource() dataSource: DataSource,
  ) {
    this.pool = poolOf(dataSource);
  }

  async onModuleInit(): Promise<void> {
    this.metrics.atScrape(() => this.atScrape());
    await this.labels.refresh();
  }

  private async atScrape(): Promise<void> {
    if (this.reading === null && (this.wallClock.now() - this.readAt < FRESH_MS || this.pool.waitingCount > 0)) return;
    this.reading ??= this.read().finally(() => (this.reading = null));
    await within(ANSWER_LIMIT_MS, this.reading, () => this.silent());
  }

  private async read(): Promise<void> {
    try {
      await this.labels.refresh();
      const now = new Date(this.clock.now());
      const waiting = await this.transactions.query<WaitingRow>(WAITING, [now, this.labels.upTo]);
      const [messages] = await this.transactions.query<{ due: number; oldest: number }>(MESSAGES_DUE, [now]);
      this.setWaiting(waiting);
      this.metrics.messagesDue.set(messages?.due ?? 0);
      this.metrics.oldestDueMessage.set(Math.max(0, messages?.oldest ?? 0));
      this.metrics.up.set({ component: 'database' }, 1);
      this.readAt = this.wallClock.now();
    } catch {
      this.silent();
    }
  }

  private setWaiting(rows: WaitingRow[]): void {
    for (const labels of this.known.values()) this.setQueue({ ...labels, waiting: 0, oldest: 0 });
    for (const row of rows) {
      this.setQueue(row);
      this.known.set(`${row.branch} ${row.queue}`, { branch: row.branch, queue: row.queue });
    }
  }

  private setQueue({ branch, queue, waiting, oldest }: WaitingRow): void {
    this.metrics.waiting.set({ branch, queue }, waiting);
    this.metrics.oldestWait.set({ branch, queue }, Math.max(0, oldest));
  }

  /** What was last known is no longer said: a figure that stands still looks like a quiet branch. */
  private silent(): void {
    this.readAt = -Infinity;
    const { waiting, oldestWait, messagesDue, oldestDueMessage, up } = this.metrics;
    for (const gauge of [waiting, oldestWait]) gauge.reset();
    for (const gauge of [messagesDue, oldestDueMessage]) gauge.remove();
    up.set({ component: 'database' }, 0);
  }
}
