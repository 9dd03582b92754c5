import { compareAdvisors, isHeld, type AssignableTicket, type ReadyAdvisor } from '../dispatch/assign.js';
import { compareInQueue, type DispatchRules } from '../dispatch/order.js';

/** A desk that is on duty, or will be, as the replay sees it. */
export type ReplayDesk = ReadyAdvisor;

/** From a moment on the desks serve other queues than before, or are not there. */
export interface Shift {
  /** ms from now, later than the shift before. */
  at: number;
  /** By desk; null: it is given nothing, and what is reserved for it goes back to its queue (R7). */
  queueTypes: readonly (readonly string[] | null)[];
}

/** `comesAt`: when somebody who has not come yet will, ms since the epoch; absent: they wait already. */
export type ReplayTicket = AssignableTicket & { comesAt?: number };

export interface ReplayInput<T extends ReplayTicket> {
  /** ms since the epoch. */
  now: number;
  waiting: readonly T[];
  /** Each with what it serves until the first shift. */
  desks: readonly ReplayDesk[];
  rules: DispatchRules;
  /** In order; absent: nothing changes. */
  shifts?: readonly Shift[];
}

/** One way the next hours may go. Indices are those of `queueTypes` and `desks`; times are ms from now. */
export interface Course {
  /** Until each desk can be given a ticket; 0: it is ready, Infinity: it is not there. */
  freeIn: ArrayLike<number>;
  /** How long a desk is taken by a ticket. `key`: the ticket's id; negative for one who has not come yet. */
  taken(queue: number, desk: number, key: number): number;
  /** When the `nth` (from 0) of those who have not come yet will; they come in order. Infinity: no more. */
  comes(queue: number, nth: number): number;
  /** When a waiting ticket's customer goes away; Infinity: never. Their turn then takes no desk. */
  leaves(queue: number, key: number): number;
  /** When a desk freed at `at` can be given a ticket: later than `at` when its advisor goes away first. */
  ready(desk: number, at: number): number;
}

/**
 * Tickets that only differ in who came first: those of one queue. Apart from them stand those that are reserved for one
 * advisor, those that were returned "in ten minutes" and are not called before, and those who have not come yet: each in
 * its own order both of coming and of being called, which is why a preferential one stands apart from the others.
 */
interface Line {
  queue: number;
  priority: number;
  targetMs: number;
  /** ms from now, in order. */
  orderAt: number[];
  /** Until when nobody may be called, ms from now; they come in this order too. */
  heldUntil: number[];
  ids: number[];
  /** Where each stands in `waiting`. */
  index: number[];
  /** By shift, the present first, and desk. */
  servedBy: boolean[][];
  /** Those who have not come yet will stand in it. */
  joined: boolean;
}

/**
 * R8, `replay`: R5 and R7 run forward from now. What stays the same whatever happens is prepared once; `run` follows
 * one course of events.
 *
 * Within a line the order never changes, whatever the policy and the moment (R5): only the heads are compared. That is
 * `assignments`, at a hundredth of its cost.
 */
export class Replay<T extends ReplayTicket> {
  readonly queueTypes: string[];
  private readonly lines: Line[];
  private readonly reachable: number;
  private readonly shifts: readonly Shift[];
  // What changes while a course is followed.
  private readonly next: Int32Array;
  /** Of the first of each line: `orderAt`, and since when it can be called; ms from now. */
  private readonly head: Float64Array;
  private readonly since: Float64Array;
  private readonly freeAt: Float64Array;
  private readonly idle: boolean[];
  /** How many of the ready desks may serve each line: kept as desks come and go, instead of looked for at each moment. */
  private readonly ready: Int32Array;
  /** By shift, the present first: `desk * lines + line`, 1 where it may serve it. */
  private readonly serves: readonly Uint8Array[];
  /** How many shifts have begun, and when the next does. */
  private shift = 0;
  private shiftAt = Infinity;
  private readonly desks: ReplayDesk[];

  constructor(private readonly input: ReplayInput<T>) {
    this.queueTypes = [...input.rules.queues.keys()];
    this.lines = linesOf(input, this.queueTypes);
    this.shifts = input.shifts ?? [];
    const served = this.lines.filter(({ servedBy }) => servedBy.some((desks) => desks.includes(true)));
    this.reachable = served.reduce((sum, line) => sum + line.ids.length, 0);
    this.next = new Int32Array(this.lines.length);
    this.head = new Float64Array(this.lines.length);
    this.since = new Float64Array(this.lines.length);
    this.freeAt = new Float64Array(input.desks.length);
    this.idle = input.desks.map(() => false);
    this.ready = new Int32Array(this.lines.length);
    this.serves = [null, ...this.shifts].map((_, shift) => servesIn(shift, this.lines, input.desks.length));
    this.desks = input.desks.map((desk) => ({ ...desk }));
  }

