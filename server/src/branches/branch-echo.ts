import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Branch } from '@ticketero/core';
import type { Subscription } from 'rxjs';

import { BranchFeed, type RoomEvent } from '../platform/branch-feed.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { RoomThrottle } from '../platform/realtime/room-throttle.js';
import { Neighbours } from '../platform/redis/neighbours.js';
import { BranchReader } from './branch-reader.js';

const TOPIC = 'branch';
/** As often as a room is told at most: a state in between would be read for nobody. */
const READ_EVERY_MS = 100;

interface News {
  branchId: number;
  revision: number;
  events: RoomEvent[];
}

/**
 * The screens of other processes: after each commit they are told which branch has which revision, and read it themselves
 * (adr/0022). Events beside the state come along. What is missed, the heartbeat repairs.
 */
@Injectable()
export class BranchEcho implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Echo');
  private readonly readers = new Map<number, RoomThrottle<number>>();
  private subscription: Subscription | undefined;

  constructor(
    private readonly neighbours: Neighbours,
    private readonly feed: BranchFeed,
    private readonly branches: BranchReader,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.subscription = this.feed.changes.subscribe((branch) => this.say(branch));
    this.neighbours.hear<News>(TOPIC, (news) => this.heard(news));
  }

  onModuleDestroy(): void {
    this.subscription?.unsubscribe();
    for (const reader of this.readers.values()) reader.close();
  }

  private say(branch: Branch): void {
    if (!this.neighbours.canHear) return;
    const events = [...this.feed.audiences].flatMap((audience) => audience.eventsOf(branch));
    const news: News = { branchId: branch.state.id, revision: branch.revision, events };
    this.neighbours.say(TOPIC, news);
  }

  private heard({ branchId, revision, events }: News): void {
    this.metrics.branchChanges.inc({ from: 'elsewhere' });
    for (const audience of this.feed.audiences) audience.hear(events.filter(({ to }) => to === audience.name));
    if (![...this.feed.audiences].some((audience) => audience.isBehind(branchId, revision))) return;
    const reader = this.readers.get(branchId) ?? new RoomThrottle<number>(READ_EVERY_MS, (id) => void this.read(id));
    this.readers.set(branchId, reader);
    reader.offer(branchId);
  }

  private async read(branchId: number): Promise<void> {
    try {
      const branch = await this.branches.load(branchId);
      for (const audience of this.feed.audiences) audience.catchUp(branch);
    } catch (error) {
      // The database is away, most likely: the heartbeat will say what was missed.
      this.logger.warn(`screens wait for the heartbeat: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }
}
