import type { BranchState } from '../branch/branch.js';
import { DISPATCH_POLICIES } from '../dispatch/order.js';
import { Refusal } from '../refusal.js';
import { aBranch, anAdvisor, aQueue, HOUR, MINUTE, NINE_O_CLOCK, QUEUE_TYPES, SECOND } from './builders.js';
import { checkBranch } from './invariants.js';
import { Ledger } from './ledger.js';
import { ACTIONS, assignNet, issueOne, recalculateNow, type Action, type DayInHand } from './random-actions.js';
import { countUp, seeded, type Random } from './random.js';
import { Scene } from './scene.js';
import { ToldWatch } from './told-watch.js';
import { UndoCheck } from './undo-check.js';

const TOTAL_WEIGHT = ACTIONS.reduce((sum, [weight]) => sum + weight, 0);

/** What happened on a random day, so that a test can tell whether it tested anything. */
export interface DayReport {
  commands: number;
  refused: Map<string, number>;
  /** How often each audit event was written. */
  events: ReadonlyMap<string, number>;
  picks: number;
  drains: number;
  /** Call next with nothing waiting. */
  emptyCalls: number;
  cancelledAtDesk: number;
  /** What happened beyond the events, by name: "returned later", "undone complete" … */
  happened: Map<string, number>;
  preferentialCalls: number;
  /** Tickets whose told bound rose. */
  raised: number;
  /** The longest line of waiting tickets. */
  longestLine: number;
  lastNumbers: number[];
}

class Day implements DayInHand {
  readonly undos = new UndoCheck();
  readonly scene: Scene;
  readonly ledger = new Ledger();
  readonly told = new ToldWatch();
  readonly report: DayReport;

  constructor(readonly random: Random) {
    // Some days begin late in the evening and cross midnight; some have a closing time within their steps.
    const late = random.chance(0.2);
    this.scene = new Scene(randomBranch(random, late), late ? NINE_O_CLOCK + 14 * HOUR : NINE_O_CLOCK);
    this.report = {
      commands: 0,
      refused: new Map(),
      events: this.ledger.events,
      picks: 0,
      drains: 0,
      emptyCalls: 0,
      cancelledAtDesk: 0,
      happened: new Map(),
      preferentialCalls: 0,
      longestLine: 0,
      raised: 0,
      lastNumbers: [],
    };
  }

  /** One action, and everything that must hold after it. */
  step(name: string, action: Action): void {
    const { scene, report } = this;
    const before = scene.state;
    report.commands += 1;
    try {
      action(this);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, details } = error;
      countUp(report.refused, `${name} ${code}`);
      if (typeof details['reason'] === 'string') countUp(report.refused, `${name} ${details['reason']}`);
    }
    if (scene.state !== before && name !== 'configure') {
      this.undos.enter(before, scene, this.ledger.tickets);
      this.ledger.enter(before, scene.state, scene.changes, scene.now);
      this.observe();
    }
    checkBranch(scene.state, scene.now);
    if (scene.state !== before) this.told.look(scene.state, scene.now);
  }

  /** The time of a ticket that was returned "in ten minutes" has come: the net of every 5 seconds finds it. */
  someoneIsDue(): boolean {
    const { state, now } = this.scene;
    return state.tickets.some(({ orderAt, createdAt }) => orderAt > createdAt && orderAt <= now);
  }

  private observe(): void {
    const { report, scene } = this;
    for (const { eventType, newState, oldState, data, bySystem } of scene.changes.events) {
      if (eventType === 'TICKET_DEVUELTO' && bySystem) countUp(report.happened, `released ${String(data?.['reason'])}`);
      if (eventType === 'TICKET_NO_ATENDIDO' && bySystem) countUp(report.happened, String(data?.['reason']));
      if (eventType === 'ADVISOR_FREED' && newState?.['status'] === 'OFFLINE') report.drains += 1;
      if (eventType === 'TICKET_CANCELADO' && oldState?.['status'] === 'ATENDIENDO') report.cancelledAtDesk += 1;
    }
    for (const { status, assignedAt, callReason } of scene.changes.tickets) {
      if (status !== 'ATENDIENDO' || assignedAt !== scene.now || !callReason) continue;
      if (callReason.picked) report.picks += 1;
      if (callReason.preferential) report.preferentialCalls += 1;
    }
    const waiting = scene.state.tickets.filter((ticket) => ticket.status !== 'ATENDIENDO').length;
    report.longestLine = Math.max(report.longestLine, waiting);
  }
}

