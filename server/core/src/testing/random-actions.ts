import { Branch } from '../branch/branch.js';
import { assignWaiting } from '../commands/assign-waiting.js';
import { callBack } from '../commands/call-back.js';
import { cancel } from '../commands/cancel.js';
import { closeDay, dayIsDue } from '../commands/close-day.js';
import { callNext, complete, noShow, recall, start } from '../commands/desk.js';
import { endNoShows } from '../commands/expire.js';
import { openQueue, setBranchStatus } from '../commands/opening.js';
import { recalculate } from '../commands/recalculate.js';
import { DESK_RELEASES, releaseDesk } from '../commands/release-desk.js';
import { releaseOverdue } from '../commands/reservations.js';
import { returnTicket } from '../commands/return.js';
import { setOwnStatus, setStatus } from '../commands/set-status.js';
import { transfer, transferTicket, type TransferTarget } from '../commands/transfer.js';
import { copyOf, QUEUE_TYPES } from './builders.js';
import { checkPositions, ensure, isFinal } from './invariants.js';
import type { DayReport } from './random-day.js';
import { countUp, type Random } from './random.js';
import type { Scene } from './scene.js';

/** A day while it runs. */
export interface DayInHand {
  readonly random: Random;
  readonly scene: Scene;
  readonly report: DayReport;
}

export type Action = (day: DayInHand) => void;

/** The actions of a day, each with how often it comes. */
export const ACTIONS: [weight: number, name: string, action: Action][] = [
  [30, 'issue', issueOne],
  [8, 'start', atDesk(start)],
  [7, 'recall', atDesk(recall)],
  [14, 'complete', atDesk((branch, id) => complete(branch, id))],
  [4, 'noShow', atDesk(noShow)],
  [12, 'callNext', callNextOne],
  [10, 'setStatus', setSomeStatus],
  [5, 'cancel', cancelOne],
  [5, 'return', returnOne],
  [5, 'transfer', transferOne],
  [3, 'transferTicket', transferAny],
  [4, 'reinstate', reinstateOne],
  [3, 'callBack', callBackOne],
  [3, 'releaseDesk', releaseOne],
  [14, 'undo', undoOne],
  [12, 'recalculate', recalculateNow],
  [3, 'assignWaiting', assignNet],
  [3, 'endNoShows', ({ scene }) => scene.run(endNoShows)],
  [3, 'releaseOverdue', ({ scene }) => scene.run(releaseOverdue)],
  [2, 'closeDayIfDue', closeDayIfDue],
  [1, 'closeOrReopen', closeOrReopen],
];

export function issueOne(day: DayInHand): void {
  const { random, scene } = day;
  // More than half want the till, as in a real branch; now and then a queue that does not exist.
  const queueType = random.chance(0.5) ? 'CAJA' : random.pick([...QUEUE_TYPES, ...QUEUE_TYPES, 'OTRA']);
  scene.issue(queueType, { preferential: random.chance(0.15), contact: random.pick(['none', 'phone', 'chat']) });
}

/** Mostly somebody with a ticket; now and then nobody at all. */
function someone({ random, scene }: DayInHand): number {
  const busy = scene.state.advisors.filter((advisor) => advisor.assignedTicketsCount > 0);
  return busy.length > 0 && random.chance(0.9) ? random.pick(busy).id : random.between(1, 6);
}

/** A command of an advisor. */
function atDesk(command: (branch: Branch, advisorId: number) => unknown): Action {
  return (day) => {
    const advisorId = someone(day);
    day.scene.run((branch) => command(branch, advisorId));
  };
}

function returnOne(day: DayInHand): void {
  const { random, scene, report } = day;
  const [what, input] = random.pick([
    ['returned', {}],
    ['returned', {}],
    ['returned behind others', { afterPlaces: random.between(1, 4) }],
    ['returned later', { afterMinutes: random.between(1, 15) }],
    ['returned wrongly', { afterPlaces: 1, afterMinutes: 1 }],
    ['returned wrongly', { afterPlaces: 0 }],
  ] as const);
  const advisorId = someone(day);
  scene.run((branch) => returnTicket(branch, advisorId, input));
  countUp(report.happened, what);
}

function targetOf({ random }: DayInHand): TransferTarget {
  if (random.chance(0.05)) return {};
  return random.chance(0.5)
    ? { queueType: random.pick([...QUEUE_TYPES, ...QUEUE_TYPES, 'OTRA']) }
    : { advisorId: random.between(1, 6), note: 'sabe de esto' };
}

function transferOne(day: DayInHand): void {
  const target = targetOf(day);
  const advisorId = someone(day);
  day.scene.run((branch) => transfer(branch, advisorId, target));
  countUp(day.report.happened, target.advisorId ? 'transferred to somebody' : 'transferred to a queue');
}

function transferAny(day: DayInHand): void {
  const { tickets } = day.scene.state;
  const reserved = tickets.filter(({ reservedAdvisorId }) => reservedAdvisorId !== null);
  if (tickets.length === 0) return;
  const was = day.random.pick(reserved.length > 0 && day.random.chance(0.5) ? reserved : tickets);
  const home = was.reservedAdvisorId !== null && day.random.chance(0.5);
  const target = home ? { queueType: was.queueType } : targetOf(day);
  day.scene.run((branch) => transferTicket(branch, was.codigoReferencia, target));
  countUp(day.report.happened, `transferred from ${was.status}`);
  if (home) countUp(day.report.happened, 'released by a supervisor');
}

