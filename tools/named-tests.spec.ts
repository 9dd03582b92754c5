import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** `a/file.ts` “a part of a test's name”: the pairs of a document, and files that stand alone. */
function named(document: string): { file: string; words: string | undefined }[] {
  const found = read(document).matchAll(/`([\w.-]+(?:\/[\w.-]+)+)`(?:\s+“([^”]+)”)?/g);
  return [...found].map(([, file = '', words]) => ({ file, words }));
}

/** Prettier breaks a long title nowhere, but an apostrophe is written in two ways. */
const plain = (text: string): string => text.replace(/[’']/g, "'").replace(/\s+/g, ' ');

/** Recipes: of the tests that they name only the file matters, and a file that has moved would send somebody astray. */
describe('docs/extending.md', () => {
  const EXAMPLES = ['kiosk/src/i18n/pt.json', 'libs/ui/src/i18n/queues.pt.json', 'ticket-page/src/i18n/pt.json'];

  it('every file and folder that it names exists, but for those that the reader makes', () => {
    const paths = [...read('docs/extending.md').matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?)`/g)].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThanOrEqual(35);
    expect(paths.filter((path) => !existsSync(join(ROOT, path))).sort()).toEqual(EXAMPLES);
  });
});

describe.each([
  ['docs/concurrency.md', 25],
  ['docs/security.md', 25],
])('%s names tests that are there', (document, least) => {
  it('every file that it names exists', () => {
    expect(named(document).length).toBeGreaterThanOrEqual(least);
    expect(named(document).filter(({ file }) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('every test that it quotes stands in its file', () => {
    const quoted = named(document).filter(({ words }) => words !== undefined);
    expect(quoted.length).toBeGreaterThanOrEqual(15);
    expect(quoted.filter(({ file, words }) => !plain(read(file)).includes(plain(words ?? '')))).toEqual([]);
  });
});