/**
 * A day of random commands on a branch of four queues and five advisors, the same for the same seed, with every
 * invariant checked after each of its `steps`. Ends on the next morning. Throws an Error that names seed and step.
 */
export function randomDay(seed: number, steps: number): DayReport {
  const random = seeded(seed);
  const day = new Day(random);
  const hectic = random.chance(0.2); // everything within seconds, so that commands and their undo meet others'
  const guarded = (step: number, name: string, action: Action): void => {
    try {
      day.step(name, action);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`seed ${seed}, step ${step}, ${name}: ${reason}`, { cause: error });
    }
  };
  for (let step = 1; step <= steps; step++) {
    const [, name, action] = weighted(random);
    // Who takes a command back does so at once, or a little too late.
    day.scene.later(
      name === 'undo' ? random.between(0, 12) * SECOND : hectic ? random.between(0, 3000) : passingMs(random),
    );
    if (day.someoneIsDue()) guarded(step, 'assignWaiting', assignNet);
    guarded(step, name, action);
  }
  day.report.raised = day.told.raised.size;
  day.report.lastNumbers = day.scene.state.queues.map((queue) => queue.lastNumber);
  day.scene.state = { ...day.scene.state, status: 'OPEN' };
  day.scene.later(24 * HOUR);
  guarded(steps + 1, 'next morning', recalculateNow);
  for (let ticket = 0; ticket < 4; ticket++) guarded(steps + 2, 'issue', issueOne);
  return day.report;
}

/** Seconds or minutes; now and then a little back: the next command may come from a process whose clock is behind. */
function passingMs(random: Random): number {
  if (random.chance(0.05)) return -random.between(0, 2 * SECOND);
  return random.chance(0.3) ? random.between(0, 20) * SECOND : random.between(0, 4 * MINUTE);
}

function weighted(random: Random): (typeof ACTIONS)[number] {
  let left = random.next() * TOTAL_WEIGHT;
  for (const entry of ACTIONS) {
    left -= entry[0];
    if (left < 0) return entry;
  }
  return random.pick(ACTIONS);
}

function randomBranch(random: Random, late: boolean): BranchState {
  const span = { from: '09:00', to: random.pick(['10:30', '12:00', '18:00']) };
  const everyDay = { week: { 0: [span], 1: [span], 2: [span], 3: [span], 4: [span], 5: [span], 6: [span] } };
  return aBranch({
    moduleCount: 4, // one fewer than advisors, so that desks are contested
    settings: {
      dispatchPolicy: random.pick(DISPATCH_POLICIES),
      assignmentMode: random.chance(0.7) ? 'automatic' : 'onCall',
      pickAllowed: random.chance(0.8),
      graceMinutes: random.pick([0, 30]),
      noShowMinutes: random.chance(0.3) ? 3 : null,
      reservationMinutes: random.pick([3, 3, 30]),
    },
    openingHours: late || random.chance(0.5) ? null : everyDay,
    queues: QUEUE_TYPES.map((queueType) => aQueue(queueType, { dailyCap: random.chance(0.1) ? 5 : null })),
    advisors: [1, 2, 3, 4, 5].map((id) =>
      anAdvisor(id, {
        moduleNumber: id <= 4 ? id : null,
        // Advisor 1 serves everything; the others what chance gives them, perhaps nothing.
        queueTypes: QUEUE_TYPES.filter(() => id === 1 || random.chance(0.5)),
      }),
    ),
  });
}
