import { Comings } from './comings.js';
import { awaySpread, closingMs, comingBreaks } from './duty.js';
import { drawn, evenShares, hash } from './even-draw.js';
import type { ForecastAdvisor, ForecastInput, ServedTicket } from './forecast.js';
import { expectedPace, leavesPerMs, type NoShowLearned } from './learned.js';
import type { Course, ReplayDesk } from './replay.js';
import { expectedSpread, lastsLonger, lengthAt, type Spread } from './service-time.js';

/**
 * From here on no ticket has an id: who would take a number now, and comes after all that came. Their turn takes no desk,
 * so that one may be asked for in each queue and nobody else waits longer for it.
 */
export const NEXT_ID_MIN = Number.MAX_SAFE_INTEGER - 1000;

/** What a key is drawn for: the same ticket has another draw for each. */
const SERVICE = 1;
const LEFT = 2;
const PATIENCE = 3;
const ON_DUTY = 1000;
const AWAY = 2000;

/**
 * The courses that the next hours may take (R8): each service, break and arrival has a length in each of them, drawn
 * evenly from what was learned. No clock and no chance: the same branch has the same courses. It is the course that
 * was begun last.
 */
export class Courses implements Course {
  /** Those who are on duty, or away and expected back. */
  readonly desks: ReplayDesk[];
  readonly freeIn: Float64Array;
  private readonly present: Presence[];
  private readonly paces: number[];
  private readonly occupancies: Occupancy[];
  private readonly shares: number[];
  /** Evenly drawn: how long a desk is taken, by queue; an exponential of mean 1; how long a break lasts. */
  private readonly takenMs: Float64Array[];
  private readonly gaps: Float64Array;
  private readonly awayMs: Float64Array | null;
  private readonly breaksPerMs: number;
  private readonly closingMs: number;
  private readonly leavesPerMs: number[];
  private readonly comings: Comings[];
  // Of the course at hand.
  private index = 0;
  private readonly breakAt: Float64Array;
  private readonly breaks: Int32Array;

  /** `count`: how many courses there are, a power of two. `seed`: another one has other courses. */
  constructor(
    private readonly input: ForecastInput,
    private readonly queueTypes: readonly string[],
    private readonly count: number,
    private readonly seed = 0,
  ) {
    const { learned, sinceMidnightMs } = input;
    const shares = evenShares(count);
    const pause = comingBreaks(learned.branch);
    this.shares = shares;
    this.gaps = Float64Array.from(shares, (share) => -Math.log(1 - share));
    this.present = input.advisors.flatMap((advisor) => presenceOf(input, advisor));
    this.paces = this.present.map(({ advisor }) => expectedPace(learned.advisors.get(advisor.id) ?? null));
    this.occupancies = queueTypes.map((queueType) => occupancyOf(input, queueType));
    this.takenMs = this.occupancies.map((one) => Float64Array.from(shares, (share) => takenAt(one, share)));
    this.awayMs = pause && Float64Array.from(shares, (share) => lengthAt(pause.spread, share));
    this.breaksPerMs = pause?.perMs ?? 0;
    this.closingMs = input.assignmentMode === 'onCall' ? closingMs(learned.branch) : 0;
    const ofQueues = queueTypes.map((queueType) => learned.queues.get(queueType) ?? null);
    this.leavesPerMs = ofQueues.map((queue) => leavesPerMs(queue?.patience ?? null));
    this.comings = ofQueues.map(
      (queue, index) => new Comings(queue?.arrivals ?? null, sinceMidnightMs, this.gaps, index),
    );
    this.desks = this.present.map((one) => deskOf(input, one));
    this.freeIn = new Float64Array(this.present.length);
    this.breakAt = new Float64Array(this.present.length);
    this.breaks = new Int32Array(this.present.length);
  }

  /** Goes over to another course, 0 ≤ index < count. */
  begin(index: number): this {
    this.index = index;
    for (const coming of this.comings) coming.begin(index);
    for (const [desk, one] of this.present.entries()) {
      const freeIn = this.leftMs(one, desk);
      if (this.awayMs) {
        this.breaks[desk] = 0;
        this.breakAt[desk] = (one.away ? freeIn : 0) + this.untilBreak(desk);
      }
      this.freeIn[desk] = freeIn > 0 ? this.ready(desk, freeIn) : 0;
    }
    return this;
  }

  taken(queue: number, desk: number, key: number): number {
    const ms = (this.takenMs[queue] as Float64Array)[this.draw(key, SERVICE)] as number;
    return ms * (this.paces[desk] as number) + this.closingMs;
  }

  comes(queue: number, nth: number): number {
    return (this.comings[queue] as Comings).at(nth);
  }

