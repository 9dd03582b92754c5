import { inBar, viewAt, viewsOf } from './views';

const permissions = ['audit:read', 'reports:read'];
const branchOffice = 'CENTRO';

describe('the views of a user', () => {
  it('is the desk for an advisor', () => {
    expect(viewsOf({ role: 'ADVISOR', advisorId: 3, permissions: [], branchOffice })).toEqual(['desk']);
  });

  it('is the supervision, its messages, alerts, reports and the audit log for supervisors and administrators', () => {
    const all = ['supervisor', 'tickets', 'messages', 'alerts', 'reports', 'audit'];
    expect(viewsOf({ role: 'SUPERVISOR', advisorId: null, permissions, branchOffice })).toEqual(all);
    expect(viewsOf({ role: 'ADMIN', advisorId: null, permissions, branchOffice })).toEqual(all);
  });

  it('is without the audit log, or the reports, for who may not read them', () => {
    const views = (permission: string) =>
      viewsOf({ role: 'SUPERVISOR', advisorId: null, permissions: [permission], branchOffice });
    expect(views('reports:read')).toEqual(['supervisor', 'tickets', 'messages', 'alerts', 'reports']);
    expect(views('audit:read')).toEqual(['supervisor', 'tickets', 'messages', 'alerts', 'audit']);
  });

  it('is all of them, the desk first, for a supervisor who also serves', () => {
    const views = viewsOf({ role: 'SUPERVISOR', advisorId: 9, permissions, branchOffice });
    expect(views).toEqual(['desk', 'supervisor', 'tickets', 'messages', 'alerts', 'reports', 'audit']);
  });

  it('is the configuration for whoever may change some of it', () => {
    const may = (permission: string) =>
      viewsOf({ role: 'ADVISOR', advisorId: 3, permissions: [permission], branchOffice });
    for (const permission of ['config:write', 'users:write', 'devices:write']) {
      expect(may(permission)).toEqual(['desk', 'configuration']);
    }
    expect(may('desk:use')).toEqual(['desk']);
  });

  it('has the branches side by side for who is of the whole bank', () => {
    const views = viewsOf({ role: 'ADMIN', advisorId: null, permissions, branchOffice: null });
    expect(views).toEqual(['supervisor', 'tickets', 'messages', 'alerts', 'reports', 'audit', 'bank']);
  });

  it('is none for somebody with neither', () => {
    expect(viewsOf({ role: 'ADVISOR', advisorId: null, permissions: [], branchOffice })).toEqual([]);
  });

  it('is the one that the address asks for, or the first; what is asked if stands behind the supervision', () => {
    const views = viewsOf({ role: 'SUPERVISOR', advisorId: 9, permissions, branchOffice });
    expect(['tickets', 'nada', 'whatIf'].map((hash) => viewAt(views, hash))).toEqual(['tickets', 'desk', 'whatIf']);
    expect(inBar('whatIf')).toBe('supervisor');
    expect(viewAt(['desk'], 'whatIf')).toBe('desk');
  });
});
