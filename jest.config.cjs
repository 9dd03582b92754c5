// @ts-check
// One run, several projects: `npm test -- core` (or server, integration, web, tools, e2e) runs one of them.

/**
 * @param {{ tsx?: boolean }} [options]
 * @returns {[string, unknown]}
 */
const swc = ({ tsx = false } = {}) => [
  '@swc/jest',
  {
    // No .swcrc is looked for: what the tests run is what stands here.
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx, decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    },
  },
];

/** @param {string} path */
const inRepo = (path) => `<rootDir>/${path}`;

/** Sources, not dist: a test never runs yesterday's build. */
const moduleNameMapper = {
  '^(\\.{1,2}/.*)\\.js$': '$1',
  '^@ticketero/core$': inRepo('server/core/src/index.ts'),
  '^@ticketero/core/testing$': inRepo('server/core/src/testing/index.ts'),
  '^@ticketero/contract$': inRepo('libs/contract/src/index.ts'),
  '^@ticketero/realtime-client$': inRepo('libs/realtime-client/src/index.ts'),
  '^@ticketero/ui$': inRepo('libs/ui/src/index.ts'),
};

/**
 * @param {string} displayName
 * @param {string[]} testMatch
 * @param {import('jest').Config} [more]
 * @returns {import('jest').Config}
 */
const project = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir: __dirname,
  // Tests in Node's own realm, packages loaded once: a test file of the server took 3 s of processor to import it, now 1.
  testEnvironment: inRepo('tools/lib/jest-realm/environment.cjs'),
  runtime: inRepo('tools/lib/jest-realm/runtime.cjs'),
  testMatch: testMatch.map(inRepo),
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/\\.nx/'],
  modulePathIgnorePatterns: [inRepo('\\.nx/'), inRepo('\\.data/')],
  // The tools are ES modules for Node; Jest runs them as CommonJS like everything else.
  transform: { '\\.(ts|mjs)$': swc(), '\\.tsx$': swc({ tsx: true }) },
  moduleNameMapper,
  // Jest does not hand a project's `testTimeout` to its tests: a set-up file does. A busy machine is no failure.
  setupFilesAfterEnv: [inRepo('tools/lib/patient-tests.cjs')],
  ...more,
});

/** @type {import('jest').Config} */
module.exports = {
  testSequencer: inRepo('tools/lib/long-first.cjs'),
  projects: [
    project('core', ['server/core/src/**/*.spec.ts']),
    project('server', ['server/src/**/*.spec.ts']),
    project('web', [
      '{kiosk,display,advisor-console,ticket-page}/src/**/*.spec.{ts,tsx}',
      'libs/*/src/**/*.spec.{ts,tsx}',
    ]),
    project('tools', ['tools/**/*.spec.ts']),
    project('integration', ['server/test/**/*.spec.ts'], {
      globalSetup: inRepo('server/test/support/global-setup.ts'),
      globalTeardown: inRepo('server/test/support/global-teardown.ts'),
    }),
    project('e2e', ['e2e/**/*.spec.ts'], {
      globalSetup: inRepo('e2e/support/global-setup.ts'),
      globalTeardown: inRepo('e2e/support/global-teardown.ts'),
    }),
  ],
};
