import type { Advisor } from '../../branch/advisor.js';
import { setOwnStatus, type SetStatusInput } from '../../commands/set-status.js';
import { MINUTE, SECOND } from '../builders.js';
import type { WorkingStyle } from './branch-plan.js';
import type { Calendar } from './calendar.js';
import type { DeskLife } from './desk-life.js';
import type { LivingBranch } from './living-branch.js';

const LOOKS_EVERY_MS = 30 * SECOND;

/** When advisors come, pause, have lunch, and come back. */
export class Shifts {
  constructor(
    private readonly branch: LivingBranch,
    private readonly desks: DeskLife,
    private readonly calendar: Calendar,
    styles: ReadonlyMap<number, WorkingStyle>,
  ) {
    const { opensAt } = calendar;
    for (const [id, style] of styles) {
      branch.agenda.plan(opensAt + style.comesAfterMs, () => this.comeIn(id));
      for (const pause of style.pauses) branch.agenda.plan(opensAt + pause.atMs, () => this.pause(id, pause));
    }
    let day = branch.state.businessDate;
    branch.watch(() => {
      const before = day;
      day = branch.state.businessDate;
      // Midnight sends everybody OFFLINE: whoever works through it says again that they are there.
      if (before === null || before === day || branch.now >= calendar.closesAt) return;
      for (const id of styles.keys()) branch.after(branch.random.between(10, 180) * SECOND, () => this.comeIn(id));
    });
  }

  private advisor(id: number): Advisor {
    return this.branch.scene.advisor(id);
  }

  private setStatus(id: number, input: SetStatusInput): void {
    this.desks.send('status', id, (one) => setOwnStatus(one, id, input));
  }

  /** AVAILABLE, at the own module or, when somebody sits there, at another. */
  private comeIn(id: number): void {
    const { branch } = this;
    if (branch.now >= this.calendar.closesAt || this.advisor(id).status !== 'OFFLINE') return;
    this.setStatus(id, { status: 'AVAILABLE' });
    if (this.advisor(id).status !== 'OFFLINE') return;
    const taken = branch.state.advisors.filter(({ status }) => status !== 'OFFLINE').map((one) => one.moduleNumber);
    const modules = Array.from({ length: branch.state.moduleCount }, (_, index) => index + 1);
    const moduleNumber = modules.find((module) => !taken.includes(module));
    if (moduleNumber !== undefined) this.setStatus(id, { status: 'AVAILABLE', moduleNumber });
    if (this.advisor(id).status === 'OFFLINE') branch.after(4 * MINUTE, () => this.comeIn(id));
  }

  /** Some announce it while they serve (drain); others only when the desk lets them go. */
  private pause(id: number, pause: WorkingStyle['pauses'][number]): void {
    const { branch } = this;
    if (this.advisor(id).status === 'OFFLINE' || branch.now >= this.calendar.closesAt) return;
    const { reason, lastsMs, drains } = pause;
    const serving = this.desks.current(id) !== null;
    if (serving && !drains && branch.random.chance(0.3)) {
      // Not now, and nobody meanwhile: BUSY by hand once the desk is empty would be the same wish.
      this.setStatus(id, { status: 'BUSY' });
    }
    this.setStatus(id, { status: 'OFFLINE', reason, ...(drains ? { afterCurrent: true } : {}) });
    this.waitUntilGone(id, lastsMs, drains ? pause : { ...pause, drains: true });
  }

  private waitUntilGone(id: number, lastsMs: number, again: WorkingStyle['pauses'][number]): void {
    const { branch } = this;
    const advisor = this.advisor(id);
    if (branch.now >= this.calendar.closesAt) return;
    if (advisor.status === 'OFFLINE') branch.after(lastsMs, () => this.comeIn(id));
    else if (advisor.offlineAfterCurrent) {
      branch.after(LOOKS_EVERY_MS, () => this.waitUntilGone(id, lastsMs, again));
    } else branch.after(LOOKS_EVERY_MS, () => this.pause(id, again));
  }
}
