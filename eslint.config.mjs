// @ts-check
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const root = dirname(fileURLToPath(import.meta.url));

const SPECS = ['**/*.spec.ts', '**/*.spec.tsx', 'server/test/**', 'e2e/**', 'server/core/src/testing/**'];

const CODE = '*.{ts,tsx,mjs,cjs}';

/**
 * Which tsconfig knows the types of which files: named folder by folder, so that linting one file loads one program.
 * @type {[files: string, project: string][]}
 */
const TYPES = [
  [`**/${CODE}`, 'tsconfig.tools.json'],
  [`server/{src,test}/**/${CODE}`, 'server/tsconfig.spec.json'],
  [`server/core/src/**/${CODE}`, 'server/core/tsconfig.spec.json'],
  [`libs/contract/src/**/${CODE}`, 'libs/contract/tsconfig.json'],
  [`libs/realtime-client/src/**/${CODE}`, 'libs/realtime-client/tsconfig.json'],
  [`libs/ui/src/**/${CODE}`, 'libs/ui/tsconfig.json'],
  [`kiosk/src/**/${CODE}`, 'kiosk/tsconfig.json'],
  [`display/src/**/${CODE}`, 'display/tsconfig.json'],
  [`advisor-console/src/**/${CODE}`, 'advisor-console/tsconfig.json'],
  [`ticket-page/src/**/${CODE}`, 'ticket-page/tsconfig.json'],
];
const PROGRAMS = TYPES.map(([files, project]) => ({
  files: [files],
  languageOptions: { parserOptions: { tsconfigRootDir: root, project } },
}));

const FILE_LINES_MAX = 320;
const FUNCTION_LINES_MAX = 70;

/**
 * Small mistakes of plain JavaScript that the type checker lets pass.
 * @type {import('eslint').Linter.RulesRecord}
 */
const javascript = {
  eqeqeq: ['error', 'always'],
  'no-console': 'off',
  'no-control-regex': 'error',
  'no-constant-binary-expression': 'error',
  'no-debugger': 'error',
  'no-duplicate-imports': 'off',
  'no-else-return': 'error',
  'no-eval': 'error',
  'no-fallthrough': 'error',
  'no-implicit-coercion': ['error', { allow: ['!!'] }],
  'no-promise-executor-return': 'off',
  'no-self-assign': 'error',
  'no-self-compare': 'error',
  'no-template-curly-in-string': 'error',
  'no-unreachable': 'error',
  'no-unsafe-finally': 'error',
  'no-useless-rename': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': ['error', { destructuring: 'all' }],
  'require-yield': 'error',
};

/**
 * What needs types, above all: a promise nobody waits for.
 * @type {import('eslint').Linter.RulesRecord}
 */
const promises = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/prefer-promise-reject-errors': 'error',
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
};

export default defineConfig(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/coverage/**', '.nx/**', '.data/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strict,
  ...PROGRAMS,
  {
    rules: {
      ...javascript,
      ...promises,
      'max-lines': ['error', { max: FILE_LINES_MAX, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: FUNCTION_LINES_MAX, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Nest's modules are classes that hold nothing but their decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // Nest reads each class's own constructor at run time: an import used as a parameter's type must not be erased, and
    // a constructor that only calls super says that the class takes nothing.
    files: ['server/src/**', 'server/test/**'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-useless-constructor': 'off',
    },
  },
  {
    files: SPECS,
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // The start page's own scripts: served as they are, so no program knows them.
    files: ['server/public/**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
