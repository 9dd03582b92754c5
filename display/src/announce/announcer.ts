import type { CalledTicket } from '@ticketero/contract';

/** A call shares the hero place with nobody for at least this long, so that a burst can be read one by one. */
export const HERO_MIN_MS = 4_000;
/** How long a call stays conspicuous when no other one waits behind it. */
export const ANNOUNCE_MS = 8_000;
/** Between the end of one announcement's voice and the chime of the next. */
const BREATH_MS = 500;
/** A voice that does not say that it has finished holds nobody up for longer: twice what the longest sentence takes. */
export const SOUND_MAX_MS = 25_000;
/** A screen that has just started announces only what was called a moment ago: the rest is history to it. */
export const FRESH_MS = 10_000;
/** Far more than a board holds (20): a ticket that comes back by an undo is not announced twice. */
const REMEMBERED = 400;

export interface Announcement {
  key: string;
  /** 0 for the first call of the number, else which recall it is. */
  recallCount: number;
  /** The caller's monotonic clock. */
  since: number;
  /** When its chime and voice ended, on the same clock; null while they may still sound. */
  heardAt: number | null;
}

export interface AnnouncerState {
  started: boolean;
  current: Announcement | null;
  /** Keys, oldest call first. */
  pending: readonly string[];
  announced: readonly string[];
  called: readonly CalledTicket[];
  /** `serverNow` less the monotonic clock, by the last board: lets a tick know how old a call is. */
  serverOffset: number;
}

export type AnnouncerEvent =
  /** `now` is monotonic and spaces the announcements; `serverNow` (epoch) only tells how old a call is. */
  | { type: 'board'; called: readonly CalledTicket[]; serverNow: number; now: number }
  | { type: 'heard'; key: string; now: number }
  | { type: 'tick'; now: number };

export const SILENT: AnnouncerState = {
  started: false,
  current: null,
  pending: [],
  announced: [],
  called: [],
  serverOffset: 0,
};

/** A recall changes `lastCalledAt`, and a number called anew after a return does too: each is announced once. */
export function callKey(call: CalledTicket): string {
  return `${call.numero}@${call.lastCalledAt}`;
}

export function announce(state: AnnouncerState, event: AnnouncerEvent): AnnouncerState {
  switch (event.type) {
    case 'board':
      return advance(takeIn(state, event.called, event.serverNow, event.now), event.now);
    case 'heard':
      return advance(heard(state, event.key, event.now), event.now);
    case 'tick':
      return advance(state, event.now);
  }
}

function heard(state: AnnouncerState, key: string, now: number): AnnouncerState {
  const { current } = state;
  if (current?.key !== key || current.heardAt !== null) return state;
  return { ...state, current: { ...current, heardAt: now } };
}

/** When `tick` has something to do, on the monotonic clock; null when only a new board can change anything. */
export function dueAt(state: AnnouncerState): number | null {
  const { current, pending } = state;
  if (!current) return null;
  const read = current.since + (pending.length > 0 ? HERO_MIN_MS : ANNOUNCE_MS);
  // Nothing speaks over it: the next one waits for the end of the voice, and the colours stay while it speaks.
  return Math.max(read, current.heardAt === null ? current.since + SOUND_MAX_MS : current.heardAt + BREATH_MS);
}

/** What stands in the hero place: the announced call, else the newest one, served or not; null on an empty board. */
export function heroOf(state: AnnouncerState): CalledTicket | null {
  const { called, current } = state;
  const announced = current && called.find((call) => callKey(call) === current.key);
  if (announced) return announced;
  return called.reduce<CalledTicket | null>(
    (newest, call) => (newest && lastCalled(newest) >= lastCalled(call) ? newest : call),
    null,
  );
}

function lastCalled(call: CalledTicket): number {
  return Date.parse(call.lastCalledAt);
}

function takeIn(
  state: AnnouncerState,
  called: readonly CalledTicket[],
  serverNow: number,
  now: number,
): AnnouncerState {
  const keys = new Set(called.map(callKey));
  const known = new Set(state.announced);
  const fresh: string[] = [];
  const passedOver: string[] = [];
  for (const call of [...called].sort((a, b) => lastCalled(a) - lastCalled(b))) {
    const key = callKey(call);
    if (known.has(key) || state.pending.includes(key)) continue;
    const old = serverNow - lastCalled(call) > FRESH_MS;
    // A screen that has just begun tells only what is going on now: not a call that is over, however fresh.
    const tooLate = state.started ? old && !call.serving : old || !call.serving;
    (tooLate ? passedOver : fresh).push(key);
  }
  return {
    started: true,
    called,
    serverOffset: serverNow - now,
    // An undone or returned call is no longer on the board, and a recall replaces the call that it repeats.
    current: state.current && keys.has(state.current.key) ? state.current : null,
    pending: [...state.pending.filter((key) => keys.has(key)), ...fresh],
    announced: [...state.announced, ...passedOver].slice(-REMEMBERED),
  };
}

function advance(state: AnnouncerState, now: number): AnnouncerState {
  const due = dueAt(state);
  if (due !== null && now < due) return state;
  const [key, ...pending] = state.pending;
  if (key === undefined) return state.current ? { ...state, current: null } : state;
  const announced = [...state.announced, key].slice(-REMEMBERED);
  const call = state.called.find((one) => callKey(one) === key);
  // Waited its turn for so long that the customer has already left the desk: nobody needs to hear it any more.
  const over = !call || (!call.serving && now + state.serverOffset - lastCalled(call) > FRESH_MS);
  if (over) return advance({ ...state, pending, announced }, now);
  return { ...state, pending, announced, current: { key, recallCount: call.recallCount, since: now, heardAt: null } };
}
