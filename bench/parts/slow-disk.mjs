// @ts-check
// Numbers a second on a disk that takes two milliseconds for a commit, on a hundred branches beside one: commands of one
// branch wait for each other's commit, those of others must not.
import { alternate, figureOf } from '../lib/figures.mjs';
import { openBank, Setting } from '../lib/rounds.mjs';
import { bench } from '../lib/world.mjs';

const PAIRS = 5;
const CONNECTIONS = 50;

/**
 * @param {{ quick: boolean, log: (line: string) => void }} options
 * @returns {Promise<import('../lib/figures.mjs').Figure[]>}
 */
export async function measure({ quick, log }) {
  const many = quick ? 4 : 100;
  /** @type {import('../lib/figures.mjs').Figure[]} */
  const figures = [];
  await bench(
    () => openBank(many),
    async ({ world, branches, replays }) => {
      for (const setting of ['commit_delay = 2000', 'commit_siblings = 0']) {
        await world.pool.query(`alter system set ${setting}`);
      }
      await world.pool.query('select pg_reload_conf()');
      const one = new Setting(world, branches.slice(0, 1), CONNECTIONS, quick ? 8 : 30, replays);
      const all = new Setting(world, branches, CONNECTIONS, quick ? 8 : 200, replays);
      const rateOf = (/** @type {Setting} */ setting) => async () => {
        const { issue } = await setting.ours();
        return issue.perSecond;
      };
      const pairs = await alternate(quick ? 1 : PAIRS, rateOf(all), rateOf(one));
      const goal = { text: '≥ 8', met: (/** @type {number} */ ratio) => ratio >= 8 };
      const name = `issue, ${many} branches beside one, ${CONNECTIONS} connections`;
      const note = 'commit_delay 2 ms, commit_siblings 0; floor: one branch';
      figures.push(figureOf({ part: 'slow-disk', name, unit: 'a second', note, ...(quick ? {} : { goal }) }, pairs));
      log(`${name}: ${figures[0]?.ratio?.toFixed(1)}`);
    },
  );
  return figures;
}