  /** Writes when each waiting ticket is called, ms from now, to `called` from `offset` on; NaN: nobody may serve it. */
  run(course: Course, called: Float64Array, offset = 0): void {
    const { desks } = this.input;
    called.fill(NaN, offset, offset + this.input.waiting.length);
    for (let desk = 0; desk < desks.length; desk++) {
      this.freeAt[desk] = course.freeIn[desk] as number;
      this.idle[desk] = false;
      (this.desks[desk] as ReplayDesk).lastAssignedAt = (desks[desk] as ReplayDesk).lastAssignedAt;
    }
    this.ready.fill(0);
    this.shift = 0;
    this.shiftAt = this.shifts[0]?.at ?? Infinity;
    this.next.fill(0);
    for (let line = 0; line < this.lines.length; line++) this.setHead(line, course);
    let left = this.reachable;
    for (let at = this.nextMoment(); left > 0 && at < Infinity; at = this.nextMoment()) {
      while (this.shiftAt <= at) this.beginShift();
      for (let desk = 0; desk < desks.length; desk++) {
        if ((this.freeAt[desk] as number) > at) continue;
        this.freeAt[desk] = Infinity;
        this.idle[desk] = true;
        this.count(desk, 1);
      }
      for (let line = this.bestLine(at); line >= 0; line = this.bestLine(at)) {
        left -= this.assign(line, at, course, called, offset);
      }
    }
  }

  /** The first ticket of a line goes to the best ready desk (R7). Answers 1 for a ticket that waits now, else 0. */
  private assign(lineIndex: number, at: number, course: Course, called: Float64Array, offset: number): 0 | 1 {
    const line = this.lines[lineIndex] as Line;
    const desk = this.bestDesk(line);
    const nth = this.next[lineIndex] as number;
    const waits = nth < line.ids.length;
    const key = waits ? (line.ids[nth] as number) : line.ids.length - nth - 1;
    if (waits) called[offset + (line.index[nth] as number)] = at;
    this.next[lineIndex] = nth + 1;
    this.setHead(lineIndex, course);
    if (waits && course.leaves(line.queue, key) < at) return 1;
    this.idle[desk] = false;
    this.count(desk, -1);
    (this.desks[desk] as ReplayDesk).lastAssignedAt = this.input.now + at;
    this.freeAt[desk] = course.ready(desk, at + Math.max(1, course.taken(line.queue, desk, key)));
    return waits ? 1 : 0;
  }

  private beginShift(): void {
    this.shift += 1;
    this.shiftAt = this.shifts[this.shift]?.at ?? Infinity;
    this.ready.fill(0);
    for (let desk = 0; desk < this.idle.length; desk++) if (this.idle[desk]) this.count(desk, 1);
  }

  /** A desk is ready now (1), or was (-1). */
  private count(desk: number, by: 1 | -1): void {
    const { ready } = this;
    const serves = this.serves[this.shift] as Uint8Array;
    const first = desk * ready.length;
    for (let line = 0; line < ready.length; line++) {
      ready[line] = (ready[line] as number) + by * (serves[first + line] as number);
    }
  }

  /** The first of a line: one who waits, or one who will come. */
  private setHead(lineIndex: number, course: Course): void {
    const line = this.lines[lineIndex] as Line;
    const nth = this.next[lineIndex] as number;
    const waits = nth < line.ids.length;
    const comes = waits || !line.joined ? Infinity : course.comes(line.queue, nth - line.ids.length);
    this.head[lineIndex] = waits ? (line.orderAt[nth] as number) : comes;
    this.since[lineIndex] = waits ? (line.heldUntil[nth] as number) : comes;
  }

  /** When something can happen next: a desk is free, or somebody comes for whom one is, or a shift begins. */
  private nextMoment(): number {
    let at = this.shiftAt;
    for (let desk = 0; desk < this.freeAt.length; desk++) {
      if ((this.freeAt[desk] as number) < at) at = this.freeAt[desk] as number;
    }
    for (let line = 0; line < this.lines.length; line++) {
      if ((this.since[line] as number) < at && (this.ready[line] as number) > 0) at = this.since[line] as number;
    }
    return at;
  }

  /** The line whose first is the first in dispatch order (R5) of those that a ready desk may serve; -1: none. */
  private bestLine(at: number): number {
    let best = -1;
    for (let line = 0; line < this.lines.length; line++) {
      if ((this.ready[line] as number) === 0 || (this.since[line] as number) > at) continue;
      if (best < 0 || this.goesBefore(line, best, at)) best = line;
    }
    return best;
  }

