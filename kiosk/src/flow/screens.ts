import type { KioskState, PublicTicket } from '@ticketero/contract';

import { cleanDocument, type DocumentKind, type DocumentProblem, type IdDocument } from '../format/document';
import type { PhoneProblem } from '../format/phone';

export interface ChosenQueue {
  queueType: string;
  displayName: string;
  prefix: string;
}

/** The rules one customer is judged by: those of the moment they started, whatever changes meanwhile. */
export type Rules = Pick<KioskState, 'rutCheck' | 'phoneFormat' | 'telegram'>;

/** What one customer has said so far. It lives from their first touch until the answer, and nowhere else (R13). */
export interface Draft {
  /** Idempotency-Key, made with the first touch and kept by every retry: one customer, one ticket. */
  key: string;
  queue: ChosenQueue;
  rules: Rules;
  document: IdDocument;
  phone: string;
  preferential: boolean;
}

/** What is wrong with a field: found here, or said by the server in its own words. */
export type Problem<Code> = { code: Code } | { said: string };

/** Why there is nothing to show. `busy` keeps what was asked: it is sent again when the time is up. */
export type Notice =
  | { kind: 'full' | 'closed' | 'queueGone' | 'failed' | 'notLooked' | 'notCancelled' }
  | { kind: 'busy'; seconds: number };

/** `failures`: requests without an answer so far. */
export type Sending = { screen: 'sending'; draft: Draft; failures: number };

/** What somebody typed who has a number already. It lives until the answer, and nowhere else (R13). */
export interface Search {
  document: IdDocument;
  /** R3, as the branch wants it. */
  rutCheck: boolean;
}

/** Where a ticket was when its owner thought of cancelling it. */
type Seen = 'active' | 'found';

/** The latest of today of who has no number that waits. */
export interface Ended {
  numero: string;
  status: 'COMPLETADO' | 'CANCELADO' | 'NO_ATENDIDO';
}

/** "Ya tengo un número": found by the document, printed again, cancelled. */
export type FindingFlow =
  | { screen: 'find'; search: Search; problem: Problem<DocumentProblem> | null }
  | { screen: 'looking'; search: Search; failures: number }
  | { screen: 'found'; ticket: PublicTicket }
  /** The one they had when they asked for another. Null when the server did not say which. */
  | { screen: 'active'; ticket: PublicTicket | null }
  | { screen: 'notFound'; last: Ended | null }
  | { screen: 'askCancel'; ticket: PublicTicket; seen: Seen }
  | { screen: 'cancelling'; ticket: PublicTicket; seen: Seen; failures: number }
  | { screen: 'cancelled'; numero: string };

export type FindingEvent =
  | { type: 'find'; rutCheck: boolean }
  | { type: 'found'; ticket: PublicTicket }
  | { type: 'nothingFound'; last: Ended | null }
  /** The ticket as it is by now. */
  | { type: 'askCancel'; ticket: PublicTicket }
  | { type: 'cancelled' }
  /** It was called meanwhile, or has ended: there is nothing to cancel, and the ticket says itself what it is. */
  | { type: 'pastCancelling'; ticket: PublicTicket };

/** The screens that have asked the server something, and ask again until there is an answer. */
export type Waiting = Sending | Extract<FindingFlow, { failures: number }>;

export type Flow =
  | { screen: 'queues' }
  | { screen: 'id'; draft: Draft; problem: Problem<DocumentProblem> | null }
  /** The third step: with Telegram the phone, and the preferential question beside it. */
  | { screen: 'phone'; draft: Draft; problem: Problem<PhoneProblem> | null }
  /** The third step without Telegram: a phone would be of no use, so nobody is asked for one. */
  | { screen: 'preferential'; draft: Draft }
  | Sending
  | { screen: 'result'; ticket: PublicTicket }
  | FindingFlow
  | { screen: 'message'; notice: Notice; again: Waiting | null };

export type FlowEvent =
  | { type: 'choose'; queue: ChosenQueue; key: string; rules: Rules }
  | { type: 'documentKind'; kind: DocumentKind }
  | { type: 'document'; typed: string }
  | { type: 'phone'; typed: string }
  | { type: 'preferential'; on: boolean }
  | { type: 'next' }
  | { type: 'skipPhone' }
  | { type: 'back' }
  | { type: 'restart' }
  /** The branch or the queue changed while they typed: no number can come of it any more. */
  | { type: 'noLonger'; why: 'full' | 'closed' | 'queueGone' }
  | FindingEvent
  | SendEvent;

/** What can come of a request. */
export type SendEvent =
  | { type: 'issued'; ticket: PublicTicket }
  | { type: 'alreadyActive'; ticket: PublicTicket | null }
  | { type: 'invalid'; nationalId?: string; telefono?: string }
  | { type: 'notice'; notice: Notice }
  | { type: 'noAnswer' };

export const START: Flow = { screen: 'queues' };

/** A request that found too many others keeps what it wants; one that was refused does not. */
export function noticed(notice: Notice, asked: Waiting): Flow {
  return { screen: 'message', notice, again: notice.kind === 'busy' ? asked : null };
}

/** The document after a key, a paste, or a change of kind; the same one when the event is about something else. */
export function typedDocument(document: IdDocument, event: FlowEvent): IdDocument {
  if (event.type === 'document') return { ...document, typed: cleanDocument(document.kind, event.typed) };
  // The other keypad, an empty field: half a RUT is no part of a passport.
  if (event.type === 'documentKind' && event.kind !== document.kind) return { kind: event.kind, typed: '' };
  return document;
}
