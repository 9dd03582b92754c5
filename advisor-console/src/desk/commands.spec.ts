import { requestOf } from './commands';

describe('how a command is asked', () => {
  it('goes on duty at a module', () => {
    expect(requestOf({ kind: 'ready', moduleNumber: 3 })).toEqual({
      method: 'PUT',
      path: '/api/advisor/status',
      body: { status: 'AVAILABLE', moduleNumber: 3 },
    });
  });

  it('pauses at once, or when the ticket in hand ends (R7)', () => {
    const pause = (afterCurrent: boolean) => requestOf({ kind: 'pause', reason: 'ALMUERZO', afterCurrent }).body;
    expect(pause(false)).toEqual({ status: 'OFFLINE', reason: 'ALMUERZO' });
    expect(pause(true)).toEqual({ status: 'OFFLINE', reason: 'ALMUERZO', afterCurrent: true });
  });

  it('calls the next, finishing the current one only when asked to', () => {
    expect(requestOf({ kind: 'callNext' }).body).toEqual({});
    expect(requestOf({ kind: 'finishAndCall' })).toEqual({
      method: 'POST',
      path: '/api/advisor/call-next',
      body: { finish: 'COMPLETADO' },
    });
  });

  it.each([
    ['start', '/api/advisor/current/start'],
    ['recall', '/api/advisor/current/recall'],
    ['complete', '/api/advisor/current/complete'],
    ['noShow', '/api/advisor/current/no-show'],
  ] as const)('%s is a POST to %s', (kind, path) => {
    expect(requestOf({ kind })).toMatchObject({ method: 'POST', path });
  });
});

describe('how a ticket in hand is passed on, and what was done is taken back (R4)', () => {
  const asked = (command: Parameters<typeof requestOf>[0]) => {
    const { method, path, body } = requestOf(command);
    return [method, path.replace('/api/advisor/', ''), body];
  };

  it('R4 return: it keeps its place, or comes so much later', () => {
    expect(asked({ kind: 'return', request: {} })).toEqual(['POST', 'current/return', {}]);
    expect(asked({ kind: 'return', request: { afterPlaces: 3 } })).toEqual([
      'POST',
      'current/return',
      { afterPlaces: 3 },
    ]);
  });

  it('R4 transfer: to a queue or to a person', () => {
    const request = { advisorId: 5, note: 'trae poder' };
    expect(asked({ kind: 'transfer', request })).toEqual(['POST', 'current/transfer', request]);
  });

  it('R4 reinstate and undo', () => {
    expect(asked({ kind: 'reinstate', codigoReferencia: 'a' })).toEqual([
      'POST',
      'reinstate',
      { codigoReferencia: 'a' },
    ]);
    expect(asked({ kind: 'undo' })).toEqual(['POST', 'undo', undefined]);
  });

  it('R7: a wish to leave is taken back by being busy; a pick ends the one in hand as told', () => {
    expect(asked({ kind: 'stay' })).toEqual(['PUT', 'status', { status: 'BUSY' }]);
    expect(asked({ kind: 'pick', codigoReferencia: 'a', finish: null })).toEqual([
      'POST',
      'call-next',
      { codigoReferencia: 'a' },
    ]);
    expect(requestOf({ kind: 'pick', codigoReferencia: 'a', finish: 'NO_ATENDIDO' }).body).toEqual({
      finish: 'NO_ATENDIDO',
      codigoReferencia: 'a',
    });
  });
});