  leaves(queue: number, key: number): number {
    if (key >= NEXT_ID_MIN) return -1;
    const perMs = this.leavesPerMs[queue] as number;
    return perMs > 0 ? (this.gaps[this.draw(key, PATIENCE)] as number) / perMs : Infinity;
  }

  ready(desk: number, at: number): number {
    if (!this.awayMs || (this.breakAt[desk] as number) > at) return at;
    const back = at + (this.awayMs[this.draw(desk, AWAY + (this.breaks[desk] as number))] as number);
    this.breakAt[desk] = back + this.untilBreak(desk);
    return back;
  }

  /** Time on duty until the next break that nobody has announced. */
  private untilBreak(desk: number): number {
    const nth = (this.breaks[desk] as number) + 1;
    this.breaks[desk] = nth;
    return (this.gaps[this.draw(desk, ON_DUTY + nth)] as number) / this.breaksPerMs;
  }

  /** Until the ticket in hand is done and the advisor is back from where they are, or go after it. */
  private leftMs({ advisor, ticket, away }: Presence, desk: number): number {
    const share = this.shares[this.draw(advisor.id, LEFT)] as number;
    const ms = ticket ? this.serviceLeftMs(ticket, desk, share) : advisor.status === 'BUSY' ? this.unexplainedMs() : 0;
    if (!away) return ms;
    const gone = advisor.status === 'OFFLINE' ? Math.max(0, this.input.now - advisor.statusSince) : 0;
    return ms + lengthAt(away, share, gone) - gone;
  }

  private serviceLeftMs(ticket: ServedTicket, desk: number, share: number): number {
    const occupancy = this.occupancies[this.queueTypes.indexOf(ticket.queueType)];
    if (!occupancy) return this.closingMs;
    const elapsed = Math.max(0, this.input.now - (ticket.assignedAt ?? this.input.now));
    const came = ticket.startedAt !== null;
    return leftAt(occupancy, this.paces[desk] as number, elapsed, came, share) + this.closingMs;
  }

  /** BUSY without a ticket: the last one is being closed, or "no calls just now". */
  private unexplainedMs(): number {
    return closingMs(this.input.learned.branch);
  }

  private draw(key: number, purpose: number): number {
    const mixed = hash(key, purpose);
    return drawn(this.seed === 0 ? mixed : hash(mixed, this.seed), this.index, this.count);
  }
}

function deskOf(input: ForecastInput, { advisor, ticket }: Presence): ReplayDesk {
  const inHand = ticket ? (input.queues.get(ticket.queueType)?.averageTimeMinutes ?? 0) : 0;
  const { id, queueTypes, lastAssignedAt } = advisor;
  return { id, queueTypes, lastAssignedAt, workloadMinutes: advisor.workloadMinutes - inHand };
}

interface Presence {
  advisor: ForecastAdvisor;
  ticket: ServedTicket | null;
  /** The break they are on, or will begin with the ticket in hand. */
  away: Spread | null;
}

/** One entry for an advisor who is on duty or expected back; none for who is not. */
function presenceOf(input: ForecastInput, advisor: ForecastAdvisor): Presence[] {
  const ticket = input.serving.find(({ advisorId }) => advisorId === advisor.id) ?? null;
  if (advisor.status !== 'OFFLINE' && !advisor.offlineAfterCurrent) return [{ advisor, ticket, away: null }];
  const away = awaySpread(input.learned.branch, advisor.statusReason);
  return away ? [{ advisor, ticket, away }] : [];
}

/** How long a desk is taken by a ticket of a queue: by a service, or by waiting for somebody who does not come. */
interface Occupancy {
  service: Spread;
  noShow: Pick<NoShowLearned, 'share' | 'meanMs'>;
}

function occupancyOf(input: ForecastInput, queueType: string): Occupancy {
  const configuredMs = (input.queues.get(queueType)?.averageTimeMinutes ?? 0) * 60_000;
  const learned = input.learned.queues.get(queueType);
  return {
    service: expectedSpread(configuredMs, learned?.service ?? null),
    noShow: learned?.noShow ?? { share: 0, meanMs: 0 },
  };
}

function takenAt({ service, noShow }: Occupancy, share: number): number {
  if (share < noShow.share) return noShow.meanMs;
  return lengthAt(service, (share - noShow.share) / (1 - noShow.share));
}

function leftAt({ service, noShow }: Occupancy, pace: number, elapsed: number, came: boolean, share: number): number {
  const paced = { ...service, meanMs: service.meanMs * pace };
  const missing = came || elapsed >= noShow.meanMs ? 0 : noShow.share;
  const stays = (1 - missing) * lastsLonger(paced, elapsed);
  const absent = missing / (missing + stays || 1);
  if (share < absent) return Math.max(0, noShow.meanMs - elapsed);
  return lengthAt(paced, (share - absent) / (1 - absent), elapsed) - elapsed;
}
