import { createHash } from 'node:crypto';

/** One event of the log as it was hashed: every column as the text that PostgreSQL gives for it. */
export interface ChainedEvent {
  id: string;
  branch_id: string | null;
  entity_type: string;
  entity_id: string;
  entity_identifier: string | null;
  event_type: string;
  actor: string;
  old_state: string | null;
  new_state: string | null;
  additional_data: string | null;
  ip_address: string | null;
  user_agent: string | null;
  /** Microseconds since the epoch. */
  created_at: string;
  prev_hash: Buffer | null;
  hash: Buffer;
  /** False: the search would find it under another advisor than the event names. No part of what is hashed. */
  found_right: boolean;
}

const FIELDS = [
  'id',
  'branch_id',
  'entity_type',
  'entity_id',
  'entity_identifier',
  'event_type',
  'actor',
  'old_state',
  'new_state',
  'additional_data',
  'ip_address',
  'user_agent',
  'created_at',
] as const satisfies Exclude<keyof ChainedEvent, 'found_right'>[];

/** Each field with its length in bytes, so that no text can pass for two. The migration has the same in SQL. */
export function eventText(event: ChainedEvent): string {
  return FIELDS.map((name) => {
    const value = event[name];
    return value === null ? '-;' : `${Buffer.byteLength(value)}:${value};`;
  }).join('');
}

/** R10: SHA-256 of the hash before it and the event. */
export function eventHash(previous: Buffer | null, event: ChainedEvent): Buffer {
  return createHash('sha256')
    .update(previous ?? '')
    .update(eventText(event))
    .digest();
}

/** Where a chain should end. */
export interface ChainHead {
  head: Buffer | null;
  length: number;
  lastId: number;
}

/** A run of events that are in the archive (R12): they follow one another, so that its two ends stand for all of them. */
export interface Seam {
  firstId: number;
  lastId: number;
  events: number;
  prev: Buffer | null;
  head: Buffer;
}

export interface ChainReport {
  events: number;
  valid: boolean;
  /** The first event that does not fit: changed, put in, or the one after what was taken out. */
  firstInvalidId: number | null;
  /**
   * Whether it is that event which does not fit; or the end: all that there is fits, but it is not what there should be; or
   * the counts of the search, which are beside the chain.
   */
  fault: 'event' | 'end' | 'counts' | null;
  /** Hash of the last event, hexadecimal. */
  lastHash: string | null;
}

/**
 * Walks a chain in the order of its ids and stops at the first event that does not fit. Holds one page at a time.
 * `pages`: all of its events, oldest first. `seams`: where it goes through the archive, in that order.
 */
export async function walkChain(
  pages: AsyncIterable<ChainedEvent[]>,
  expected: ChainHead,
  onProgress: (events: number) => void = () => {},
  seams: Seam[] = [],
): Promise<ChainReport> {
  let previous: Buffer | null = null;
  let events = 0;
  const coming = [...seams];
  /** Goes on behind what is archived before `id`; the first run that does not fit is the answer. */
  const crossSeams = (id: number): Seam | null => {
    for (let seam = coming[0]; seam && seam.lastId < id; seam = coming[0]) {
      if (!sameHash(seam.prev, previous)) return seam;
      previous = seam.head;
      events += seam.events;
      coming.shift();
    }
    return null;
  };
  const report = (fault: ChainReport['fault'], firstInvalidId: number | null): ChainReport => ({
    events,
    valid: fault === null,
    firstInvalidId,
    fault,
    lastHash: previous && previous.toString('hex'),
  });
  for await (const page of pages) {
    for (const event of page) {
      const torn = crossSeams(Number(event.id));
      if (torn) return report('event', torn.firstId);
      const fits =
        sameHash(event.prev_hash, previous) && sameHash(event.hash, eventHash(previous, event)) && event.found_right;
      if (!fits) return report('event', Number(event.id));
      previous = event.hash;
      events += 1;
    }
    onProgress(events);
  }
  const torn = crossSeams(expected.lastId + 1);
  if (torn) return report('event', torn.firstId);
  // What was taken from the end leaves a chain that fits: the head knows better.
  const complete = events === expected.length && sameHash(previous, expected.head);
  return complete ? report(null, null) : report('end', expected.lastId);
}

const sameHash = (a: Buffer | null, b: Buffer | null): boolean => (a && b ? a.equals(b) : a === b);
