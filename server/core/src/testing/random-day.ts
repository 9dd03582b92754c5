import { Branch, type BranchState } from '../branch/branch.js';
import { assignWaiting } from '../commands/assign-waiting.js';
import { cancel } from '../commands/cancel.js';
import { closeDay, dayIsDue } from '../commands/close-day.js';
import { callNext, complete, noShow, recall, start } from '../commands/desk.js';
import { recalculate } from '../commands/recalculate.js';
import { setStatus } from '../commands/set-status.js';
import { DISPATCH_POLICIES } from '../dispatch/order.js';
import { Refusal } from '../refusal.js';
import { aBranch, anAdvisor, aQueue, copyOf, HOUR, MINUTE, NINE_O_CLOCK, QUEUE_TYPES, SECOND } from './builders.js';
import { checkBranch, checkPositions, ensure } from './invariants.js';
import { Ledger } from './ledger.js';
import { seeded, type Random } from './random.js';
import { Scene } from './scene.js';
import { ToldWatch } from './told-watch.js';

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
  preferentialCalls: number;
  /** Tickets whose told bound rose. */
  raised: number;
  /** The longest line of waiting tickets. */
  longestLine: number;
  lastNumbers: number[];
}

type Action = (day: Day) => void;

/** The actions of a day, each with how often it comes. */
const ACTIONS: [weight: number, name: string, action: Action][] = [
  [30, 'issue', issueOne],
  [8, 'start', atDesk(start)],
  [7, 'recall', atDesk(recall)],
  [14, 'complete', atDesk((branch, id) => complete(branch, id))],
  [4, 'noShow', atDesk(noShow)],
  [12, 'callNext', callNextOne],
  [10, 'setStatus', setSomeStatus],
  [5, 'cancel', cancelOne],
  [12, 'recalculate', recalculateNow],
  [3, 'assignWaiting', assignNet],
  [2, 'closeDayIfDue', closeDayIfDue],
  [1, 'configure', configure],
];
const TOTAL_WEIGHT = ACTIONS.reduce((sum, [weight]) => sum + weight, 0);

class Day {
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
      const what = `${name} ${error.code}`;
      report.refused.set(what, (report.refused.get(what) ?? 0) + 1);
    }
    if (scene.state !== before && name !== 'configure') {
      this.ledger.enter(before, scene.state, scene.changes);
      this.observe();
    }
    checkBranch(scene.state);
    this.told.look(scene.state, scene.now);
  }

  private observe(): void {
    const { report, scene } = this;
    for (const { eventType, newState, oldState } of scene.changes.events) {
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
  const guarded = (step: number, name: string, action: Action): void => {
    try {
      day.step(name, action);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`seed ${seed}, step ${step}, ${name}: ${reason}`, { cause: error });
    }
  };
  for (let step = 1; step <= steps; step++) {
    day.scene.later(passingMs(random));
    const [, name, action] = weighted(random);
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

function issueOne(day: Day): void {
  const { random, scene } = day;
  // More than half want the till, as in a real branch; now and then a queue that does not exist.
  const queueType = random.chance(0.5) ? 'CAJA' : random.pick([...QUEUE_TYPES, ...QUEUE_TYPES, 'OTRA']);
  scene.issue(queueType, { preferential: random.chance(0.15), contact: random.pick(['none', 'phone', 'chat']) });
}

/** A command of an advisor, mostly of one with a ticket. */
function atDesk(command: (branch: Branch, advisorId: number) => unknown): Action {
  return ({ random, scene }) => {
    const busy = scene.state.advisors.filter((advisor) => advisor.assignedTicketsCount > 0);
    const advisorId = busy.length > 0 && random.chance(0.9) ? random.pick(busy).id : random.between(1, 6);
    scene.run((branch) => command(branch, advisorId));
  };
}

function assignNet({ scene }: Day): void {
  scene.run(assignWaiting);
}

function callNextOne(day: Day): void {
  const { random, scene, report } = day;
  const finish = random.pick(['COMPLETADO', 'COMPLETADO', 'NO_ATENDIDO', undefined] as const);
  const chosen = random.chance(0.3) ? anyTicket(day) : undefined;
  const called = scene.run((branch) =>
    callNext(branch, random.between(1, 5), { finish, ...(chosen ? { codigoReferencia: chosen } : {}) }),
  );
  if (!called) report.emptyCalls += 1;
}

function setSomeStatus(day: Day): void {
  const { random, scene } = day;
  const status = random.pick(['AVAILABLE', 'AVAILABLE', 'OFFLINE', 'OFFLINE', 'BUSY'] as const);
  scene.run((branch) =>
    setStatus(branch, random.between(1, 5), {
      status,
      reason: random.pick(['almuerzo', 'capacitación', ' ']),
      afterCurrent: random.chance(0.5),
      ...(random.chance(0.4) ? { moduleNumber: random.between(0, 5) } : {}),
    }),
  );
}

function cancelOne(day: Day): void {
  const chosen = anyTicket(day);
  if (chosen) day.scene.run((branch) => cancel(branch, chosen, 'ya no puede esperar', day.random.chance(0.5)));
}

function anyTicket({ random, scene }: Day): string | undefined {
  const { tickets } = scene.state;
  return tickets.length > 0 ? random.pick(tickets).codigoReferencia : undefined;
}

function recalculateNow({ scene }: Day): void {
  scene.run(recalculate);
  checkPositions(scene.state, scene.now, !scene.changes.patch.positionsCurrent);
  const again = new Branch(copyOf(scene.state), scene.now);
  recalculate(again);
  ensure(!again.changes().visible, 'R6: a second recalculation writes again');
}

function closeDayIfDue({ scene }: Day): void {
  scene.run((branch) => {
    if (dayIsDue(branch)) closeDay(branch);
  });
}

/** What an administrator does in the middle of the day; not a command of the branch. */
function configure({ random, scene }: Day): void {
  const chosen = random.pick(QUEUE_TYPES);
  scene.state = {
    ...scene.state,
    status: random.chance(0.8) ? 'OPEN' : random.pick(['PAUSED', 'CLOSED'] as const),
    queues: scene.state.queues.map((queue) =>
      queue.queueType === chosen ? { ...queue, enabled: !queue.enabled || random.chance(0.5) } : queue,
    ),
  };
}
