// @ts-check
const { createRequire } = require('node:module');

const { default: Runtime } = require('jest-runtime');

/** A package, or a file of one: neither a path nor one of our own (those are mapped to their sources). */
const PACKAGE = /^(?!\.|\/|node:|@ticketero\/|@jest\/|jest|expect$)/;

/** @type {Map<string, NodeJS.Require>} */
const requires = new Map();

/**
 * Packages are loaded by Node itself, once for all test files of a worker: Jest would read and run the 1,500 modules
 * below the server again for each of them. Our own sources stay fresh in every test file. Needs environment.cjs.
 */
module.exports = class PackagesOnce extends Runtime {
  /**
   * @override
   * @param {string} from
   * @param {string} name
   */
  requireModuleOrMock(from, name) {
    if (!PACKAGE.test(name)) return super.requireModuleOrMock(from, name);
    let native = requires.get(from);
    if (!native) requires.set(from, (native = createRequire(from)));
    return native(name);
  }
};
