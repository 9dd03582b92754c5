import { statfs } from 'node:fs/promises';

import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

import { CONFIG, type Config } from '../config.js';
import { poolOf } from '../database/data-source.js';
import { HealthReports } from '../health-reports.js';
import { Metrics } from './metrics.js';

/** What this process and what it stands on look like at each scrape. */
@Injectable()
export class ProcessGauges implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly reports: HealthReports,
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  ) {}

  onModuleInit(): void {
    this.metrics.atScrape(() => this.lookAtPool());
    this.metrics.atScrape(() => this.lookAtComponents());
    // With a database elsewhere its disk is elsewhere, too: docs/metrics.md.
    if (this.config.databaseUrl === null) this.metrics.atScrape(() => this.lookAtDisk());
  }

  private lookAtPool(): void {
    const pool = poolOf(this.dataSource);
    this.metrics.poolConnections.set({ state: 'used' }, pool.totalCount - pool.idleCount);
    this.metrics.poolConnections.set({ state: 'idle' }, pool.idleCount);
    this.metrics.poolMax.set(pool.options.max);
    this.metrics.poolWaiting.set(pool.waitingCount);
  }

  /** What GET /api/health says of them, where they are in use. */
  private lookAtComponents(): void {
    for (const component of ['telegram', 'redis']) {
      const { status } = this.reports.of(component);
      if (status !== 'OFF') this.metrics.up.set({ component }, status === 'UP' ? 1 : 0);
    }
  }

  private async lookAtDisk(): Promise<void> {
    const { bsize, blocks, bavail } = await statfs(this.config.dataDir);
    this.metrics.diskSize.set(bsize * blocks);
    this.metrics.diskFree.set(bsize * bavail);
  }
}
