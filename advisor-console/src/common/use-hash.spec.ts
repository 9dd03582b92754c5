import { branchIn, queryIn, withBranch } from './use-hash';

describe('the branch in an address', () => {
  it.each([
    ['#/tickets', '', '#/tickets?at=NORTE'],
    ['#/audit?ticket=C05', 'ticket=C05', '#/audit?ticket=C05&at=NORTE'],
    ['#/audit?at=CENTRO&ticket=C05', 'ticket=C05', '#/audit?ticket=C05&at=NORTE'],
    [
      '#/reports?from=2026-11-16&at=CENTRO&by=day',
      'from=2026-11-16&by=day',
      '#/reports?from=2026-11-16&by=day&at=NORTE',
    ],
    ['#/messages?format=at', 'format=at', '#/messages?format=at&at=NORTE'],
  ])('%s: what the view shows is apart from it', (hash, query, about) => {
    expect(queryIn(hash)).toBe(query);
    expect(withBranch(hash, 'NORTE')).toBe(about);
    expect(branchIn(about)).toBe('NORTE');
    expect(queryIn(about)).toBe(query);
  });

  it('says nothing where there is none, and keeps any code', () => {
    expect(branchIn('#/audit?format=x')).toBeNull();
    expect(branchIn('#/audit')).toBeNull();
    expect(branchIn(withBranch('#/audit', 'A&B'))).toBe('A&B');
  });
});
