import { viewsOf } from './views';

const permissions = ['audit:read'];
const branchOffice = 'CENTRO';

describe('the views of a user', () => {
  it('is the desk for an advisor', () => {
    expect(viewsOf({ role: 'ADVISOR', advisorId: 3, permissions: [], branchOffice })).toEqual(['desk']);
  });

  it('is the supervision, its messages and the audit log for supervisors and administrators', () => {
    const all = ['supervisor', 'tickets', 'messages', 'audit'];
    expect(viewsOf({ role: 'SUPERVISOR', advisorId: null, permissions, branchOffice })).toEqual(all);
    expect(viewsOf({ role: 'ADMIN', advisorId: null, permissions, branchOffice })).toEqual(all);
  });

  it('is without the audit log for who may not read it', () => {
    const views = viewsOf({ role: 'SUPERVISOR', advisorId: null, permissions: ['tickets:read'], branchOffice });
    expect(views).toEqual(['supervisor', 'tickets', 'messages']);
  });

  it('is all of them, the desk first, for a supervisor who also serves', () => {
    const views = viewsOf({ role: 'SUPERVISOR', advisorId: 9, permissions, branchOffice });
    expect(views).toEqual(['desk', 'supervisor', 'tickets', 'messages', 'audit']);
  });

  it('has the branches side by side for who is of the whole bank', () => {
    const views = viewsOf({ role: 'ADMIN', advisorId: null, permissions, branchOffice: null });
    expect(views).toEqual(['supervisor', 'tickets', 'messages', 'audit', 'bank']);
  });

  it('is none for somebody with neither', () => {
    expect(viewsOf({ role: 'ADVISOR', advisorId: null, permissions: [], branchOffice })).toEqual([]);
  });
});
