import { documentProblem } from '../format/document';
import { cleanPhone, phoneProblem } from '../format/phone';
import { onFindingScreen } from './finding';
import { noticed, START, typedDocument, type Draft, type Flow, type FlowEvent, type Sending } from './screens';

/** Screens × events → screen. An event that a screen does not know changes nothing: a late answer, a second tap. */
export function reduce(flow: Flow, event: FlowEvent): Flow {
  if (event.type === 'restart') return START;
  switch (flow.screen) {
    case 'queues':
      return event.type === 'choose' ? started(event) : onFindingScreen(flow, event);
    case 'id':
    case 'phone':
    case 'preferential':
      if (event.type === 'noLonger') return { screen: 'message', notice: { kind: event.why }, again: null };
      return onAsking(flow, event);
    case 'sending':
      return onSending(flow, event);
    case 'message':
      if (event.type === 'next' && flow.again) return { ...flow.again, failures: 0 };
      return event.type === 'back' ? START : flow;
    case 'result':
      return event.type === 'back' ? START : flow;
    default:
      return onFindingScreen(flow, event);
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

type Asking = Extract<Flow, { screen: 'id' | 'phone' | 'preferential' }>;

function onAsking(flow: Asking, event: FlowEvent): Flow {
  if (flow.screen === 'id') return onId(flow, event);
  return flow.screen === 'phone' ? onPhone(flow, event) : onPreferential(flow, event);
}

function onId(flow: Extract<Flow, { screen: 'id' }>, event: FlowEvent): Flow {
  const { draft } = flow;
  switch (event.type) {
    case 'next': {
      const code = documentProblem(draft.document, draft.rules.rutCheck);
      return code ? { ...flow, problem: { code } } : thirdStep(draft);
    }
    case 'back':
      return START;
    default: {
      const document = typedDocument(draft.document, event);
      return document === draft.document ? flow : { ...flow, problem: null, draft: { ...draft, document } };
    }
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

function onSending(flow: Sending, event: FlowEvent): Flow {
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
      return noticed({ kind: 'failed' }, flow);
    case 'notice':
      return noticed(event.notice, flow);
    case 'noAnswer':
      return { ...flow, failures: flow.failures + 1 };
    case 'back':
      return START;
    default:
      return flow;
  }
}
