import { randomUUID } from 'node:crypto';

import { Injectable, Logger } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';

import { SYSTEM } from '../actor.js';
import { AuditLog } from '../audit-log.js';
import { Clock, WallClock } from '../clock.js';
import { Transactions, type Statement } from '../database/transactions.js';
import { errorInShort } from '../database/what-is-wrong.js';
import { Metrics } from '../metrics/metrics.js';
import { traced } from '../tracing/tracing.js';

/** Takes the lease, or keeps it; nothing comes back while another process holds it. Real time. */
const TAKE: Statement = {
  name: 'lease-take-1',
  text: `insert into job_lease as l (name, holder, until) values ($1, $2, $3)
    on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where l.until < $4 or l.holder = excluded.holder
    returning name`,
};
const RELEASE: Statement = { name: 'lease-release-1', text: 'delete from job_lease where holder = $1' };

export interface Job {
  name: string;
  /** Milliseconds of the branch's clock, or real ones with CLOCK_JOBS=real. */
  everyMs: number;
  /** Real ms that a turn may take before another process thinks this one dead; by default some turns. */
  leaseMs?: number;
  /** Once when the process begins, too: one that is started anew every day would never come to a daily job. */
  atStart?: boolean;
  /** Every process does it: no lease. */
  everywhere?: boolean;
  /** `stopping`: end early, the process is being stopped. */
  run: (stopping: AbortSignal) => Promise<void>;
}

/** A lease outlives this many missed turns; then another process takes over. */
const LEASE_TURNS = 3;
const LEASE_MIN_MS = 5_000;
const SHORTEST_INTERVAL_MS = 50;

/** Runs the jobs (R11): one process at a time does each, a failure is audited and tried again, and kills nobody. */
@Injectable()
export class JobRunner {
  private readonly logger = new Logger('Jobs');
  private readonly holder = randomUUID();
  private readonly running = new Map<string, Promise<void>>();
  private readonly failing = new Set<string>();
  /** Job → until when its lease is ours, as we wrote it: until then nobody else can have it. */
  private readonly leased = new Map<string, number>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly registry: SchedulerRegistry,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly wallClock: WallClock,
    private readonly audit: AuditLog,
    private readonly metrics: Metrics,
  ) {}

  /** Names of the jobs whose last turn failed. */
  get failed(): string[] {
    return [...this.failing];
  }

  start(jobs: Job[]): void {
    for (const job of jobs) {
      const everyMs = Math.max(SHORTEST_INTERVAL_MS, this.clock.betweenTurns(job.everyMs));
      this.metrics.jobInterval.set({ name: job.name }, everyMs / 1_000);
      this.metrics.jobSuccess.set({ name: job.name }, this.wallClock.now() / 1_000);
      this.registry.addInterval(job.name, setInterval(this.onTime(job, everyMs), everyMs));
    }
  }

  /** Takes note of how late each turn begins: the process was busy, or the turn before it still went on. */
  private onTime(job: Job, everyMs: number): () => void {
    let dueAt = performance.now() + everyMs;
    return () => {
      if (this.running.has(job.name)) return;
      const now = performance.now();
      if (job.leaseMs === undefined)
        this.metrics.jobLateness.observe({ name: job.name }, Math.max(0, now - dueAt) / 1_000);
      dueAt = now + everyMs;
      void this.turn(job, everyMs);
    };
  }

  /** One turn, unless the last one is still going on. For tests too. */
  async turn(job: Job, everyMs = job.everyMs): Promise<void> {
    if (this.stopping.signal.aborted || this.running.has(job.name)) return;
    const turn = this.guarded(job, everyMs).finally(() => this.running.delete(job.name));
    this.running.set(job.name, turn);
    return turn;
  }

  /** No new turns; the present ones end; other processes may take over at once. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const name of this.registry.getIntervals()) this.registry.deleteInterval(name);
    await Promise.allSettled(this.running.values());
    await this.transactions.query(RELEASE, [this.holder]).catch(() => {}); // it runs out by itself
  }

  private async guarded(job: Job, everyMs: number): Promise<void> {
    try {
      const ours = job.everywhere || (await this.takeLease(job, everyMs));
      if (ours) await this.measured(job);
      else this.metrics.jobRuns.inc({ name: job.name, result: 'elsewhere' });
      this.failing.delete(job.name);
    } catch (error) {
      this.metrics.jobRuns.inc({ name: job.name, result: 'failed' });
      await this.report(job, error);
    }
  }

  private async measured(job: Job): Promise<void> {
    const { name } = job;
    const began = performance.now();
    await traced('job', { 'ticketero.job': name }, () => job.run(this.stopping.signal));
    this.metrics.jobSeconds.observe({ name }, (performance.now() - began) / 1_000);
    this.metrics.jobRuns.inc({ name, result: 'done' });
    this.metrics.jobSuccess.set({ name }, this.wallClock.now() / 1_000);
  }

  private async takeLease(job: Job, everyMs: number): Promise<boolean> {
    const now = this.wallClock.now();
    const leaseMs = job.leaseMs ?? Math.max(LEASE_MIN_MS, everyMs * LEASE_TURNS);
    // Half of it is left: it need not be written again, a commit for each turn of each job. Where a job says how long a turn
    // may take, each turn begins with all of it.
    if (job.leaseMs === undefined && (this.leased.get(job.name) ?? 0) - now >= leaseMs / 2) return true;
    const values = [job.name, this.holder, new Date(now + leaseMs), new Date(now)];
    const taken = (await this.transactions.query(TAKE, values)).length > 0;
    if (taken) this.leased.set(job.name, now + leaseMs);
    else this.leased.delete(job.name);
    return taken;
  }

  /** Once for each episode: a database that is away would otherwise fill the log. */
  private async report(job: Job, error: unknown): Promise<void> {
    if (this.failing.has(job.name)) return;
    this.failing.add(job.name);
    const name = error instanceof Error ? error.name : 'unknown';
    this.logger.error(`${job.name} failed: ${errorInShort(error)}`);
    const event = { eventType: 'SCHEDULER_ERROR', entityType: 'SISTEMA', entityId: job.name } as const;
    await this.audit.record(null, SYSTEM, { ...event, data: { error: name } }).catch(() => {}); // the database is away
  }
}
