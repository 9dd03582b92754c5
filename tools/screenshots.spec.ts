import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { SCREENS } from '../e2e/screens/walks.mjs';
import { FILES, screensDoc } from './screenshots/doc.mjs';

/** The docs show the product as it is drawn: nothing is missing, and nothing is left over. */
const ROOT = resolve(__dirname, '..');
const DOCS = join(ROOT, 'docs');
const IMAGES = join(DOCS, 'images');
const SUM_MB = 8;

const STATES = SCREENS.flatMap(({ walks }) => walks.flatMap(({ states }) => states));

function picturesIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)|<img[^>]* src="([^"]+)"/g)]
    .map(([, inMarkdown, inHtml]) => inMarkdown ?? inHtml ?? '')
    .filter((path) => !/^https?:/.test(path));
}

const pages = [
  'README.md',
  ...readdirSync(DOCS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

test.each(pages)('every picture that %s names is there', (page) => {
  const missing = picturesIn(join(ROOT, page)).filter((path) => !existsSync(resolve(ROOT, page, '..', path)));
  expect(missing).toEqual([]);
});

test('docs/screens.md is what npm run screenshots writes, and every state of the list has its pictures', () => {
  expect(readFileSync(join(DOCS, 'screens.md'), 'utf8')).toBe(screensDoc());
  expect(FILES.filter((file) => !existsSync(join(IMAGES, file)))).toEqual([]);
  expect(FILES.length).toBeGreaterThan(STATES.length / 2);
});

test('each state and each picture has a name of its own', () => {
  const names = STATES.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  expect(FILES.filter((file, at) => FILES.indexOf(file) !== at)).toEqual([]);
});

test('no picture is left of a screen that is gone, and all of them together are light', () => {
  const drawn = readdirSync(IMAGES).filter((name) => name.endsWith('.png'));
  expect(drawn.filter((name) => !FILES.includes(name))).toEqual([]);
  const megabytes = drawn.reduce((sum, name) => sum + statSync(join(IMAGES, name)).size, 0) / 1e6;
  expect(megabytes).toBeLessThan(SUM_MB);
});
