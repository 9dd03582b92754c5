import { dirname, join, resolve } from 'node:path';

import ts from 'typescript';

import { pathOf, visit, type Sources } from './sources';
import { keysAsked, matcherOf, type Declared } from './usage';

/** What a browser fetches together: a module, and all that it imports at once. */
export interface Part {
  files: Set<ts.SourceFile>;
  /** Catalogues that it brings, by their path. */
  catalogues: Set<string>;
  /** The modules with which the parts begin that it fetches later. */
  later: Set<string>;
}

/** The part that begins with `entry`, and those that come later, each by the module that it begins with. */
export function partsOf({ files }: Sources, entry: string): Map<string, Part> {
  const known = new Map(files.map((file) => [resolve(file.fileName), file]));
  const parts = new Map<string, Part>();
  const wanted = [resolve(entry)];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (parts.has(name)) continue;
    const part = partAt(name, known);
    parts.set(name, part);
    wanted.push(...part.later);
  }
  return parts;
}

function partAt(entry: string, known: Map<string, ts.SourceFile>): Part {
  const part: Part = { files: new Set(), catalogues: new Set(), later: new Set() };
  const wanted = [entry];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (name.endsWith('.json')) part.catalogues.add(name);
    const file = known.get(name);
    if (!file || part.files.has(file)) continue;
    part.files.add(file);
    const { now, later } = importsOf(file, known);
    wanted.push(...now);
    for (const one of later) part.later.add(one);
  }
  return part;
}

/** The modules below `src` that a file imports: at once, and by `import('…')`. */
function importsOf(file: ts.SourceFile, known: ReadonlyMap<string, unknown>): { now: string[]; later: string[] } {
  const now: string[] = [];
  const later: string[] = [];
  const at = (word: ts.Node | undefined) =>
    word && ts.isStringLiteralLike(word) && word.text.startsWith('.') ? [moduleAt(file, word.text, known)] : [];
  visit(file, (node) => {
    if (ts.isImportDeclaration(node) && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword)
      now.push(...at(node.moduleSpecifier));
    else if (ts.isExportDeclaration(node) && !node.isTypeOnly) now.push(...at(node.moduleSpecifier));
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      later.push(...at(node.arguments[0]));
  });
  return { now, later };
}

function moduleAt(file: ts.SourceFile, name: string, known: ReadonlyMap<string, unknown>): string {
  const path = resolve(join(dirname(file.fileName), name));
  return [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts')].find((one) => known.has(one)) ?? path;
}

/**
 * Texts that a part may ask for before they are there, one line each: neither it brings them, nor does each of the parts that
 * it can be opened from.
 * @param keysOf the keys of a catalogue, by its path
 */
export function notYetThere(
  { checker }: Sources,
  parts: Map<string, Part>,
  keysOf: ReadonlyMap<string, ReadonlySet<string>>,
  declared: Declared,
): string[] {
  const there = cataloguesThere(parts);
  const all = [...keysOf.values()].flatMap((keys) => [...keys]);
  const found = [...parts].flatMap(([entry, { files }]) => {
    const keys = new Set([...(there.get(entry) ?? [])].flatMap((path) => [...(keysOf.get(path) ?? [])]));
    const lacks = (key: string) => {
      const meant = all.filter(matcherOf(key));
      return meant.length > 0 && !meant.some((one) => keys.has(one));
    };
    return [...files].flatMap((file) =>
      [...keysAsked({ files: [file], checker }, declared)]
        .filter(lacks)
        .map((key) => `${pathOf(file)} asks for ${key} before it is there`),
    );
  });
  return [...new Set(found)];
}

/** By a part's entry: its own catalogues, and those that every part has from which it can be opened. */
function cataloguesThere(parts: Map<string, Part>): Map<string, Set<string>> {
  const every = new Set([...parts.values()].flatMap(({ catalogues }) => [...catalogues]));
  const [first] = parts.keys();
  const there = new Map([...parts].map(([entry, { catalogues }]) => [entry, entry === first ? catalogues : every]));
  for (let changed = true; changed;) {
    changed = false;
    for (const [entry, { catalogues }] of parts) {
      if (entry === first) continue;
      const from = [...parts].filter(([, { later }]) => later.has(entry)).map(([parent]) => there.get(parent) ?? every);
      const next = new Set([...every].filter((path) => catalogues.has(path) || from.every((one) => one.has(path))));
      changed ||= next.size !== there.get(entry)?.size;
      there.set(entry, next);
    }
  }
  return there;
}
