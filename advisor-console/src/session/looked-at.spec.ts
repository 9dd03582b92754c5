import { inBranch } from './looked-at';

describe('CONTRACT: somebody of the whole bank says of which branch', () => {
  it('where a route is of one branch', () => {
    expect(inBranch('/api/admin/dashboard', 'NORTE')).toBe('/api/admin/dashboard?branchOffice=NORTE');
    expect(inBranch('/api/admin/tickets?page=2', 'NORTE')).toBe('/api/admin/tickets?page=2&branchOffice=NORTE');
    expect(inBranch('/api/admin/audit?branchOffice=BANCO', 'NORTE')).toBe('/api/admin/audit?branchOffice=BANCO');
    expect(inBranch('/api/admin/branch/status', 'A&B')).toBe('/api/admin/branch/status?branchOffice=A%26B');
  });

  it('and not where it is of the bank, of a person, or of the caller’s own branch', () => {
    for (const path of [
      '/api/admin/branches/overview',
      '/api/admin/reports?by=branch',
      '/api/admin/users?q=x',
      '/api/advisor/desk',
      '/api/auth/me',
    ]) {
      expect(inBranch(path, 'NORTE')).toBe(path);
    }
    expect(inBranch('/api/admin/dashboard', null)).toBe('/api/admin/dashboard');
  });
});
