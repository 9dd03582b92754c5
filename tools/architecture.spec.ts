import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const DOCUMENT = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');

const diagrams = [...DOCUMENT.matchAll(/```mermaid\n(flowchart[\s\S]*?)```/g)].map(([, text = '']) => text);
const [packages = '', rooms = '', rules = ''] = diagrams;

const foldersOf = (path: string): string[] =>
  readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** `a[label] & b --> c & d[(other)]`: every pair of an arrow, by the labels of its ends. */
function arrowsOf(diagram: string): string[] {
  const labels = new Map(
    [...diagram.matchAll(/([\w-]+)\[\(?([^\])]+)\)?\]/g)].map(([, id = '', label = '']) => [id, label]),
  );
  const named = (side: string): string[] =>
    side.split('&').map((node) => {
      const id = /[\w-]+/.exec(node)?.[0] ?? '';
      return labels.get(id) ?? id;
    });
  return diagram.split('\n').flatMap((line) => {
    const [from, to] = line.split('-->');
    if (!from || !to) return [];
    return named(from).flatMap((one) => named(to).map((other) => `${one} --> ${other}`));
  });
}

/** The words that stand in the diagram but for its own. */
const namesIn = (diagram: string): string[] =>
  diagram
    .split('\n')
    .filter((line) => /~~~|-->/.test(line))
    .flatMap((line) => line.split(/~~~|-->|&/).map((name) => name.trim()));

describe('docs/architecture.md', () => {
  it('ARCHITECTURE: an arrow between two packages is a dependency of one on the other, and none is missing', () => {
    const { workspaces } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { workspaces: string[] };
    const folders = new Map<string, string>();
    const depends: [string, string[]][] = workspaces.map((folder) => {
      const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as {
        name: string;
        dependencies?: Record<string, string>;
      };
      folders.set(manifest.name, folder);
      return [folder, Object.keys(manifest.dependencies ?? {})];
    });
    const real = depends.flatMap(([folder, names]) =>
      names.filter((name) => folders.has(name)).map((name) => `${folder} --> ${folders.get(name)}`),
    );
    const drawn = arrowsOf(packages).filter((arrow) => !arrow.endsWith('PostgreSQL'));
    expect(drawn.sort()).toEqual(real.sort());
    expect(real.length).toBeGreaterThan(10);
  });

  it('ARCHITECTURE: every room of the server is drawn, and every room that is drawn is there', () => {
    const drawn = namesIn(rooms).filter((name) => !['counter', 'out', 'ground'].includes(name));
    expect(drawn.sort()).toEqual(foldersOf('server/src'));
  });

  it('ARCHITECTURE: every room of the core is drawn, but for what serves its tests', () => {
    const drawn = [...new Set(namesIn(rules))].sort();
    expect(drawn).toEqual(foldersOf('server/core/src').filter((name) => name !== 'testing'));
  });

  it('ARCHITECTURE: every folder of the workspace is named', () => {
    const own = foldersOf('.').filter((name) => !name.startsWith('.') && name !== 'node_modules' && name !== 'dist');
    expect(own.filter((name) => !DOCUMENT.includes(name))).toEqual([]);
  });

  it('ARCHITECTURE: every path that it names exists', () => {
    const paths = [...DOCUMENT.matchAll(/`([\w.-]+(?:\/[\w.*-]+)+\/?)`/g)].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(30);
    expect(
      paths.filter((path) => !path.includes('*') && !/^src\//.test(path) && !existsSync(join(ROOT, path))),
    ).toEqual([]);
  });
});
