/** What an advisor can ask of the server, and how it is asked. */
export type DeskCommand =
  | { kind: 'ready'; moduleNumber: number }
  | { kind: 'pause'; reason: string; afterCurrent: boolean }
  | { kind: 'callNext' | 'finishAndCall' | 'start' | 'recall' | 'complete' | 'noShow' };

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
    case 'callNext':
      return post('call-next', {});
    case 'finishAndCall':
      return post('call-next', { finish: 'COMPLETADO' });
    case 'start':
      return post('current/start');
    case 'recall':
      return post('current/recall');
    case 'complete':
      return post('current/complete', {});
    case 'noShow':
      return post('current/no-show');
  }
}

function status(body: object): DeskRequest {
  return { method: 'PUT', path: '/api/advisor/status', body };
}

function post(path: string, body?: object): DeskRequest {
  return { method: 'POST', path: `/api/advisor/${path}`, ...(body ? { body } : {}) };
}
