import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { comparePromise, type AuditEvent, type Branch, type Ticket } from '@ticketero/core';
import type { Subscription } from 'rxjs';

import { BranchFeed, type Shown } from '../platform/branch-feed.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { BranchLabels } from './branch-labels.js';

const ENDINGS: Partial<Record<AuditEvent['eventType'], string>> = {
  TICKET_COMPLETADO: 'served',
  TICKET_NO_ATENDIDO: 'no_show',
  TICKET_CANCELADO: 'cancelled',
};

interface Labels {
  branch: string;
  queue: string;
}

/**
 * Counts what every commit of a branch's unit of work has recorded (R10): in one place, after the commit, when the caller
 * has their answer and the screens were told. An event happened, also when a later command takes it back.
 */
@Injectable()
export class CommitCounter implements OnModuleInit, OnModuleDestroy {
  private readonly subscriptions: Subscription[] = [];

  constructor(
    private readonly feed: BranchFeed,
    private readonly metrics: Metrics,
    private readonly labels: BranchLabels,
  ) {}

  onModuleInit(): void {
    this.subscriptions.push(
      this.feed.changes.subscribe(() => this.metrics.branchChanges.inc({ from: 'here' })),
      this.feed.afterwards.subscribe((shown) => this.count(shown)),
    );
  }

  onModuleDestroy(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
  }

  private count({ branch, events }: Shown): void {
    if (events.length === 0) return;
    const name = this.labels.of(branch.state);
    for (const event of events) this.countEvent(branch, name, event);
  }

  private countEvent(branch: Branch, name: string, { eventType, entityType, entityId, newState }: AuditEvent): void {
    // It has an event for each ticket too; the advisor's is the one that every undo has.
    if (eventType === 'COMANDO_DESHECHO' && entityType === 'ADVISOR') this.metrics.undone.inc({ branch: name });
    const queue = (newState as { queueType?: string } | null)?.queueType;
    if (queue === undefined) return;
    const labels = { branch: name, queue };
    const outcome = ENDINGS[eventType];
    if (eventType === 'TICKET_CREADO') this.metrics.issued.inc(labels);
    else if (eventType === 'TICKET_ASIGNADO') this.countCall(labels, branch.findTicket(entityId));
    else if (outcome !== undefined) this.countEnd(labels, outcome, branch.findTicket(entityId));
  }

  private countCall(labels: Labels, ticket: Ticket | null): void {
    this.metrics.called.inc(labels);
    if (!ticket?.assignedAt) return;
    this.metrics.waitSeconds.observe(
      { queue: labels.queue },
      Math.max(0, ticket.assignedAt - ticket.createdAt) / 1_000,
    );
    // Who was called in the moment of issue was promised nothing.
    if (!ticket.promise) return;
    const { covered } = comparePromise(ticket.promise, ticket.assignedAt);
    this.metrics.promises.inc({ ...labels, kept: covered === 1 ? 'yes' : 'no' });
  }

  private countEnd(labels: Labels, outcome: string, ticket: Ticket | null): void {
    this.metrics.ended.inc({ ...labels, outcome });
    if (outcome !== 'served' || !ticket?.assignedAt || !ticket.completedAt) return;
    const seconds = Math.max(0, ticket.completedAt - ticket.assignedAt) / 1_000;
    this.metrics.serviceSeconds.observe({ queue: labels.queue }, seconds);
  }
}
