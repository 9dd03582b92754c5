import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import { VERSION } from '../version.js';

/** Seconds: R9 promises one and two; retries come at half a minute and later. */
const LATENESS_BUCKETS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900];
/** A command is 3 ms; two seconds are what a person takes for an answer. */
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];
const JOB_BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 60, 300, 1_800];
const MINUTE = 60;
const WAIT_BUCKETS = [1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120].map((minutes) => minutes * MINUTE);
const SERVICE_BUCKETS = [0.5, 1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 120].map((minutes) => minutes * MINUTE);

/** prom-client's sums of what it also tells by kind; as gauges that end in `_total` they break the convention. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/**
 * What this process counts, for GET /metrics; what each figure should be: docs/metrics.md. Labels are closed word lists:
 * never a ticket, a person or a chat (R13). Of branches there may be 10,000: only counters and gauges name them, and
 * only some (see telemetry/branch-labels.ts); histograms name the queue.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly readers: (() => void | Promise<void>)[] = [];

  // ---- requests ---------------------------------------------------------------------------------------------------

  readonly requests = this.counter('http_requests_total', 'Requests answered, by the class of their status', [
    'method',
    'route',
    'status',
  ]);
  readonly requestSeconds = this.histogram(
    'http_request_duration_seconds',
    'From the head of a request to the end of its answer',
    ['method', 'route'],
    REQUEST_BUCKETS,
  );
  readonly requestsUnderWay = this.gauge('http_requests_under_way', 'Requests that wait for their answer now');
  /** What: reads, customers, staff (too many requests of this process), branch (too many commands of one). */
  readonly refused = this.counter(
    'refused_total',
    'Requests refused with SERVICIO_SATURADO, by what there was too much of',
    ['what'],
  );

  // ---- branches ---------------------------------------------------------------------------------------------------

  readonly issued = this.counter('tickets_issued_total', 'Numbers given', ['branch', 'queue']);
  readonly called = this.counter('tickets_called_total', 'Numbers called to a desk', ['branch', 'queue']);
  /** Outcomes: served, no_show, cancelled. */
  readonly ended = this.counter('tickets_ended_total', 'Tickets ended, by what became of them', [
    'branch',
    'queue',
    'outcome',
  ]);
  readonly undone = this.counter('commands_undone_total', 'Commands that their advisor took back', ['branch']);
  /** Kept: yes, no. */
  readonly promises = this.counter(
    'promises_total',
    'Promised ranges of a wait compared with the wait that it became, by whether it lay within (R8)',
    ['branch', 'queue', 'kept'],
  );
  readonly waitSeconds = this.histogram(
    'wait_seconds',
    'From the number to its first call, in the time of the branch',
    ['queue'],
    WAIT_BUCKETS,
  );
  readonly serviceSeconds = this.histogram(
    'service_seconds',
    'From the call to the end of the service, in the time of the branch',
    ['queue'],
    SERVICE_BUCKETS,
  );
  readonly waiting = this.gauge('tickets_waiting', 'Tickets that wait now, from the database', ['branch', 'queue']);
  readonly oldestWait = this.gauge('oldest_wait_seconds', 'Since when the first of them waits, from the database', [
    'branch',
    'queue',
  ]);
  /** From: here (a commit of this process), elsewhere (heard from another). */
  readonly branchChanges = this.counter(
    'branch_changes_total',
    'New revisions of branches that screens are told of, by where they were made',
    ['from'],
  );
  readonly sockets = this.gauge('sockets', 'Screens and pages that are connected', ['namespace']);

  // ---- messages ---------------------------------------------------------------------------------------------------

  /** Outcomes: sent, retried, failed, discarded. */
  readonly messages = this.counter('messages_total', 'Telegram messages by template and outcome (R9)', [
    'template',
    'outcome',
  ]);
  readonly messageLateness = this.histogram(
    'message_lateness_seconds',
    'From the moment a message could go out to the moment Telegram had it (R9)',
    ['template'],
    LATENESS_BUCKETS,
  );
  readonly messagesDue = this.gauge('messages_due', 'Messages that could go out and did not yet, from the database');
  readonly oldestDueMessage = this.gauge('oldest_due_message_seconds', 'Since when the first of them could go out');

  // ---- the process and what it stands on ----------------------------------------------------------------------------

  /** Result: done, failed, elsewhere (another process has the lease). */
  readonly jobRuns = this.counter('job_runs_total', 'Turns of jobs by their result (R11)', ['name', 'result']);
  readonly jobSeconds = this.histogram('job_duration_seconds', 'How long turns of jobs took', ['name'], JOB_BUCKETS);
  readonly jobLateness = this.histogram(
    'job_lateness_seconds',
    'From the moment a turn was due to the moment it began',
    ['name'],
    JOB_BUCKETS,
  );
  readonly jobInterval = this.gauge('job_interval_seconds', 'From one turn of a job to the next', ['name']);
  readonly jobSuccess = this.gauge(
    'job_last_success_timestamp_seconds',
    'When a turn ended well here; until one did, when the process began',
    ['name'],
  );
  readonly poolConnections = this.gauge('pool_connections', 'Connections to the database by state', ['state']);
  readonly poolMax = this.gauge('pool_connections_max', 'Connections to the database that this process may have');
  readonly poolWaiting = this.gauge('pool_requests_waiting', 'Those who wait for a connection');
  /** Only what this installation has. */
  readonly up = this.gauge('component_up', 'Whether what the server depends on answers: 1, 0', ['component']);
  readonly walUnarchived = this.gauge(
    'wal_unarchived_seconds',
    'Since when the log of the database waits to be archived, where it is; 0: nothing waits',
  );
  readonly diskSize = this.gauge('disk_size_bytes', 'Of the disk that DATA_DIR is on, with the embedded database');
  readonly diskFree = this.gauge('disk_free_bytes', 'What of it is free for us');

  constructor() {
    this.gauge('build_info', 'The version that runs; always 1', ['version']).set({ version: VERSION }, 1);
    collectDefaultMetrics({ register: this.registry });
    for (const name of MISNAMED) this.registry.removeSingleMetric(name);
    // Nothing is said until somebody has looked: 0 free bytes would be an alarm.
    const { messagesDue, oldestDueMessage, walUnarchived, diskSize, diskFree } = this;
    for (const gauge of [messagesDue, oldestDueMessage, walUnarchived, diskSize, diskFree]) gauge.remove();
  }

  /** What is not counted but looked at: `read` sets its gauges at each scrape, and may fail for itself. */
  atScrape(read: () => void | Promise<void>): void {
    this.readers.push(read);
  }

  /** In Prometheus' text format. */
  async text(): Promise<string> {
    await Promise.allSettled(this.readers.map(async (read) => read()));
    return this.registry.metrics();
  }

  private counter<Label extends string>(name: string, help: string, labelNames: Label[] = []): Counter<Label> {
    return new Counter({ name: `ticketero_${name}`, help, labelNames, registers: [this.registry] });
  }

  private gauge<Label extends string>(name: string, help: string, labelNames: Label[] = []): Gauge<Label> {
    return new Gauge({ name: `ticketero_${name}`, help, labelNames, registers: [this.registry] });
  }

  private histogram<Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    buckets: number[],
  ): Histogram<Label> {
    return new Histogram({ name: `ticketero_${name}`, help, labelNames, buckets, registers: [this.registry] });
  }
}
