import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

import { BUDGETS_KB, firstLoad } from './lib/first-load.mjs';

/** A screen is there soon when little has to come before it. */
const ROOT = resolve(__dirname, '..');

test.each(Object.entries(BUDGETS_KB))(
  'Budget: %s loads at most %d kB (gzip) before its first screen',
  (app, budget) => {
    const files = firstLoad(join(ROOT, app, 'dist'));
    const kilobytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000;
    process.stdout.write(`first load of ${app}: ${kilobytes.toFixed(1)} of ${budget} kB in ${files.length} files\n`);
    expect(kilobytes).toBeLessThanOrEqual(budget);
  },
);

test('Budget: the library that draws comes with the reports alone', () => {
  const dist = join(ROOT, 'advisor-console/dist');
  const draws = (name: string) => readFileSync(join(dist, name), 'utf8').includes('--plot-background');
  const scripts = readdirSync(join(dist, 'assets')).flatMap((name) => (name.endsWith('.js') ? [`assets/${name}`] : []));
  expect(scripts.filter(draws)).toEqual([expect.stringMatching(/^assets\/picture-/)]);
  expect(firstLoad(dist).filter(({ name }) => draws(name))).toEqual([]);
});

describe('what counts', () => {
  let dist: string;
  beforeAll(() => {
    dist = mkdtempSync(join(tmpdir(), 'ticketero-first-load-'));
    const files = {
      'index.html':
        '<script type="module" src="/x/assets/a.js"></script><link rel="stylesheet" href="/x/assets/a.css">',
      'assets/a.js': 'import{b}from"./b.js";import"./c.js";b(()=>import("./later.js"))',
      'assets/a.css': 'p{}',
      'assets/b.js': 'export*from"./d.js";import"./a.js"',
      'assets/c.js': '"word"',
      'assets/d.js': 'export const d=1',
      'assets/later.js': 'x'.repeat(1_000),
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dist, name)), { recursive: true });
      writeFileSync(join(dist, name), text);
    }
  });
  afterAll(() => {
    rmSync(dist, { recursive: true });
  });

  test('the page, its scripts, what they import at once, its styles; each once; not what is imported later', () => {
    const found = firstLoad(dist);
    expect(found.map(({ name }) => name).sort()).toEqual([
      'assets/a.css',
      'assets/a.js',
      'assets/b.js',
      'assets/c.js',
      'assets/d.js',
      'index.html',
    ]);
    expect(found.find(({ name }) => name === 'assets/a.css')?.bytes).toBe(gzipSync('p{}').length);
  });

  test('a page without a script is no client', () => {
    writeFileSync(join(dist, 'index.html'), '<p></p>');
    expect(() => firstLoad(dist)).toThrow('no script in its page');
  });
});
