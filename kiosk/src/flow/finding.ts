import { documentProblem } from '../format/document';
import { noticed, START, typedDocument, type FindingFlow, type Flow, type FlowEvent } from './screens';

/** The first screen leads here, too; `back` from everywhere is the step before. */
export function onFindingScreen(flow: FindingFlow | { screen: 'queues' }, event: FlowEvent): Flow {
  switch (flow.screen) {
    case 'queues':
      return event.type === 'find' ? find(event.rutCheck) : flow;
    case 'find':
      return onFind(flow, event);
    case 'looking':
      return onLooking(flow, event);
    case 'found':
    case 'active':
      if (event.type === 'askCancel') return { screen: 'askCancel', ticket: event.ticket, seen: flow.screen };
      return event.type === 'back' ? START : flow;
    case 'askCancel': {
      const { ticket, seen } = flow;
      if (event.type === 'back') return { screen: seen, ticket };
      return event.type === 'next' ? { screen: 'cancelling', ticket, seen, failures: 0 } : flow;
    }
    case 'cancelling':
      return onCancelling(flow, event);
    case 'notFound':
      if (event.type === 'find') return find(event.rutCheck);
      return event.type === 'back' ? START : flow;
    default:
      return event.type === 'back' ? START : flow;
  }
}

function find(rutCheck: boolean): Flow {
  return { screen: 'find', search: { document: { kind: 'rut', typed: '' }, rutCheck }, problem: null };
}

function onFind(flow: Extract<Flow, { screen: 'find' }>, event: FlowEvent): Flow {
  const { search } = flow;
  switch (event.type) {
    case 'next': {
      const code = documentProblem(search.document, search.rutCheck);
      return code ? { ...flow, problem: { code } } : { screen: 'looking', search, failures: 0 };
    }
    case 'back':
      return START;
    default: {
      const document = typedDocument(search.document, event);
      return document === search.document ? flow : { ...flow, problem: null, search: { ...search, document } };
    }
  }
}

function onLooking(flow: Extract<Flow, { screen: 'looking' }>, event: FlowEvent): Flow {
  switch (event.type) {
    case 'found':
      return { screen: 'found', ticket: event.ticket };
    case 'nothingFound':
      return { screen: 'notFound', last: event.last };
    case 'invalid':
      if (event.nationalId) return { screen: 'find', search: flow.search, problem: { said: event.nationalId } };
      return noticed({ kind: 'notLooked' }, flow);
    case 'notice':
      return noticed(event.notice, flow);
    case 'noAnswer':
      return { ...flow, failures: flow.failures + 1 };
    case 'back':
      return { screen: 'find', search: flow.search, problem: null };
    default:
      return flow;
  }
}

function onCancelling(flow: Extract<Flow, { screen: 'cancelling' }>, event: FlowEvent): Flow {
  switch (event.type) {
    case 'cancelled':
      return { screen: 'cancelled', numero: flow.ticket.numero };
    case 'pastCancelling':
      return { screen: flow.seen, ticket: event.ticket };
    case 'notice':
      return noticed(event.notice, flow);
    case 'invalid':
      return noticed({ kind: 'notCancelled' }, flow);
    case 'noAnswer':
      return { ...flow, failures: flow.failures + 1 };
    default:
      // Not by a change of mind: what was asked may have happened already.
      return flow;
  }
}
