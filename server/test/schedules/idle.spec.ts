import { BranchReader } from '../../src/branches/index.js';
import { Transactions } from '../../src/platform/database/transactions.js';
import { Schedules } from '../../src/schedules.js';
import type { JobName } from '../support/app.js';
import { openBranch, MINUTE, type TestBranch } from '../support/branch.js';
import { addBranch, row, rows, versions } from '../support/rows.js';

const SECOND = 1_000;
/** What each looks with: all branches at once. */
const STATEMENTS = { positions: 1, assignment: 1, reservations: 1, 'no-show': 1, alerts: 2, 'close-day': 1 };

describe('branches in which nothing is due', () => {
  let branch: TestBranch;

  beforeEach(async () => {
    branch = await openBranch();
    for (const code of ['NORTE', 'SUR', 'ESTE']) await addBranch(branch.test, code);
    const week = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '00:00', to: '23:00' }]]));
    await rows(branch.test, 'update branch set opening_hours = $1', [JSON.stringify({ week })]);
    await branch.issue('CAJA');
    for (const name of Object.keys(STATEMENTS) as JobName[]) for (let i = 0; i < 2; i++) await branch.test.turn(name);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await branch.test.close();
  });

  it.each(Object.entries(STATEMENTS))(
    'R11: the job %s asks %d for all of them, locks none and writes nothing',
    async (name, many) => {
      const before = await versions(branch.test, ['ticket', 'branch', 'advisor']);
      const transactions = branch.test.app.get(Transactions);
      const [query, run] = [jest.spyOn(transactions, 'query'), jest.spyOn(transactions, 'run')];
      const job = branch.test.app.get(Schedules).jobs.find((one) => one.name === name);
      await job?.run(new AbortController().signal);
      expect(query).toHaveBeenCalledTimes(many);
      expect(run).not.toHaveBeenCalled();
      expect(await versions(branch.test, ['ticket', 'branch', 'advisor'])).toEqual(before);
    },
  );

  it('R11: for alerts a branch is loaded once a minute, and what time alone brings about is raised all the same', async () => {
    const { test } = branch;
    const load = jest.spyOn(test.app.get(BranchReader), 'load');
    for (let turn = 0; turn < 11; turn++) {
      test.clock.advance(5 * SECOND);
      await test.turn('alerts');
    }
    expect(load).not.toHaveBeenCalled();
    test.clock.advance(5 * SECOND);
    await test.turn('alerts');
    const { n } = await row(test, 'select count(*)::int as n from branch');
    expect(load).toHaveBeenCalledTimes(n as number);
    test.clock.advance(20 * MINUTE); // CAJA's target
    await test.turn('alerts');
    expect((await rows(test, 'select type from alert')).map(({ type }) => type)).toContain('ESPERA_EXCEDIDA');
  });

  it('R6: of several branches the one that changed is written, and nothing else is asked of the others', async () => {
    const { test } = branch;
    await rows(test, "update branch set revision = revision + 1 where code = 'SUR'");
    const run = jest.spyOn(test.app.get(Transactions), 'run');
    await test.turn('positions');
    expect(run).toHaveBeenCalledTimes(1);
    const behind = await rows(test, 'select code from branch where revision <> positions_revision');
    expect(behind).toEqual([]);
  });
});
