import type { PublicTicket } from '@ticketero/contract';

/** All that the page knows, and how well. Times are milliseconds of this machine's clock, which counts on in sleep. */
export interface Knowledge {
  ticket: PublicTicket | null;
  /** When the server last vouched for it. */
  heardAt: number;
  /** When the socket last brought a state: an answer to an older question is older than that. */
  toldAt: number;
  /** When something gave reason to doubt: the network went, the phone slept. Nothing is live until heard after it. */
  doubtedAt: number;
  /** How the last question over HTTP ended. */
  asked: 'never' | 'answered' | 'failed';
  /** When a question brought the newest word; 0: the socket did, be it in the same millisecond. */
  answeredAt: number;
  /** There is no such ticket. */
  missing: boolean;
  /** The server asked us to wait so long, since it gets too many questions from here; null: it did not. */
  busySeconds: number | null;
}

export const NOTHING: Knowledge = {
  ticket: null,
  heardAt: 0,
  toldAt: 0,
  doubtedAt: 0,
  asked: 'never',
  answeredAt: 0,
  missing: false,
  busySeconds: null,
};

export type Word =
  /** The socket brought a state. */
  | { type: 'told'; ticket: PublicTicket; at: number }
  /** The socket said that the state we have is the newest. */
  | { type: 'vouched'; at: number }
  | { type: 'answered'; ticket: PublicTicket; askedAt: number; at: number }
  | { type: 'missing' }
  | { type: 'busy'; seconds: number }
  | { type: 'failed' }
  | { type: 'doubted'; at: number };

export function learn(known: Knowledge, word: Word): Knowledge {
  switch (word.type) {
    case 'told':
      return { ...known, ticket: word.ticket, heardAt: word.at, toldAt: word.at, answeredAt: 0, missing: false };
    case 'vouched':
      return known.ticket ? { ...known, heardAt: word.at, answeredAt: 0 } : known;
    case 'answered': {
      const { ticket, at } = word;
      const answered = { ...known, asked: 'answered', missing: false, busySeconds: null } as const;
      const overtaken = known.toldAt > word.askedAt;
      return overtaken ? answered : { ...answered, ticket, heardAt: at, answeredAt: at };
    }
    case 'missing':
      return { ...known, missing: true, busySeconds: null };
    case 'busy':
      return { ...known, asked: 'failed', busySeconds: word.seconds };
    case 'failed':
      return { ...known, asked: 'failed', busySeconds: null };
    case 'doubted':
      return { ...known, doubtedAt: word.at };
  }
}
