import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';

import { typeErrors } from './lib/type-errors.mjs';

const OPTIONS = { module: 'nodenext', target: 'es2022', strict: true, types: [] };

describe('the types, checked by the linter', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ticketero-types-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** What is found in the files of a folder that has this tsconfig. */
  async function found(files: Record<string, string>, options: object = OPTIONS): Promise<string[]> {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['*.ts'] }));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const config: Linter.Config = {
      files: ['*.ts'],
      languageOptions: {
        parser: tseslint.parser as Linter.Parser,
        parserOptions: { tsconfigRootDir: folder, project: 'tsconfig.json', disallowAutomaticSingleRunInference: true },
      },
      plugins: { types: { rules: { errors: typeErrors } } },
      rules: { 'types/errors': 'error' },
    };
    const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: config });
    const results = await eslint.lintFiles(['*.ts']);
    return results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line}: ${message}`));
  }

  it('finds a wrong type in its line, whatever file it comes from, and lets what is unused to the rule for it', async () => {
    const files = {
      'a.ts': "export const text = 'words';\nconst unused = 1;\n",
      'b.ts': "import { text } from './a.js';\n\nexport const count: number = text;\n",
    };
    expect(await found(files)).toEqual([expect.stringMatching(/^3: TS2322: Type 'string' is not assignable/)]);
  });

  it('finds what is wrong with a program itself', async () => {
    const options = { ...OPTIONS, types: ['no-such-types'] };
    expect(await found({ 'a.ts': 'export {};\n' }, options)).toEqual([
      expect.stringMatching(/^1: TS2688: .*no-such-types/),
    ]);
  });
});
