import type { Branch, BranchState } from '../branch/branch.js';
import { complete, noShow } from '../commands/desk.js';
import { setStatus } from '../commands/set-status.js';
import type { Ticket } from '../ticket/ticket.js';
import { MINUTE } from './builders.js';
import type { Arrival, Break, ReferenceDay } from './reference-day.js';
import { Scene } from './scene.js';

/** Somebody who does not come is waited for this long. */
const NO_SHOW_MS = MINUTE;

export interface DayObserver {
  /** A number has been given; `state` is the branch with it. */
  issued?(ticket: Ticket, state: BranchState, now: number): void;
  called?(ticket: Ticket, now: number): void;
  /** A desk is free again after `takenMs`. */
  ended?(ticket: Ticket, takenMs: number, now: number): void;
  /** Something has happened, and what followed from it. */
  passed?(scene: Scene): void;
  /** A command has run. */
  ran?(before: BranchState, after: BranchState, now: number): void;
}

type Event = { at: number; order: number; happen: () => void };

class ObservedScene extends Scene {
  constructor(
    private readonly observer: DayObserver,
    state: BranchState,
    now: number,
  ) {
    super(state, now);
  }

  override run<T>(command: (branch: Branch) => T): T {
    const before = this.state;
    const result = super.run(command);
    this.observer.ran?.(before, this.state, this.now);
    return result;
  }
}

/** Runs a whole day in virtual time through the commands of the core, until everybody is served. */
export function virtualDay(day: ReferenceDay, observer: DayObserver = {}): Scene {
  const scene = new ObservedScene(observer, day.branch, (day.arrivals[0]?.at ?? 0) - MINUTE);
  const arrivals = new Map<number, Arrival>();
  const agenda: Event[] = [];
  let order = 0;
  const plan = (at: number, happen: () => void): void => {
    agenda.push({ at, order: order++, happen });
    agenda.sort((a, b) => b.at - a.at || b.order - a.order); // the next one is the last
  };

  /** Who was called by the last command: their service ends when it ends. */
  const follow = (): void => {
    for (const ticket of scene.changes.tickets) callIfNew(ticket);
    const added = scene.changes.newTicket;
    if (added) callIfNew(added);
  };
  const callIfNew = (ticket: Ticket): void => {
    if (ticket.status !== 'ATENDIENDO' || ticket.assignedAt !== scene.now || ticket.advisorId === null) return;
    observer.called?.(ticket, scene.now);
    const arrival = arrivals.get(ticket.id);
    const speed = day.speeds.get(ticket.advisorId) ?? 1;
    const taken = Math.round(arrival?.showsUp ? arrival.serviceMs * speed : NO_SHOW_MS);
    const advisorId = ticket.advisorId;
    plan(scene.now + taken, () => {
      scene.run((branch) => (arrival?.showsUp ? complete(branch, advisorId) : noShow(branch, advisorId)));
      observer.ended?.(scene.ticket(ticket.id), taken, scene.now);
      follow();
      gone(advisorId);
    });
  };

  /** Advisor → how long they will be away, once the ticket in hand is done. */
  const leaving = new Map<number, number>();
  const gone = (advisorId: number): void => {
    const lastsMs = leaving.get(advisorId);
    if (lastsMs === undefined || scene.advisor(advisorId).status !== 'OFFLINE') return;
    leaving.delete(advisorId);
    plan(scene.now + lastsMs, () => {
      scene.run((branch) => setStatus(branch, advisorId, { status: 'AVAILABLE' }));
      follow();
    });
  };
  const leave = ({ advisorId, lastsMs }: Break): void => {
    const advisor = scene.advisor(advisorId);
    if (advisor.status === 'OFFLINE' || advisor.offlineAfterCurrent) {
      plan(scene.now + lastsMs, () => leave({ advisorId, lastsMs, at: scene.now }));
      return;
    }
    const off = { status: 'OFFLINE', reason: 'pausa', afterCurrent: advisor.assignedTicketsCount > 0 } as const;
    scene.run((branch) => setStatus(branch, advisorId, off));
    leaving.set(advisorId, lastsMs);
    gone(advisorId);
  };

  for (const pause of day.breaks) plan(pause.at, () => leave(pause));
  for (const { at, act } of day.also ?? []) {
    plan(at, () => {
      act(scene);
      follow();
    });
  }
  for (const { id } of day.branch.advisors) {
    if (day.absent?.includes(id)) continue;
    plan(scene.now, () => scene.run((branch) => setStatus(branch, id, { status: 'AVAILABLE' })));
  }
  for (const arrival of day.arrivals) {
    plan(arrival.at, () => {
      // Known before it is issued: it may be called at once.
      arrivals.set(scene.tickets.size + 1, arrival);
      const id = scene.issue(arrival.queueType);
      observer.issued?.(scene.ticket(id), scene.state, scene.now);
      follow();
    });
  }
  for (let next = agenda.pop(); next; next = agenda.pop()) {
    scene.now = Math.max(scene.now, next.at);
    next.happen();
    observer.passed?.(scene);
  }
  return scene;
}
