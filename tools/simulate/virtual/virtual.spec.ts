import { main } from '../run.mjs';
import { readVirtualOptions } from './args.mjs';
import { queueRows } from './figures.mjs';

describe('npm run simulate -- --virtual', () => {
  let out = '';
  let err = '';
  beforeEach(() => {
    out = err = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  });
  afterEach(() => jest.restoreAllMocks());

  test('days on the core, told in one table, every invariant held', async () => {
    expect(await main(['--virtual', '--seed', '1', '--days', '2', '--policy', 'guard', '--built'])).toBe(0);
    expect(out).toMatch(/^seed 1; 2026-\d\d-\d\d in .+; guard, \w+\nseed 2; /m);
    const [, issued, served] = /^TOTAL +(\d+) +(\d+)/m.exec(out) ?? [];
    expect(Number(issued)).toBeGreaterThan(100);
    expect(Number(served)).toBeGreaterThan(Number(issued) / 2);
    expect(out).toMatch(/\d+ steps in \d+ ms, \d+ ms a day; every invariant held after each\.\n$/);
  });

  test.each([
    ['--days x', /--days must be a whole number/],
    ['--seed 0', /--seed must be a whole number/],
    ['--policy fair', /--policy must be one of guard, strict, fifo, not "fair"/],
    ['--displays 3', /Unknown option '--displays'/],
  ])('%s is refused', async (line, message) => {
    expect(await main(['--virtual', ...line.split(' ')])).toBe(2);
    expect(err).toMatch(message);
    expect(out).toBe('');
  });

  test('--help tells of both', async () => {
    expect(await main(['--virtual', '--help'])).toBe(0);
    expect(out).toMatch(/--telegram-faults[\s\S]*--virtual \[options\][\s\S]*--policy/);
  });
});

test('without more: one day, the first', () => {
  expect(readVirtualOptions(['--virtual'])).toEqual({ seed: 1, days: 1, policy: undefined, built: false });
});

test('a queue’s waits are those of all its days; late is longer than its own target', () => {
  const queue = { issued: 2, served: 1, noShow: 0, left: 0, returned: 0, transferred: 1, reinstated: 0, undone: 0 };
  const caja = { ...queue, queueType: 'CAJA', targetMinutes: 20 };
  const rows = queueRows([
    { queues: [{ ...caja, waits: [1, 30] }] },
    {
      queues: [
        { ...caja, waits: [20] },
        { ...queue, queueType: 'GERENCIA', targetMinutes: 40, waits: [39] },
      ],
    },
  ]);
  expect(rows).toMatchObject([
    { queueType: 'CAJA', issued: 4, transferred: 2, meanWait: 17, maxWait: 30, lateShare: 1 / 3 },
    { queueType: 'GERENCIA', issued: 2, lateShare: 0 },
    { queueType: 'TOTAL', issued: 6, meanWait: 22.5, lateShare: 0.25, targetMinutes: null },
  ]);
});
