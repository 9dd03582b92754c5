import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** Seconds: R9 promises one and two; retries come at half a minute and later. */
const LATENESS_BUCKETS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900];

/** What this process counts, for GET /metrics. Labels are closed word lists: never a ticket, a person or a chat (R13). */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  /** Outcomes: sent, retried, failed, discarded. */
  readonly messages = new Counter({
    name: 'ticketero_messages_total',
    help: 'Telegram messages by template and outcome (R9)',
    labelNames: ['template', 'outcome'],
    registers: [this.registry],
  });

  readonly messageLateness = new Histogram({
    name: 'ticketero_message_lateness_seconds',
    help: 'From the moment a message could go out to the moment Telegram had it (R9)',
    labelNames: ['template'],
    buckets: LATENESS_BUCKETS,
    registers: [this.registry],
  });

  /** What: reads, customers, staff (too many requests of this process), branch (too many commands of one). */
  readonly refused = new Counter({
    name: 'ticketero_refused_total',
    help: 'Requests refused with SERVICIO_SATURADO, by what there was too much of',
    labelNames: ['what'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