  /** `compareTickets` of the heads of two lines. */
  private goesBefore(a: number, b: number, at: number): boolean {
    const { policy, guardRatio } = this.input.rules;
    const [lineA, lineB] = [this.lines[a] as Line, this.lines[b] as Line];
    const inQueue = (this.head[a] as number) - (this.head[b] as number) || this.idOf(a) - this.idOf(b);
    if (policy === 'fifo') return inQueue < 0;
    if (policy === 'guard') {
      const ratioA = (at - (this.head[a] as number)) / lineA.targetMs;
      const ratioB = (at - (this.head[b] as number)) / lineB.targetMs;
      const lateA = ratioA >= guardRatio;
      if (lateA !== ratioB >= guardRatio) return lateA;
      if (lateA) return ratioA !== ratioB ? ratioA > ratioB : inQueue < 0;
    }
    return lineA.priority !== lineB.priority ? lineA.priority > lineB.priority : inQueue < 0;
  }

  private idOf(lineIndex: number): number {
    return (this.lines[lineIndex] as Line).ids[this.next[lineIndex] as number] ?? Infinity;
  }

  private bestDesk(line: Line): number {
    const servedBy = line.servedBy[this.shift] as boolean[];
    let best = -1;
    for (let desk = 0; desk < this.idle.length; desk++) {
      if (!this.idle[desk] || !servedBy[desk]) continue;
      if (best < 0 || this.compareDesks(desk, best) < 0) best = desk;
    }
    return best;
  }

  private compareDesks(a: number, b: number): number {
    const [deskA, deskB] = [this.desks[a] as ReplayDesk, this.desks[b] as ReplayDesk];
    return compareAdvisors(deskA, deskB);
  }
}

/** `servedBy` of each line, as the desks' turns need it. */
function servesIn(shift: number, lines: readonly Line[], desks: number): Uint8Array {
  const serves = new Uint8Array(desks * lines.length);
  for (const [index, { servedBy }] of lines.entries()) {
    for (let desk = 0; desk < desks; desk++) serves[desk * lines.length + index] = servedBy[shift]?.[desk] ? 1 : 0;
  }
  return serves;
}

function linesOf<T extends ReplayTicket>(input: ReplayInput<T>, queueTypes: readonly string[]): Line[] {
  const { now, rules, waiting, desks } = input;
  const shifts = [desks.map((desk) => desk.queueTypes), ...(input.shifts ?? []).map((shift) => shift.queueTypes)];
  const lines = new Map<string, Line>();
  const lineOf = (queueType: string, reservedFor: number | null, apart: string): Line => {
    const key = `${queueType} ${reservedFor ?? ''} ${apart}`;
    const known = lines.get(key);
    if (known) return known;
    const { priority, targetWaitMinutes } = rules.queues.get(queueType) ?? { priority: 0, targetWaitMinutes: Infinity };
    const line: Line = {
      queue: queueTypes.indexOf(queueType),
      priority,
      targetMs: targetWaitMinutes * 60_000,
      orderAt: [],
      heldUntil: [],
      ids: [],
      index: [],
      servedBy: servedBy(queueType, reservedFor, desks, shifts),
      joined: reservedFor === null && apart === '',
    };
    lines.set(key, line);
    return line;
  };
  for (const queueType of queueTypes) lineOf(queueType, null, '');
  const order = waiting.map((_, index) => index);
  order.sort((a, b) => compareInQueue(waiting[a] as T, waiting[b] as T));
  for (const index of order) {
    const ticket = waiting[index] as T;
    const from = comesAfter(ticket, now);
    // Those who come are in order of coming among those with the same credit (R5).
    const apart = from === null ? '' : ticket.comesAt === from ? `comes ${from - ticket.orderAt}` : 'held';
    const line = lineOf(ticket.queueType, ticket.reservedAdvisorId, apart);
    line.orderAt.push(ticket.orderAt - now);
    line.heldUntil.push(from === null ? -Infinity : from - now);
    line.ids.push(ticket.id);
    line.index.push(index);
  }
  return [...lines.values()];
}

/** Before when nobody may be called; null: that is no matter any more. */
function comesAfter(ticket: ReplayTicket, now: number): number | null {
  if (ticket.comesAt !== undefined && ticket.comesAt > now) return ticket.comesAt;
  return isHeld(ticket, now) ? ticket.orderAt : null;
}

/** R7, by shift and desk. What is reserved for somebody who is not there has gone back to its queue, for good. */
function servedBy(
  queueType: string,
  reservedFor: number | null,
  desks: readonly ReplayDesk[],
  shifts: readonly Shift['queueTypes'][],
): boolean[][] {
  const own = desks.findIndex((desk) => desk.id === reservedFor);
  let reserved = reservedFor !== null;
  return shifts.map((queueTypes) => {
    if (own >= 0 && !queueTypes[own]) reserved = false;
    if (reserved) return desks.map((_, desk) => desk === own);
    return queueTypes.map((served) => served?.includes(queueType) ?? false);
  });
}
