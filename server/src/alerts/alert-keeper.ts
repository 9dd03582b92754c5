import { Injectable, Logger } from '@nestjs/common';
import {
  ALERT_HOLDS,
  alertChanges,
  Branch,
  BRANCH_ALERTS,
  FIGURE_ALERTS,
  findInBranch,
  findInFigures,
  isOpen,
  type AlertChanges,
  type AlertFigures,
  type Finding,
  type OpenAlert,
  type OpeningHours,
} from '@ticketero/core';

import { BranchReader, LOCK } from '../branches/index.js';
import { SYSTEM } from '../platform/actor.js';
import { AuditLog } from '../platform/audit-log.js';
import { BranchFeed } from '../platform/branch-feed.js';
import { Clock, WallClock } from '../platform/clock.js';
import { Nothing, Transactions, type Tx } from '../platform/database/transactions.js';
import { alertEvent } from './alert-events.js';
import { CLEAR, FIGURES, FORGET, RAISE, REMEMBER, TO_WATCH } from './alert-statements.js';
import { NoticeSender } from './notice-sender.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How far a look sees ahead: an unchanged branch is loaded once in this time. */
const QUIET_MS = MINUTE;
/** As long as the audit log, which tells of the same. */
const KEPT_MS = 366 * DAY;

interface Watched {
  id: number;
  timeZone: string;
  openingHours: OpeningHours | null;
  awake: boolean;
  version: string;
}

/** As they are counted: when a device was last heard of, real ms, and not yet how long ago. */
type CountedFigures = Omit<AlertFigures, 'devices'> & {
  devices: (Omit<AlertFigures['devices'][number], 'silentMs'> & { seenAt: number })[];
};

/** A look that found nothing to do, and would find nothing until then (ms) as long as what it looked at is the same. */
interface Quiet {
  seen: string;
  until: number;
}

/** What a look wrote down. */
interface Written {
  raised: OpenAlert[];
  cleared: OpenAlert[];
}

/**
 * Raises and clears. Right after each commit of this process that calls for it, and every five seconds for what time alone
 * brings about and for the figures that no command loads. Whoever looks decides again under the branch lock, so that any number
 * of processes raise once and clear once.
 */
@Injectable()
export class AlertKeeper {
  private readonly logger = new Logger('Alerts');
  /** Branch → the look that a commit has called for. */
  private readonly underWay = new Map<number, Promise<void>>();
  private readonly again = new Set<number>();
  private readonly quiet = new Map<number, Quiet>();

  constructor(
    private readonly transactions: Transactions,
    private readonly branches: BranchReader,
    private readonly audit: AuditLog,
    private readonly feed: BranchFeed,
    private readonly clock: Clock,
    private readonly wallClock: WallClock,
    private readonly notices: NoticeSender,
  ) {}

  /** A commit of this process: where it makes something wrong or right, that is written down at once. */
  noticed(branch: Branch): void {
    const { id } = branch.state;
    if (!changesIn(branch, null).any) return;
    if (this.underWay.has(id)) {
      this.again.add(id);
      return;
    }
    const look = this.lookWhileCalled(id).finally(() => this.underWay.delete(id));
    this.underWay.set(id, look);
  }

  /** When what this process has committed in a branch is reflected in its alerts. */
  async settled(branchId: number): Promise<void> {
    await this.underWay.get(branchId);
  }

