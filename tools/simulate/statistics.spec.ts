import { httpTable, queueTable, table, verdictList } from './report.mjs';
import { advisorFigures, httpFigures, mean, quantile, queueFigures } from './statistics.mjs';

/** `waited` minutes before the call (null: never called), then `service` minutes. */
function ticket(queueType: string, status: string, waited: number | null, service = 0, advisor = 'Ana') {
  const at = (minutes: number) => new Date(Date.UTC(2026, 2, 10, 12, 0) + minutes * 60_000).toISOString();
  return {
    codigoReferencia: `${queueType} ${status} ${waited}`,
    queueType,
    status,
    createdAt: at(0),
    assignedAt: waited === null ? null : at(waited),
    completedAt: status === 'COMPLETADO' ? at((waited ?? 0) + service) : null,
    assignedAdvisor: waited === null ? null : { name: advisor },
  };
}

test.each([
  [[], 0.9, null],
  [[7], 0.9, 7],
  [[3, 1, 2], 0.5, 2],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1, 10],
  [[5, 1], 0, 1],
])('the quantile of %j at %d is %j', (values, share, expected) => {
  expect(quantile(values, share)).toBe(expected);
});

test('the mean of nothing is not a number to show', () => {
  expect(mean([])).toBeNull();
  expect(mean([1, 3])).toBe(2);
});

describe('figures per queue', () => {
  const rows = queueFigures([
    ticket('CAJA', 'COMPLETADO', 10, 5),
    ticket('CAJA', 'COMPLETADO', 20, 5),
    ticket('CAJA', 'NO_ATENDIDO', 30),
    ticket('CAJA', 'CANCELADO', null),
    ticket('GERENCIA', 'COMPLETADO', 25, 30),
  ]);

  test('count every ending; waits are of the called alone; a wait of just the target is within it', () => {
    expect(rows[0]).toEqual({
      queueType: 'CAJA',
      issued: 4,
      served: 2,
      left: 1,
      noShow: 1,
      meanWait: 20,
      p90Wait: 30,
      maxWait: 30,
      withinTarget: 2 / 3,
      targetMinutes: 20,
    });
  });

  test('a queue without tickets has no waits', () => {
    expect(rows[1]).toMatchObject({ queueType: 'PERSONAL_BANKER', issued: 0, meanWait: null, withinTarget: null });
  });

  test('the total measures each ticket by its own queue’s target', () => {
    expect(rows.at(-1)).toMatchObject({ queueType: 'TOTAL', issued: 5, served: 3, withinTarget: 0.5 });
  });
});

test('an advisor is busy from the call to the end, a no-show included', () => {
  const noShow = ticket('CAJA', 'NO_ATENDIDO', 40);
  const tickets = [ticket('CAJA', 'COMPLETADO', 10, 20), noShow, ticket('CAJA', 'COMPLETADO', 0, 9, 'Luis')];
  const endedAt = new Map([[noShow.codigoReferencia, Date.parse(noShow.assignedAt ?? '') + 10 * 60_000]]);
  expect(advisorFigures(tickets, [{ name: 'Ana', dutyMinutes: 60 }], endedAt)).toEqual([
    { name: 'Ana', served: 1, noShow: 1, dutyMinutes: 60, busyShare: 0.5 },
  ]);
});

test('requests are told per route, the busiest first, and all together', () => {
  const sample = (label: string, status: number, ms: number) => ({ label, status, ms });
  const rows = httpFigures([sample('GET /a', 200, 1), sample('POST /b', 201, 4), sample('POST /b', 409, 8)]);
  expect(rows).toEqual([
    { label: 'POST /b', calls: 2, statuses: { 201: 1, 409: 1 }, p50: 4, p95: 8 },
    { label: 'GET /a', calls: 1, statuses: { 200: 1 }, p50: 1, p95: 1 },
    { label: 'all', calls: 3, statuses: { 200: 1, 201: 1, 409: 1 }, p50: 4, p95: 8 },
  ]);
  expect(httpTable(rows)).toMatch(/POST \/b +1 +1 +4\.0 +8\.0\n/);
});

describe('what is printed', () => {
  test('columns line up: the first to the left, the rest to the right', () => {
    expect(
      table(
        ['name', 'n'],
        [
          ['a', '1'],
          ['long one', '200'],
        ],
      ),
    ).toBe('name        n\n────────  ───\na           1\nlong one  200');
  });

  test('what is not known is a dash', () => {
    expect(queueTable(queueFigures([]))).toMatch(/CAJA +0 +0 +0 +0 +– +– +– +20 +–/);
  });

  test('a broken invariant shows its first problems', () => {
    const problems = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
    const text = verdictList([
      { name: 'kept', ok: true, checked: '3 tickets', problems: [] },
      { name: 'broken', ok: false, checked: '3 tickets', problems },
    ]);
    expect(text).toContain('✓ kept (3 tickets)\n✗ broken (3 tickets)\n    one\n');
    expect(text).not.toContain('six');
    expect(text).toContain('… and 2 more');
  });
});
