import { Injectable, Logger } from '@nestjs/common';

import { Transactions, type Statement } from '../platform/database/transactions.js';
import { ARCHIVER_FAILS } from '../platform/database/wal-archive.js';
import { HealthReports } from '../platform/health-reports.js';
import { Metrics } from '../platform/metrics/metrics.js';

export const ARCHIVER_EVERY_MS = 15_000;

/**
 * A segment waits when its try failed, or when the one before the present one is not archived: an archive that hangs fails
 * never. What is no segment (`.history`, `.backup`) comes in an order of its own and says nothing of them. `since`: where
 * nothing was archived yet, archiving began with this start of PostgreSQL.
 */
const ARCHIVER: Statement = {
  name: 'telemetry-archiver-1',
  text: `select archives, failing, file, since,
      case when failing or waits then extract(epoch from clock_timestamp() - since)::float8 else 0 end as seconds
    from (select current_setting('archive_mode') <> 'off' as archives, ${ARCHIVER_FAILS} as failing, last_failed_wal as file,
        coalesce(last_archived_time, pg_postmaster_start_time()) as since,
        coalesce(last_archived_wal ~ '^[0-9A-F]{24}$' and substr(last_archived_wal, 9) collate "C" < substr(pg_walfile_name(
          pg_current_wal_insert_lsn() - pg_size_bytes(current_setting('wal_segment_size'))::numeric), 9) collate "C", false) as waits
      from pg_stat_archiver) seen`,
};

interface Archiver {
  archives: boolean;
  failing: boolean;
  file: string | null;
  since: Date;
  seconds: number;
}

/**
 * Whether PostgreSQL archives its log, where it is told to: what is not archived is lost with the machine, and fills its disk
 * until then. The metric has it, an alert and GET /api/health; the log once for each episode.
 */
@Injectable()
export class ArchiverWatch {
  private readonly logger = new Logger('Archive');
  private failing = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
    private readonly health: HealthReports,
  ) {}

  /** Throws what the database throws; nothing is said of the archive then. */
  async look(): Promise<void> {
    const { walUnarchived } = this.metrics;
    try {
      const [seen] = await this.transactions.query<Archiver & Record<string, unknown>>(ARCHIVER, []);
      if (seen?.archives) walUnarchived.set(seen.seconds);
      else walUnarchived.remove();
      this.tell(seen?.archives && seen.failing ? seen : null);
    } catch (error) {
      walUnarchived.remove();
      throw error;
    }
  }

  private tell(failing: Archiver | null): void {
    if (failing) {
      const since = failing.since.toISOString();
      const what = `the database's log is not archived since ${since}: ${failing.file ?? 'a segment'} failed`;
      if (!this.failing) this.logger.warn(`${what} (docs/operations.md, 12)`);
      this.health.report('database', { status: 'UP', detail: `WAL_SIN_ARCHIVAR desde ${since}` });
    } else {
      if (this.failing) this.logger.log("the database's log is archived again");
      this.health.report('database', { status: 'UP' });
    }
    this.failing = failing !== null;
  }
}
