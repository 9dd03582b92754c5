import { LOCK as PRODUCT } from '../../src/branches/branch-statements.js';
import { LOCK, playRaces, type Story } from '../../src/tools/example-races.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

describe('the example of docs/concurrency.md', () => {
  let database: TestDatabase;
  let stories: { without: Story[]; withLock: Story[] };

  beforeAll(async () => {
    database = await createDatabase({ empty: true });
    stories = await playRaces(database.url);
  });
  afterAll(() => database.drop());

  const results = (list: Story[]): Record<string, [string, boolean]> =>
    Object.fromEntries(list.map(({ race, result, right }) => [race, [result, right]]));

  it('R2 R7: without the lock each race really goes wrong', () => {
    expect(results(stories.without)).toEqual({
      'lost update': ['5 and 5', false],
      'non-repeatable read': ['C05 called by Ana and Luis', false],
      'write skew': ['module 3: Ana and Luis', false],
    });
    for (const { steps } of stories.without) expect(steps.join()).not.toContain('waits');
  });

  it('R2 R7: with the branch lock each ends right, because the second waits and then looks', () => {
    expect(results(stories.withLock)).toEqual({
      'lost update': ['5 and 6', true],
      'non-repeatable read': ['C05 called by Ana', true],
      'write skew': ['module 3: Ana', true],
    });
    for (const { steps } of stories.withLock) {
      expect(steps.indexOf('Luis: waits for the branch')).toBeLessThan(steps.indexOf('Ana: commits'));
      expect(steps.indexOf('Luis: has the branch')).toBeGreaterThan(steps.indexOf('Ana: commits'));
    }
  });

  it('R7: it is the product’s own lock, and it ends the same every time', async () => {
    expect(LOCK).toBe(PRODUCT.text);
    for (let i = 0; i < 5; i++) expect(await playRaces(database.url)).toEqual(stories);
  });
});
