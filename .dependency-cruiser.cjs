// @ts-check
// The arrows of docs/architecture.md. They run one way: apps → libs/{ui, realtime-client} → libs/contract, and
// server/src → server/core, libs/contract. tools/boundaries.spec.ts proves that a wrong import really fails.

const APPS = '^(kiosk|display|advisor-console|ticket-page)/';
const SPEC = '\\.spec\\.tsx?$';
const TEST_CODE = `(${SPEC}|^server/test/|^e2e/|^bench/)`;
const CORE_TESTING = '^server/core/src/testing/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or hide a third. A circle of types alone does no harm.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'An import that leads nowhere would slip through every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'core-is-a-leaf',
      comment: 'The rules of the branch know no framework, no clock, no chance, no I/O: they import nothing at all.',
      severity: 'error',
      from: { path: '^server/core/src/', pathNot: `(${SPEC}|${CORE_TESTING})` },
      to: { pathNot: '^server/core/src/' },
    },
    {
      name: 'core-tests-bring-fast-check-only',
      severity: 'error',
      from: { path: `(^server/core/src/.*${SPEC}|${CORE_TESTING})` },
      to: { pathNot: ['^server/core/src/', '(^|/)node_modules/fast-check/'] },
    },
    {
      name: 'contract-is-a-leaf',
      severity: 'error',
      from: { path: '^libs/contract/' },
      to: { pathNot: '^libs/contract/' },
    },
    {
      name: 'realtime-client-knows-the-contract-only',
      severity: 'error',
      from: { path: '^libs/realtime-client/' },
      to: { path: ['^libs/', '^server/', '^e2e/', '^tools/', APPS], pathNot: '^libs/(realtime-client|contract)/' },
    },
    {
      name: 'ui-is-dumb',
      comment: 'Tokens and components: no socket, and no fetch but that of the bank’s own look.',
      severity: 'error',
      from: { path: '^libs/ui/' },
      to: {
        path: ['^libs/', '^server/', '^e2e/', '^tools/', APPS, '(^|/)node_modules/(socket\\.io|engine\\.io)'],
        pathNot: '^libs/(ui|contract)/',
      },
    },
    {
      name: 'apps-import-libs-only',
      severity: 'error',
      from: { path: APPS },
      to: { path: ['^server/', '^e2e/', '^tools/', '^bench/', '^migrations/'] },
    },
    {
      name: 'apps-do-not-know-each-other',
      severity: 'error',
      from: { path: APPS },
      to: { path: APPS, pathNot: '^$1/' },
    },
    {
      name: 'browsers-have-no-node',
      severity: 'error',
      from: { path: ['^(kiosk|display|advisor-console|ticket-page)/src/', '^libs/'], pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'desk-and-supervisor-apart',
      comment: 'An advisor never downloads the supervisor’s half, and one half can change without the other.',
      severity: 'error',
      from: { path: '^advisor-console/src/(desk|supervisor)/' },
      to: { path: '^advisor-console/src/(desk|supervisor)/', pathNot: '^advisor-console/src/$1/' },
    },
    {
      name: 'audit-and-account-stand-alone',
      severity: 'error',
      from: { path: '^advisor-console/src/(audit|account|reports)/' },
      to: { path: '^advisor-console/src/(desk|supervisor)/' },
    },
    {
      name: 'server-imports-core-and-contract',
      severity: 'error',
      from: { path: '^server/src/' },
      to: {
        path: ['^server/', '^libs/', '^e2e/', '^tools/', '^bench/', APPS],
        pathNot: ['^server/src/', '^server/core/src/index\\.ts$', '^libs/contract/src/index\\.ts$'],
      },
    },
    {
      name: 'platform-imports-no-feature',
      severity: 'error',
      from: { path: '^server/src/platform/' },
      to: { path: '^server/src/', pathNot: '^server/src/platform/' },
    },
    {
      name: 'features-meet-at-the-door',
      comment: 'A feature reaches another through its index.ts.',
      severity: 'error',
      from: { path: '^server/src/([^/]+)/', pathNot: '^server/src/platform/' },
      to: {
        path: '^server/src/[^/]+/',
        pathNot: ['^server/src/$1/', '^server/src/platform/', '^server/src/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'only-telegram-knows-telegraf',
      severity: 'error',
      from: { pathNot: '^server/src/telegram/' },
      to: { path: '(^|/)node_modules/telegraf/|^telegraf$' },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: ['^server/', '^libs/', APPS], pathNot: [TEST_CODE, CORE_TESTING] },
      to: { path: [TEST_CODE, CORE_TESTING] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.tools.json' },
    // An import of a type is an arrow too.
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    exclude: { path: '(^|/)(dist|\\.data|\\.nx|public)/' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // Sources, not dist: the workspace packages name them under "types".
      conditionNames: ['types', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
