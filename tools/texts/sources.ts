import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import ts from 'typescript';

const ROOT = resolve(__dirname, '../..');

/** The clients that draw texts, and what they share. */
export const APPS = ['kiosk', 'display', 'advisor-console', 'ticket-page'] as const;
export type App = (typeof APPS)[number];
export const UI = 'libs/ui';

export const isSpec = (path: string) => /\.spec\.tsx?$/.test(path);

/** Below the repository's root, with `/`. */
export const pathOf = (file: ts.SourceFile) => relative(ROOT, file.fileName).replaceAll('\\', '/');

function options(): ts.CompilerOptions {
  const path = join(ROOT, 'kiosk/tsconfig.json');
  const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name)) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, ts.sys, join(ROOT, 'kiosk')).options;
}

/** Sources with their types: the texts that `t(…)` asks for are what its argument can be. */
export interface Sources {
  files: ts.SourceFile[];
  checker: ts.TypeChecker;
}

/** One program of the four clients: what they share is read once. */
export function readSources(): Sources & { of: (...folders: string[]) => Sources } {
  const names = [...APPS, UI].flatMap((folder) => {
    const src = join(ROOT, folder, 'src');
    return readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !isSpec(name))
      .map((name) => join(src, name));
  });
  const program = ts.createProgram(names, options());
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter((file) => names.includes(resolve(file.fileName)));
  const of = (...folders: string[]) => ({
    files: files.filter((file) => folders.some((folder) => pathOf(file).startsWith(`${folder}/`))),
    checker,
  });
  return { files, checker, of };
}

/** Sources that are nowhere on the disk, beside the real libraries: for examples of what must be found. */
export function exampleSources(texts: readonly string[]): Sources[] {
  const files = new Map(texts.map((text, i) => exampleFile(text, i)).map((file) => [resolve(file.fileName), file]));
  const host = ts.createCompilerHost(options());
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (name, ...rest) => files.get(resolve(name)) ?? getSourceFile(name, ...rest);
  host.fileExists = (name) => files.has(resolve(name)) || fileExists(name);
  const checker = ts.createProgram([...files.keys()], options(), host).getTypeChecker();
  return [...files.values()].map((file) => ({ files: [file], checker }));
}

export function exampleFile(text: string, index = 0): ts.SourceFile {
  const path = join(ROOT, `kiosk/src/example-${index}.tsx`);
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TSX);
}

/** Calls `see` with every node of the file. */
export function visit(file: ts.SourceFile, see: (node: ts.Node) => void): void {
  const each = (node: ts.Node) => {
    see(node);
    ts.forEachChild(node, each);
  };
  each(file);
}

/** `kiosk/src/app.tsx:12`, for a person to click on. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${pathOf(file)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
