import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  assignWaiting,
  BOUND_REVIEW_MS,
  closeDay,
  dayIsDue,
  DEFAULT_SETTINGS,
  endNoShows,
  openDayMayBeDue,
  recalculate,
  releaseOverdue,
  type Branch,
  type OpenDay,
} from '@ticketero/core';

import { AlertKeeper, NoticeSender, NOTICES_EVERY_MS } from './alerts/index.js';
import { recent, UnitOfWork, UNSETTLED } from './branches/index.js';
import { MessageSender, SENDER_EVERY_MS } from './messages/index.js';
import { SYSTEM } from './platform/actor.js';
import { BranchFeed } from './platform/branch-feed.js';
import { Clock } from './platform/clock.js';
import { CONFIG, type Config } from './platform/config.js';
import { Transactions, type Statement } from './platform/database/transactions.js';
import { JobRunner, type Job } from './platform/scheduler/job-runner.js';
import { Retention } from './privacy/index.js';
import { Slips } from './printing/index.js';
import { RollUps } from './reports/index.js';
import { Updates, UPDATES_LEASE_MS } from './telegram/index.js';
import { ARCHIVER_EVERY_MS, ArchiverWatch } from './telemetry/index.js';
import { HINTS_EVERY_MS, LiveHints } from './what-if/index.js';