  /** For a clean stop. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay.values());
  }

  /**
   * The job: every branch with something to look at, in two statements for all of them; one in which nothing has changed
   * and time brings nothing about is not loaded. One that fails does not keep the others waiting.
   */
  async turn(): Promise<void> {
    const now = this.clock.now();
    const all = await this.transactions.query<Watched>(TO_WATCH, [new Date(now)]);
    const watched = all.filter(({ awake, openingHours, timeZone }) => awake || isOpen(openingHours, now, timeZone));
    const values = [watched.map(({ id }) => id), new Date(now)];
    const counted = await this.transactions.query<{ id: number; figures: CountedFigures }>(FIGURES, values);
    const figuresOf = new Map(counted.map(({ id, figures }) => [id, figures]));
    const failures: unknown[] = [];
    for (const { id, version } of watched) {
      const figures = figuresOf.get(id);
      if (figures) await this.watch(id, version, figures).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }

  /** The daily job. */
  async forgetOld(): Promise<void> {
    await this.transactions.query(FORGET, [new Date(this.clock.now() - KEPT_MS)]);
  }

  private async lookWhileCalled(branchId: number): Promise<void> {
    try {
      do {
        this.again.delete(branchId);
        await this.look(branchId, null);
      } while (this.again.has(branchId));
    } catch (error) {
      // The job looks again, and says it if the trouble lasts.
      this.logger.warn(`a branch's alerts wait for the next look: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }

  private async watch(branchId: number, version: string, counted: CountedFigures): Promise<void> {
    const seen = `${version} ${JSON.stringify(counted)}`;
    const quiet = this.quiet.get(branchId);
    if (quiet?.seen === seen && this.clock.now() < quiet.until) return;
    this.quiet.delete(branchId);
    const branch = await this.branches.load(branchId);
    const figures = figuresAt(counted, this.wallClock.now());
    if (changesIn(branch, figures).any) return this.look(branchId, figures);
    const ahead = new Branch(branch.state, branch.now + QUIET_MS);
    const brings = changesIn(ahead, figuresAt(counted, this.wallClock.now() + QUIET_MS)).any;
    if (!brings) this.quiet.set(branchId, { seen, until: branch.now + QUIET_MS });
  }

  /** Decides under the lock, writes, and tells the screens. `figures` null: only what the branch itself shows. */
  private async look(branchId: number, figures: AlertFigures | null): Promise<void> {
    const written = await this.transactions.run<Written | null>(async (tx) => {
      await tx.query(LOCK, [branchId]);
      const branch = await this.branches.load(branchId, tx);
      const changes = changesIn(branch, figures);
      return changes.any ? this.write(tx, branch, changes) : new Nothing(null);
    });
    if (!written || written.raised.length + written.cleared.length === 0) return;
    const branch = await this.branches.load(branchId);
    branch.raisedNow.push(...written.raised);
    branch.clearedNow.push(...written.cleared);
    this.feed.publish(branch);
  }

  private async write(tx: Tx, branch: Branch, { raise, clear, turning }: AlertChanges): Promise<Written> {
    const { id } = branch.state;
    const now = new Date(branch.now);
    const raised = raise.length > 0 ? await this.raise(tx, branch, raise) : [];
    if (clear.length > 0) await tx.query(CLEAR, [id, now, clear.map((alert) => alert.id)]);
    await tx.query(REMEMBER, [id, JSON.stringify(turning), raised.length + clear.length > 0 ? 1 : 0]);
    const { telegramFrom } = branch.settings.alerts;
    await this.notices.plan(
      tx,
      raised.map((alert) => alert.id),
      'RAISED',
      telegramFrom,
    );
    await this.notices.plan(
      tx,
      clear.map((alert) => alert.id),
      'CLEARED',
      telegramFrom,
    );
    for (const alert of clear) {
      await this.audit.record(id, SYSTEM, alertEvent('ALERTA_DESPEJADA', branch, alert), tx);
    }
    return { raised, cleared: clear };
  }

  private async raise(tx: Tx, branch: Branch, findings: Finding[]): Promise<OpenAlert[]> {
    const { id } = branch.state;
    const raised: OpenAlert[] = [];
    for (const finding of findings) {
      const values = [id, new Date(branch.now), JSON.stringify(finding)];
      const [row] = await tx.query<{ id: number; since: Date }>(RAISE, values);
      if (!row) continue;
      const now = { raisedAt: branch.now, acknowledgedBy: null, acknowledgedAt: null };
      const alert = { ...finding, ...now, id: row.id, since: row.since.getTime() };
      raised.push(alert);
      await this.audit.record(id, SYSTEM, alertEvent('ALERTA_LEVANTADA', branch, alert), tx);
    }
    return raised;
  }
}

const figuresAt = ({ devices, ...counted }: CountedFigures, now: number): AlertFigures => ({
  ...counted,
  devices: devices.map(({ seenAt, ...device }) => ({ ...device, silentMs: now - seenAt })),
});

/** What has to be raised and cleared, as the branch stands; `figures` null: of the types that need none. */
function changesIn(branch: Branch, figures: AlertFigures | null): AlertChanges {
  const findings = [...findInBranch(branch), ...(figures ? findInFigures(branch, figures) : [])];
  const types = [...BRANCH_ALERTS, ...(figures ? FIGURE_ALERTS : [])];
  const memory = { open: branch.state.openAlerts, turning: branch.state.alertsTurning };
  return alertChanges(memory, findings, types, ALERT_HOLDS, branch.now);
}
