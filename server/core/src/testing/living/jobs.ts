import { assignWaiting } from '../../commands/assign-waiting.js';
import { closeDay, dayIsDue } from '../../commands/close-day.js';
import { endNoShows } from '../../commands/expire.js';
import { recalculate } from '../../commands/recalculate.js';
import { releaseOverdue } from '../../commands/reservations.js';
import { Branch } from '../../branch/branch.js';
import { closingTime } from '../../branch/opening-hours.js';
import { addDays } from '../../branch/business-day.js';
import { readSettings } from '../../branch/settings.js';
import { copyOf, MINUTE, SECOND } from '../builders.js';
import { checkPositions, ensure, waits } from '../invariants.js';
import type { Ticket } from '../../ticket/ticket.js';
import { nextMidnight, type Calendar } from './calendar.js';
import type { LivingBranch } from './living-branch.js';

const TICK_MS = 5 * SECOND;
/** On most days nobody finds the time so often: half of what a day costs is recalculating it. */
const BUSY_TICK_MS = 20 * SECOND;
const BUSY_SHARE = 0.75;
/** A second recalculation right after the first costs as much as the first: now and then is enough. */
const TWICE_SHARE = 0.1;
const NET_SHARE = 0.05;

interface Outage {
  from: number;
  to: number;
}

/** The schedulers (R11): what is due happens at their next tick, or when a process with schedulers lives again. */
export class Jobs {
  private readonly outages: Outage[];
  private readonly planned = new Set<number>();
  private readonly tickMs: number;
  private closings: number[] = [];

  constructor(
    private readonly branch: LivingBranch,
    private readonly calendar: Calendar,
  ) {
    this.tickMs = branch.random.chance(BUSY_SHARE) ? BUSY_TICK_MS : TICK_MS;
    this.outages = outagesOf(branch, calendar);
    this.planClosing();
    branch.watch((written) => this.planTicks(written));
  }

  /** A tick for whatever now waits for one. */
  private planTicks(written: readonly Ticket[]): void {
    const { state, now } = this.branch;
    const { noShowMinutes, reservationMinutes } = readSettings(state.settings);
    if (state.revision !== state.positionsRevision) this.tickAt(now + 1);
    for (const { status, assignedAt, startedAt, reservedAt, orderAt } of written) {
      if (status === 'ATENDIENDO' && noShowMinutes !== null && startedAt === null) {
        this.tickAt((assignedAt ?? now) + noShowMinutes * MINUTE);
      }
      if (reservedAt !== null) this.tickAt(reservedAt + reservationMinutes * MINUTE);
      if (orderAt > now && waits({ status })) this.tickAt(orderAt);
    }
  }

  /** The first tick at or after `at` with a living scheduler. */
  tickAt(at: number): void {
    const outage = this.outages.find(({ from, to }) => at >= from && at < to);
    const tick = Math.ceil((outage ? outage.to : Math.max(at, this.branch.now)) / this.tickMs) * this.tickMs;
    if (tick === Infinity || this.planned.has(tick)) return;
    this.planned.add(tick);
    this.branch.agenda.plan(tick, () => {
      this.planned.delete(tick);
      if (outage) this.branch.tally.add('ticks late');
      this.tick();
    });
  }

  /** What is due is found as the server finds it: by a look, before any command. */
  private tick(): void {
    const { branch } = this;
    const { state, now } = branch;
    const { noShowMinutes, reservationMinutes } = readSettings(state.settings);
    const due = (since: number | null, minutes: number | null): boolean =>
      since !== null && minutes !== null && now - since >= minutes * MINUTE;
    if (this.closings.some((at) => at <= now)) this.closeDays();
    if (state.tickets.some((one) => one.startedAt === null && due(one.assignedAt, noShowMinutes))) {
      branch.run('no-show by time', endNoShows);
    }
    if (state.tickets.some((one) => due(one.reservedAt, reservationMinutes)))
      branch.run('reservations', releaseOverdue);
    const isDue = state.tickets.some((one) => waits(one) && one.orderAt > one.createdAt && one.orderAt <= now);
    branch.netAt = now;
    if (isDue) branch.run('net', assignWaiting);
    else if (branch.random.chance(NET_SHARE)) this.net();
    if (branch.state.revision !== branch.state.positionsRevision) this.recalculate();
  }

  private closeDays(): void {
    this.closings = this.closings.filter((at) => at > this.branch.now);
    this.branch.run('closeDay', (one) => {
      if (dayIsDue(one)) closeDay(one);
    });
  }

  /** R7: every command makes the assignments that it makes possible, and leaves nothing to the net. */
  private net(): void {
    const { branch } = this;
    const { revision } = branch.state;
    branch.run('net', assignWaiting);
    ensure(branch.state.revision === revision, 'R7: the net under the assignments caught somebody');
  }

  private recalculate(): void {
    const { branch } = this;
    branch.run('recalculate', recalculate);
    checkPositions(branch.state, branch.now, !branch.scene.changes.patch.positionsCurrent);
    if (!branch.random.chance(TWICE_SHARE)) return;
    const again = new Branch(copyOf(branch.state), branch.now);
    recalculate(again);
    ensure(!again.changes().visible, 'R6: a second recalculation writes again');
  }

  /** R4: closing time plus grace of each date, by the minute; and the midnights. */
  private planClosing(): void {
    const { openingHours, timeZone, date, opensAt } = this.calendar;
    const graceMs = readSettings(this.branch.state.settings).graceMinutes * MINUTE;
    for (const day of [date, addDays(date, 1)]) {
      const closing = closingTime(openingHours, day, timeZone);
      if (closing !== null) this.closings.push(Math.ceil((closing + graceMs) / MINUTE) * MINUTE);
    }
    this.closings.push(nextMidnight(opensAt, timeZone));
    for (const at of this.closings) this.tickAt(at);
  }
}

/** Some of the day no process with schedulers lives; now and then not before the next morning. */
function outagesOf({ random }: LivingBranch, { opensAt, closesAt }: Calendar): Outage[] {
  const outages = Array.from({ length: random.between(0, 2) }, () => {
    const from = random.between(opensAt, closesAt);
    return { from, to: from + random.between(20, 240) * SECOND };
  });
  if (random.chance(0.15)) outages.push({ from: closesAt, to: Infinity });
  return outages;
}
