import type { KioskState, PublicTicket } from '@ticketero/contract';

import {
  cleanDocument,
  documentProblem,
  type DocumentKind,
  type DocumentProblem,
  type IdDocument,
} from '../format/document';
import { cleanPhone, phoneProblem, type PhoneProblem } from '../format/phone';

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

/** Why there is no number. `busy` keeps the draft: it is sent again when the time is up. */
export type Notice = { kind: 'full' | 'closed' | 'queueGone' | 'failed' } | { kind: 'busy'; seconds: number };

export type Flow =
  | { screen: 'queues' }
  | { screen: 'id'; draft: Draft; problem: Problem<DocumentProblem> | null }
  /** The third step: with Telegram the phone, and the preferential question beside it. */
  | { screen: 'phone'; draft: Draft; problem: Problem<PhoneProblem> | null }
  /** The third step without Telegram: a phone would be of no use, so nobody is asked for one. */
  | { screen: 'preferential'; draft: Draft }
  /** `failures`: requests without an answer so far. */
  | { screen: 'sending'; draft: Draft; failures: number }
  | { screen: 'result'; ticket: PublicTicket }
  | { screen: 'active'; ticket: PublicTicket | null }
  | { screen: 'message'; notice: Notice; draft: Draft | null };

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
  | SendEvent;

/** What can come of a request. */
export type SendEvent =
  | { type: 'issued'; ticket: PublicTicket }
  | { type: 'alreadyActive'; ticket: PublicTicket | null }
  | { type: 'invalid'; nationalId?: string; telefono?: string }
  | { type: 'notice'; notice: Notice }
  | { type: 'noAnswer' };

export const START: Flow = { screen: 'queues' };

/** Screens × events → screen. An event that a screen does not know changes nothing: a late answer, a second tap. */
export function reduce(flow: Flow, event: FlowEvent): Flow {
  if (event.type === 'restart') return START;
  switch (flow.screen) {
    case 'queues':
      return event.type === 'choose' ? started(event) : flow;
    case 'id':
      return onId(flow, event);
    case 'phone':
      return onPhone(flow, event);
    case 'preferential':
      return onPreferential(flow, event);
    case 'sending':
      return onSending(flow, event);
    case 'message':
      return event.type === 'next' && flow.draft ? sending(flow.draft) : event.type === 'back' ? START : flow;
    default:
      return event.type === 'back' ? START : flow;
  }
}

function started({ queue, key, rules }: Extract<FlowEvent, { type: 'choose' }>): Flow {
  const draft = { key, queue, rules, document: { kind: 'rut', typed: '' }, phone: '', preferential: false } as const;
  return { screen: 'id', draft, problem: null };
}

function thirdStep(draft: Draft): Flow {
  return draft.rules.telegram ? { screen: 'phone', draft, problem: null } : { screen: 'preferential', draft };
}

function sending(draft: Draft): Flow {
  return { screen: 'sending', draft, failures: 0 };
}

function onId(flow: Extract<Flow, { screen: 'id' }>, event: FlowEvent): Flow {
  const { draft } = flow;
  switch (event.type) {
    case 'documentKind':
      // The other keypad, an empty field: half a RUT is no part of a passport.
      if (event.kind === draft.document.kind) return flow;
      return { ...flow, problem: null, draft: { ...draft, document: { kind: event.kind, typed: '' } } };
    case 'document': {
      const typed = cleanDocument(draft.document.kind, event.typed);
      return { ...flow, problem: null, draft: { ...draft, document: { ...draft.document, typed } } };
    }
    case 'next': {
      const code = documentProblem(draft.document, draft.rules.rutCheck);
      return code ? { ...flow, problem: { code } } : thirdStep(draft);
    }
    case 'back':
      return START;
    default:
      return flow;
  }
}

function onPhone(flow: Extract<Flow, { screen: 'phone' }>, event: FlowEvent): Flow {
  const { draft } = flow;
  switch (event.type) {
    case 'phone':
      return { ...flow, problem: null, draft: { ...draft, phone: cleanPhone(draft.rules.phoneFormat, event.typed) } };
    case 'preferential':
      return { ...flow, draft: { ...draft, preferential: event.on } };
    case 'next': {
      const code = phoneProblem(draft.rules.phoneFormat, draft.phone);
      return code ? { ...flow, problem: { code } } : sending(draft);
    }
    case 'skipPhone':
      return sending({ ...draft, phone: '' });
    case 'back':
      return { screen: 'id', draft, problem: null };
    default:
      return flow;
  }
}

function onPreferential(flow: Extract<Flow, { screen: 'preferential' }>, event: FlowEvent): Flow {
  const { draft } = flow;
  switch (event.type) {
    case 'preferential':
      return { ...flow, draft: { ...draft, preferential: event.on } };
    case 'next':
      return sending(draft);
    case 'back':
      return { screen: 'id', draft, problem: null };
    default:
      return flow;
  }
}

function onSending(flow: Extract<Flow, { screen: 'sending' }>, event: FlowEvent): Flow {
  const { draft } = flow;
  switch (event.type) {
    case 'issued':
      return { screen: 'result', ticket: event.ticket };
    case 'alreadyActive':
      return { screen: 'active', ticket: event.ticket };
    case 'invalid':
      // The first field that is wrong, with everything typed still there.
      if (event.nationalId) return { screen: 'id', draft, problem: { said: event.nationalId } };
      if (event.telefono && draft.rules.telegram) {
        return { screen: 'phone', draft, problem: { said: event.telefono } };
      }
      return { screen: 'message', notice: { kind: 'failed' }, draft: null };
    case 'notice':
      return { screen: 'message', notice: event.notice, draft: event.notice.kind === 'busy' ? draft : null };
    case 'noAnswer':
      return { ...flow, failures: flow.failures + 1 };
    case 'back':
      return START;
    default:
      return flow;
  }
}
