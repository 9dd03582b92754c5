// @ts-check
const vm = require('node:vm');

const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Stands for "no context of its own" wherever Jest hands its context to node:vm. */
const THIS_REALM = vm.createContext({});

/**
 * A source compiled once serves every test file of a worker: each calls it anew, for a module of its own, and finds it warm.
 * @type {Map<string, { code: string, params: string, compiled: Function }>}
 */
const compiledFiles = new Map();

const compileFunction = vm.compileFunction;
vm.compileFunction = (code, params = [], options = {}) => {
  if (options.parsingContext !== THIS_REALM) return compileFunction(code, params, options);
  const { parsingContext: _, filename = '', ...rest } = options;
  const names = params.join();
  const known = compiledFiles.get(filename);
  if (known?.code === code && known.params === names) return known.compiled;
  const compiled = compileFunction(code, params, { filename, ...rest });
  compiledFiles.set(filename, { code, params: names, compiled });
  return compiled;
};

/**
 * Runs the tests in Node's own realm instead of a context of their own: packages that were loaded once serve every test
 * file of a worker (see runtime.cjs) without two kinds of Date, Error and Array, and globals are read without Jest's
 * interceptor. What a test file leaves on the global object, in the environment or on the process is taken back.
 */
module.exports = class OneRealm {
  /** @param {import('@jest/environment').JestEnvironmentConfig} config */
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(this.global);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: this.global });
    /** Not read: some of Node's globals are made at their first use. */
    this.globals = new Map(
      Reflect.ownKeys(globalThis).map((key) => [key, Reflect.getOwnPropertyDescriptor(globalThis, key)]),
    );
    this.env = { ...process.env };
    this.exit = process.exit;
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    for (const key of Reflect.ownKeys(this.global)) {
      const before = this.globals.get(key);
      if (!before) Reflect.deleteProperty(this.global, key);
      else if ('value' in before) Reflect.defineProperty(this.global, key, before);
    }
    for (const name of Object.keys(process.env)) if (!(name in this.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, this.env);
    process.exit = this.exit;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return THIS_REALM;
  }
};
