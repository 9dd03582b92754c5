// @ts-check
const { default: Sequencer } = require('@jest/test-sequencer');

/** Minutes each. Where nothing is known of an earlier run Jest goes by the size of a file, and these would come last, alone. */
const LONG = [
  'e2e/screens-of-',
  'testing/living/living-days-',
  'fuzz/http.spec',
  'e2e/display-bank',
  'telegram/crash.spec',
  'backup/base',
  'backup-drill',
  'simulation/twenty-days',
  'privacy/marked-day',
  'e2e/display-life',
  'testing/random-day',
  'testing/living/living-day.spec',
  'audit/commands.spec',
  'identity/pace.spec',
];

/** The longest first, so that no worker ends long before the others. */
module.exports = class LongFirst extends Sequencer {
  /**
   * @override
   * @param {import('@jest/test-result').Test[]} tests
   */
  async sort(tests) {
    const long = (/** @type {import('@jest/test-result').Test} */ { path }) => LONG.some((part) => path.includes(part));
    const sorted = await super.sort(tests);
    return [...sorted.filter(long), ...sorted.filter((test) => !long(test))];
  }
};
