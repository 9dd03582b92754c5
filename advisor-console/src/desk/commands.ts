import type { FinishOutcome, ReturnRequest, TransferRequest } from '@ticketero/contract';

/** What an advisor can ask of the server, and how it is asked. */
export type DeskCommand =
  | { kind: 'ready'; moduleNumber: number }
  | { kind: 'pause'; reason: string; afterCurrent: boolean }
  /** Takes back the wish to leave when this one ends. */
  | { kind: 'stay' }
  | { kind: 'callNext' | 'finishAndCall' | 'start' | 'recall' | 'complete' | 'noShow' | 'undo' }
  /** This one, out of order; the one in hand, if there is one, ends like this first. */
  | { kind: 'pick'; codigoReferencia: string; finish: FinishOutcome | null }
  | { kind: 'return'; request: ReturnRequest }
  | { kind: 'transfer'; request: TransferRequest }
  | { kind: 'reinstate'; codigoReferencia: string };

export type CommandKind = DeskCommand['kind'];

export interface DeskRequest {
  method: 'POST' | 'PUT';
  path: string;
  body?: object;
}

export function requestOf(command: DeskCommand): DeskRequest {
  switch (command.kind) {
    case 'ready':
      return status({ status: 'AVAILABLE', moduleNumber: command.moduleNumber });
    case 'pause': {
      const { reason, afterCurrent } = command;
      return status({ status: 'OFFLINE', reason, ...(afterCurrent ? { afterCurrent } : {}) });
    }
    case 'stay':
      return status({ status: 'BUSY' });
    case 'callNext':
      return post('call-next', {});
    case 'finishAndCall':
      return post('call-next', { finish: 'COMPLETADO' });
    case 'pick': {
      const { codigoReferencia, finish } = command;
      return post('call-next', { ...(finish ? { finish } : {}), codigoReferencia });
    }
    case 'start':
      return post('current/start');
    case 'recall':
      return post('current/recall');
    case 'complete':
      return post('current/complete', {});
    case 'noShow':
      return post('current/no-show');
    case 'return':
      return post('current/return', command.request);
    case 'transfer':
      return post('current/transfer', command.request);
    case 'reinstate':
      return post('reinstate', { codigoReferencia: command.codigoReferencia });
    case 'undo':
      return post('undo');
  }
}

function status(body: object): DeskRequest {
  return { method: 'PUT', path: '/api/advisor/status', body };
}

function post(path: string, body?: object): DeskRequest {
  return { method: 'POST', path: `/api/advisor/${path}`, ...(body ? { body } : {}) };
}
