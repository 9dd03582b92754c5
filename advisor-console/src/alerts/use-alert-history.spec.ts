import { historyPath } from './use-alert-history';

describe('what the history of alerts asks for', () => {
  it.each([
    ['today', '2026-11-20'],
    ['week', '2026-11-14'],
    ['month', '2026-10-22'],
  ] as const)('CONTRACT: %s, by days of the branch', (period, from) => {
    const path = historyPath({ period, type: null, page: 2 }, '2026-11-20');
    expect(path).toBe(`/api/admin/alerts?page=2&pageSize=20&from=${from}&to=2026-11-20`);
  });

  it('CONTRACT: one type', () => {
    expect(historyPath({ period: 'today', type: 'IMPRESORA', page: 1 }, '2026-11-20')).toContain('&type=IMPRESORA');
  });
});
