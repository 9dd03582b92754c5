import { viewsOf } from './views';

const permissions = ['audit:read'];

describe('the views of a user', () => {
  it('is the desk for an advisor', () => {
    expect(viewsOf({ role: 'ADVISOR', advisorId: 3, permissions: [] })).toEqual(['desk']);
  });

  it('is the supervision, its messages and the audit log for supervisors and administrators', () => {
    const all = ['supervisor', 'tickets', 'messages', 'audit'];
    expect(viewsOf({ role: 'SUPERVISOR', advisorId: null, permissions })).toEqual(all);
    expect(viewsOf({ role: 'ADMIN', advisorId: null, permissions })).toEqual(all);
  });

  it('is without the audit log for who may not read it', () => {
    const views = viewsOf({ role: 'SUPERVISOR', advisorId: null, permissions: ['tickets:read'] });
    expect(views).toEqual(['supervisor', 'tickets', 'messages']);
  });

  it('is all of them, the desk first, for a supervisor who also serves', () => {
    const views = viewsOf({ role: 'SUPERVISOR', advisorId: 9, permissions });
    expect(views).toEqual(['desk', 'supervisor', 'tickets', 'messages', 'audit']);
  });

  it('is the configuration for whoever may change some of it', () => {
    const may = (permission: string) => viewsOf({ role: 'ADVISOR', advisorId: 3, permissions: [permission] });
    for (const permission of ['config:write', 'users:write', 'devices:write']) {
      expect(may(permission)).toEqual(['desk', 'configuration']);
    }
    expect(may('desk:use')).toEqual(['desk']);
  });

  it('is none for somebody with neither', () => {
    expect(viewsOf({ role: 'ADVISOR', advisorId: null, permissions: [] })).toEqual([]);
  });
});