const IDLE_WHILE_SOMEBODY_WAITS: Statement = {
  name: 'schedule-net-3',
  text: `select distinct a.branch_id as id from advisor a
    join ticket t on t.branch_id = a.branch_id and t.status in ('EN_ESPERA', 'PROXIMO')
      and (t.reserved_advisor_id = a.id or (t.reserved_advisor_id is null and a.queue_types ? t.queue_type))
      and t.order_at <= greatest($1::timestamptz, t.created_at) and ${recent('t', '$1')}
    where a.status = 'AVAILABLE'`,
};
/** R7. $1 now. */
const RESERVED_TOO_LONG: Statement = {
  name: 'schedule-reservations-2',
  text: `select distinct t.branch_id as id from ticket t join branch b on b.id = t.branch_id
    where t.reserved_advisor_id is not null and ${recent('t', '$1')} and t.reserved_at <= $1::timestamptz - make_interval(mins =>
      coalesce((b.settings->>'reservationMinutes')::int, ${DEFAULT_SETTINGS.reservationMinutes}))`,
};
/** R4, where the branch turns it on. $1 now. */
const DID_NOT_COME: Statement = {
  name: 'schedule-no-show-2',
  text: `select distinct t.branch_id as id from branch b join ticket t on t.branch_id = b.id
    where (b.settings->>'noShowMinutes') is not null and t.status = 'ATENDIENDO' and t.started_at is null
      and ${recent('t', '$1')}
      and t.assigned_at <= $1::timestamptz - make_interval(mins => (b.settings->>'noShowMinutes')::int)`,
};
/** $1 now. */
const OPEN_DAYS: Statement = {
  name: 'schedule-close-2',
  text: `select id, opening_hours as "openingHours", time_zone as "timeZone",
      coalesce(business_date, timezone(time_zone, $1::timestamptz)::date)::text as "businessDate",
      coalesce((settings->>'graceMinutes')::int, ${DEFAULT_SETTINGS.graceMinutes}) as "graceMinutes"
    from branch where opening_hours is not null and not day_closed`,
};
const ENSURE_PARTITIONS: Statement = {
  name: 'schedule-partitions-1',
  text: "select ensure_month_partitions($1::date), ensure_month_partitions(($1::date + interval '1 month')::date)",
};
const FORGET_KEYS: Statement = {
  name: 'schedule-keys-1',
  text: 'delete from idempotency_key where created_at < $1',
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
/** Between two long polls, and between two questions to Telegram whether it is there. */
const UPDATES_EVERY_MS = 250;
const PROBE_EVERY_MS = 15 * SECOND;
/** A kiosk sends again for minutes, not for days. */
const KEYS_KEPT_MS = 2 * DAY;

/** Every schedule there is (R11). */
@Injectable()
export class Schedules implements OnApplicationBootstrap {
  readonly jobs: Job[];

  constructor(
    private readonly runner: JobRunner,
    private readonly unitOfWork: UnitOfWork,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly feed: BranchFeed,
    private readonly sender: MessageSender,
    private readonly updates: Updates,
    private readonly slips: Slips,
    private readonly alerts: AlertKeeper,
    private readonly rollUps: RollUps,
    private readonly hints: LiveHints,
    private readonly notices: NoticeSender,
    private readonly retention: Retention,
    private readonly archiver: ArchiverWatch,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    // What a commit makes wrong is on the dashboard at once, and not at the next look.
    if (config.schedules) feed.afterwards.subscribe(({ branch }) => alerts.noticed(branch));
    this.jobs = [
      ...this.branchJobs(),
      ...(notices.isOn ? [this.noticesJob()] : []),
      ...(config.telegram ? this.telegramJobs() : []),
    ];
  }

  private branchJobs(): Job[] {
    return [
      { name: 'positions', everyMs: 5 * SECOND, run: () => this.positions() },
      { name: 'assignment', everyMs: 5 * SECOND, run: () => this.assignment() },
      { name: 'reservations', everyMs: 5 * SECOND, run: () => this.everywhere(RESERVED_TOO_LONG, releaseOverdue) },
      { name: 'no-show', everyMs: 5 * SECOND, run: () => this.everywhere(DID_NOT_COME, endNoShows) },
      { name: 'alerts', everyMs: 5 * SECOND, run: () => this.alerts.turn() },
      { name: 'close-day', everyMs: MINUTE, run: () => this.closeDays() },
      { name: 'roll-ups', everyMs: MINUTE, atStart: true, run: (stopping) => this.rollUps.run(stopping) },
      { name: 'retention', everyMs: 10 * MINUTE, atStart: true, run: (stopping) => this.retention.run(stopping) },
      { name: 'partitions', everyMs: DAY, run: () => this.partitions() },
      { name: 'idempotency-keys', everyMs: DAY, atStart: true, run: () => this.forgetKeys() },
      { name: 'alerts-forget', everyMs: DAY, atStart: true, run: () => this.alerts.forgetOld() },
      // Each process looks for those who watch through it.
      { name: 'hints', everyMs: HINTS_EVERY_MS, everywhere: true, run: () => this.hints.turn() },
      // Each process says it of itself: health and metrics are asked of one.
      { name: 'archiver', everyMs: ARCHIVER_EVERY_MS, everywhere: true, run: () => this.archiver.look() },
      { name: 'slips', everyMs: DAY, atStart: true, run: () => this.slips.forgetOld() },
    ];
  }

  /** Alerts outside the house. Real time: whoever is told has no other. */
  private noticesJob(): Job {
    return { name: 'alert-notices', everyMs: NOTICES_EVERY_MS, run: () => this.notices.turn() };
  }

  /** R9. One process sends, so that the pace is kept; each message is claimed under a lease of its own besides. */
  private telegramJobs(): Job[] {
    const messages: Job = { name: 'messages', everyMs: SENDER_EVERY_MS, run: () => this.sender.turn() };
    // A call or a promotion is told at once, and not at the next look.
    this.feed.afterwards.subscribe(({ messagesReady }) => {
      if (this.config.schedules && messagesReady) void this.runner.turn(messages);
    });
    return [
      messages,
      {
        name: 'telegram-updates',
        everyMs: UPDATES_EVERY_MS,
        leaseMs: UPDATES_LEASE_MS,
        run: (stopping) => this.updates.turn(stopping),
      },
      { name: 'telegram-probe', everyMs: PROBE_EVERY_MS, everywhere: true, run: () => this.updates.probe() },
    ];
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.partitions(); // before the first number is given
    if (!this.config.schedules) return;
    this.runner.start(this.jobs);
    // What is missing from before is not waited for: reports read the tickets of days without a sum until then.
    for (const job of this.jobs) if (job.atStart) void this.runner.turn(job);
  }

  /** R6, for the branches where something changed since the last time or a bound is near (R8); the unit of work also ends
   *  yesterday (R4). */
  private async positions(): Promise<void> {
    const now = this.clock.now();
    await this.forBranches(UNSETTLED, [new Date(now), new Date(now + BOUND_REVIEW_MS)], (id) =>
      this.unitOfWork.run(id, SYSTEM, recalculate),
    );
  }

  /** R7: every command assigns by itself; this is the net under them. */
  private async assignment(): Promise<void> {
    await this.everywhere(IDLE_WHILE_SOMEBODY_WAITS, assignWaiting);
  }

  /** A command of the system in every branch that `which` finds at this moment. */
  private everywhere(which: Statement, command: (branch: Branch) => void): Promise<void> {
    return this.forBranches(which, [new Date(this.clock.now())], (id) => this.unitOfWork.run(id, SYSTEM, command));
  }

  /** R4 close day: at closing time plus grace. */
  private async closeDays(): Promise<void> {
    const now = this.clock.now();
    const open = await this.transactions.query<OpenDay & { id: number }>(OPEN_DAYS, [new Date(now)]);
    const due = open.filter((day) => openDayMayBeDue(day, now));
    await this.inEach(due, (id) =>
      this.unitOfWork.run(id, SYSTEM, (branch) => {
        if (dayIsDue(branch)) closeDay(branch);
      }),
    );
  }

  /** The present month and the next. */
  private async partitions(): Promise<void> {
    await this.transactions.query(ENSURE_PARTITIONS, [new Date(this.clock.now()).toISOString().slice(0, 10)]);
  }

  private async forgetKeys(): Promise<void> {
    await this.transactions.query(FORGET_KEYS, [new Date(this.clock.now() - KEYS_KEPT_MS)]);
  }

  private async forBranches(which: Statement, values: unknown[], run: (id: number) => Promise<unknown>): Promise<void> {
    await this.inEach(await this.transactions.query<{ id: number }>(which, values), run);
  }

  /** One branch that fails must not keep the others waiting; the first failure is told at the end. */
  private async inEach(branches: { id: number }[], run: (id: number) => Promise<unknown>): Promise<void> {
    const failures: unknown[] = [];
    for (const { id } of branches) await run(id).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }
}
