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
