import { groupingOf, groupingsOf, readReport, reportLink, type ReportQuery } from './query';

const TODAY = '2026-11-20';
const [OF_BANK, OF_BRANCH] = [groupingsOf({ branchOffice: null }), groupingsOf({ branchOffice: 'CENTRO' })];
const read = (text: string) => readReport(text, TODAY, OF_BANK);

describe('the address of a report', () => {
  it('is today where it says nothing', () => {
    expect(read('')).toEqual({ from: TODAY, to: TODAY, by: null, queue: null });
    expect(reportLink(read(''), TODAY)).toBe('#/reports');
  });

  it.each<[ReportQuery, string]>([
    [{ from: TODAY, to: TODAY, by: 'hour', queue: 'CAJA' }, '#/reports?by=hour&queue=CAJA'],
    [{ from: '2026-11-19', to: '2026-11-19', by: null, queue: null }, '#/reports?from=2026-11-19'],
    [{ from: '2026-11-16', to: TODAY, by: 'day', queue: null }, '#/reports?from=2026-11-16&to=2026-11-20&by=day'],
    [{ from: TODAY, to: TODAY, by: 'branch', queue: null }, '#/reports?by=branch'],
    [{ from: '2025-11-21', to: TODAY, by: 'month', queue: null }, '#/reports?from=2025-11-21&to=2026-11-20&by=month'],
  ])('leads back to where it came from: %j', (query, link) => {
    expect(reportLink(query, TODAY)).toBe(link);
    expect(read(link.replace(/^[^?]*\?/, ''))).toEqual(query);
  });

  it('by branch is for who sees several: a link of theirs opens what suits the days of who has one', () => {
    expect(OF_BANK).toEqual([...OF_BRANCH, 'branch']);
    expect(readReport('by=branch', TODAY, OF_BRANCH).by).toBeNull();
    expect(readReport('by=advisor', TODAY, OF_BRANCH).by).toBe('advisor');
  });

  it.each<[string, Partial<ReportQuery>]>([
    ['from=2026-11-20&to=2026-11-16', { from: '2026-11-16', to: '2026-11-20' }],
    ['to=2026-11-16', { from: '2026-11-16', to: '2026-11-16' }],
    ['from=2026-02-30', { from: TODAY, to: TODAY }],
    ['from=ayer&by=color', { from: TODAY, to: TODAY, by: null }],
    ['queue=<b>', { queue: null }],
    ['from=2027-01-01&to=2027-12-31', { from: TODAY, to: TODAY }],
    ['from=2026-11-18&to=2030-01-01', { from: '2026-11-18', to: TODAY }],
  ])('makes sense of what somebody typed: %s', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });
});

it.each([
  ['2026-11-20', '2026-11-20', 'hour'],
  ['2026-11-16', '2026-11-20', 'day'],
  ['2026-10-01', '2026-12-31', 'day'],
  ['2026-01-01', '2026-12-31', 'month'],
])('%s to %s is told by %s until somebody chooses', (from, to, by) => {
  expect(groupingOf({ from, to, by: null })).toBe(by);
  expect(groupingOf({ from, to, by: 'advisor' })).toBe('advisor');
});
