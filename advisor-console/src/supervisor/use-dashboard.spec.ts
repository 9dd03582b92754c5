import type { Dashboard } from '@ticketero/contract';

import { newest } from './use-dashboard';

const at = (revision: number, seconds: number, branchOffice = 'CENTRO') =>
  ({ branchOffice, revision, lastUpdated: `2026-11-18T13:00:0${String(seconds)}.000Z` }) as Dashboard;

describe('the newest of two dashboards', () => {
  it('CONTRACT: is the one with the higher revision, whenever it came', () => {
    expect(newest(at(7, 1), at(8, 0))?.revision).toBe(8);
    expect(newest(at(8, 0), at(7, 5))?.revision).toBe(8);
  });

  it('R8: of the same revision the later one: waits grow and alerts come by the clock alone', () => {
    expect(newest(at(7, 1), at(7, 5))?.lastUpdated).toMatch(/05\.000Z$/);
    expect(newest(at(7, 5), at(7, 1))?.lastUpdated).toMatch(/05\.000Z$/);
  });

  it('is the one that there is, and never one of another branch', () => {
    expect(newest(null, at(1, 1))?.revision).toBe(1);
    expect(newest(at(1, 1), null)?.revision).toBe(1);
    expect(newest(null, null)).toBeNull();
    expect(newest(at(1, 1, 'NORTE'), at(9, 9))?.branchOffice).toBe('NORTE');
  });
});