/** Mostly somebody who did not come, or was cancelled; now and then anybody. */
function reinstateOne({ random, scene, report }: DayInHand): void {
  const ended = [...scene.tickets.values()].filter(isFinal);
  const missed = ended.filter(({ status }) => status !== 'COMPLETADO');
  const from = missed.length > 0 && random.chance(0.9) ? missed : ended;
  if (from.length === 0) return;
  const { id, status } = random.pick(from);
  const advisorId = random.chance(0.6) ? random.between(1, 5) : null;
  if (advisorId === null) scene.reinstate(id);
  else scene.reinstateAtDesk(advisorId, id);
  countUp(report.happened, `${status} reinstated by ${advisorId === null ? 'a supervisor' : 'an advisor'}`);
}

function undoOne({ random, scene, report }: DayInHand): void {
  const able = scene.state.advisors.filter(({ lastCommand }) => lastCommand !== null);
  able.sort((a, b) => (b.lastCommand?.at ?? 0) - (a.lastCommand?.at ?? 0));
  const [latest] = able;
  const advisorId = latest && random.chance(0.7) ? latest.id : random.between(1, 5);
  const { command } = scene.undo(advisorId);
  countUp(report.happened, `undone ${command}`);
}

export function assignNet({ scene }: DayInHand): void {
  scene.run(assignWaiting);
}

function callNextOne(day: DayInHand): void {
  const { random, scene, report } = day;
  const finish = random.pick(['COMPLETADO', 'COMPLETADO', 'NO_ATENDIDO', undefined] as const);
  const chosen = random.chance(0.3) ? anyTicket(day) : undefined;
  const called = scene.run((branch) =>
    callNext(branch, random.between(1, 5), { finish, ...(chosen ? { codigoReferencia: chosen } : {}) }),
  );
  if (!called) report.emptyCalls += 1;
}

function setSomeStatus(day: DayInHand): void {
  const { random, scene } = day;
  const status = random.pick(['AVAILABLE', 'AVAILABLE', 'OFFLINE', 'OFFLINE', 'BUSY'] as const);
  // Mostly their own doing, sometimes a supervisor's.
  const command = random.chance(0.8) ? setOwnStatus : setStatus;
  scene.run((branch) =>
    command(branch, random.between(1, 5), {
      status,
      reason: random.pick(['almuerzo', 'capacitación', ' ']),
      afterCurrent: random.chance(0.5),
      ...(random.chance(0.4) ? { moduleNumber: random.between(0, 5) } : {}),
    }),
  );
}

function cancelOne(day: DayInHand): void {
  const chosen = anyTicket(day);
  if (chosen) day.scene.run((branch) => cancel(branch, chosen, 'ya no puede esperar', day.random.chance(0.5)));
}

function anyTicket({ random, scene }: DayInHand): string | undefined {
  const { tickets } = scene.state;
  return tickets.length > 0 ? random.pick(tickets).codigoReferencia : undefined;
}

export function recalculateNow({ scene }: DayInHand): void {
  scene.run(recalculate);
  checkPositions(scene.state, scene.now, !scene.changes.patch.positionsCurrent);
  const again = new Branch(copyOf(scene.state), scene.now);
  recalculate(again);
  ensure(!again.changes().visible, 'R6: a second recalculation writes again');
}

function closeDayIfDue({ scene }: DayInHand): void {
  scene.run((branch) => {
    if (dayIsDue(branch)) closeDay(branch);
  });
}

/** What a supervisor closes and reopens in the middle of the day. */
function closeOrReopen({ random, scene, report }: DayInHand): void {
  const chosen = random.pick(QUEUE_TYPES);
  const said = { reason: random.pick(['falta personal', ' ']), text: random.pick(['Vuelva a las 12', '']) };
  if (random.chance(0.5)) {
    const open = !scene.queue(chosen).enabled || random.chance(0.5);
    scene.run((branch) => openQueue(branch, chosen, open, said));
    countUp(report.happened, open ? 'queue reopened' : 'queue closed');
  } else {
    const status = random.chance(0.8) ? 'OPEN' : random.pick(['PAUSED', 'CLOSED'] as const);
    scene.run((branch) => {
      setBranchStatus(branch, status, said);
    });
    countUp(report.happened, `branch ${status}`);
  }
}

/** Anybody that was called, or has ended. */
function callBackOne({ random, scene, report }: DayInHand): void {
  const called = [...scene.tickets.values()].filter(({ status }) => status !== 'EN_ESPERA' && status !== 'PROXIMO');
  // Mostly one of the last, who can still be called back.
  const latest = called.sort((a, b) => b.updatedAt - a.updatedAt).slice(0, 6);
  if (latest.length === 0) return;
  const { id, status, codigoReferencia } = random.pick(random.chance(0.9) ? latest : called);
  scene.run((branch) => callBack(branch, codigoReferencia, 'ha vuelto'), id);
  countUp(report.happened, `${status} called back`);
}

/** Mostly of a desk with somebody at it. */
function releaseOne(day: DayInHand): void {
  const { random, scene, report } = day;
  const advisorId = someone(day);
  const onDesk = scene.state.tickets.find((ticket) => ticket.status === 'ATENDIENDO' && ticket.advisorId === advisorId);
  const ticket = random.pick(DESK_RELEASES);
  const target = ticket === 'TRANSFERIDO' ? targetOf(day) : {};
  const input = { ...target, ticket, numero: onDesk?.numero ?? 'C00', reason: 'su equipo no responde' };
  scene.run((branch) => releaseDesk(branch, advisorId, input));
  countUp(report.happened, `desk released: ${ticket}`);
}
