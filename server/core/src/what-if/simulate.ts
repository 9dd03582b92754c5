import { Courses } from '../estimate/courses.js';
import type { ForecastInput } from '../estimate/forecast.js';
import { Replay, type Course, type ReplayTicket } from '../estimate/replay.js';
import { shiftsOf, withAdded, type WhatIfChange } from './changes.js';
import { comingTickets, type ArrivalsInput } from './expected-arrivals.js';

/** The branch at one moment, and who is expected. Plain data: it can be handed to another thread. */
export interface WhatIfInput extends ArrivalsInput {
  branch: ForecastInput;
  /** Who still waits then is sent home (R4, close day). ms since the epoch. */
  endsAt: number;
}

/** What became of one queue in one course. */
export interface QueueCourse {
  /** Those who wait now, and those who came until closing. */
  tickets: number;
  /** Of these, how many waited longer than the target. */
  late: number;
  /** How many were called before closing time. */
  servedByClosing: number;
  /** ms, in order. */
  waits: Float64Array;
}

/** Course → what became of each queue, in the order of `branch.rules.queues`. */
export type Outcomes = QueueCourse[][];

/**
 * The rest of the day, once for each list of changes, along the same courses: the same people come, each service and
 * each break lasts as long as in the others, so that what differs is the changes' doing and no chance. It is the replay
 * of R5 and R7 (R8), with those who come.
 */
export function simulate(input: WhatIfInput, alternatives: readonly (readonly WhatIfChange[])[]): Outcomes[] {
  const worlds = alternatives.map((changes) => worldOf(input, changes));
  for (let course = 0; course < input.courses; course++) {
    const tickets: ReplayTicket[] = [...input.branch.waiting, ...comingTickets(input, course)];
    for (const world of worlds) world.outcomes.push(followed(input, world, tickets, course));
  }
  return worlds.map(({ outcomes }) => outcomes);
}

interface World {
  branch: ForecastInput;
  changes: readonly WhatIfChange[];
  courses: Courses;
  queueTypes: string[];
  outcomes: Outcomes;
}

function worldOf(input: WhatIfInput, changes: readonly WhatIfChange[]): World {
  const branch = withAdded(input.branch, changes);
  const queueTypes = [...branch.rules.queues.keys()];
  const courses = new Courses(branch, queueTypes, input.courses, input.seed);
  return { branch, changes, courses, queueTypes, outcomes: [] };
}

function followed(input: WhatIfInput, world: World, tickets: readonly ReplayTicket[], index: number): QueueCourse[] {
  const { branch, courses, queueTypes } = world;
  const { now } = branch;
  const { desks } = courses;
  const shifts = shiftsOf(desks, world.changes, now);
  const course = withArrivals(courses.begin(index), tickets, now);
  const called = new Float64Array(tickets.length);
  new Replay({ now, waiting: tickets, desks, rules: branch.rules, shifts }).run(course, called);
  const waits = queueTypes.map((): number[] => []);
  const served = queueTypes.map(() => 0);
  for (const [ticket, { queueType, createdAt, id }] of tickets.entries()) {
    const queue = queueTypes.indexOf(queueType);
    if (queue < 0) continue;
    const at = now + (called[ticket] as number); // NaN: never
    const leaves = now + course.leaves(queue, id);
    const until = Math.min(Number.isNaN(at) ? Infinity : at, leaves, input.endsAt);
    waits[queue]?.push(until - createdAt);
    if (at <= leaves && at < input.closesAt) served[queue] = (served[queue] ?? 0) + 1;
  }
  return queueTypes.map((queueType, queue) => {
    const target = (branch.rules.queues.get(queueType)?.targetWaitMinutes ?? Infinity) * 60_000;
    const sorted = Float64Array.from(waits[queue] ?? []).sort();
    const late = sorted.reduce((sum, wait) => sum + (wait > target ? 1 : 0), 0);
    return { tickets: sorted.length, late, servedByClosing: served[queue] ?? 0, waits: sorted };
  });
}

/** The course, with those who come as they are given; nobody else comes, and nobody loses patience before they came. */
function withArrivals(course: Courses, tickets: readonly ReplayTicket[], now: number): Course {
  const comesIn = new Map<number, number>();
  for (const { id, comesAt } of tickets) if (comesAt !== undefined) comesIn.set(id, comesAt - now);
  return {
    freeIn: course.freeIn,
    taken: (queue, desk, key) => course.taken(queue, desk, key),
    comes: () => Infinity,
    leaves: (queue, key) => course.leaves(queue, key) + (comesIn.get(key) ?? 0),
    ready: (desk, at) => course.ready(desk, at),
  };
}
