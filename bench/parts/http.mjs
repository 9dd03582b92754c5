// @ts-check
// The hot commands over HTTP beside the same statements sent by a bare pg client and beside one PL/pgSQL call for each, with
// 1, 16 and 50 connections, on one branch and on a hundred.
import { alternate, figureOf, p50, p99 } from '../lib/figures.mjs';
import { openBank, Setting } from '../lib/rounds.mjs';
import { bench } from '../lib/world.mjs';

const PART = 'http';
const PAIRS = 5;
const PAIR_SECONDS = 4;

/** @typedef {import('../lib/figures.mjs').Figure} Figure */
/** @typedef {import('../lib/figures.mjs').Half} Half */
/** @typedef {import('../lib/rounds.mjs').Round} Round */
/** @typedef {import('../lib/rounds.mjs').OneCallRound} OneCallRound */
/** @typedef {{ ours: Round, floor: { bare: Round, oneCall: OneCallRound } }[]} Pairs */
/** @typedef {{ text: string, met: (ratio: number) => boolean }} Goal */

const COMMANDS = /** @type {const} */ ({
  issue: 'issue',
  callNext: 'call-next + complete',
  read: 'read of a ticket',
  position: 'position by number',
});
const perSecond = (/** @type {Half} */ half) => half.perSecond;
/** @type {Goal} */
const RATE = { text: '≥ 0.60', met: (ratio) => ratio >= 0.6 };
/** @type {Goal} */
const TAIL = { text: '≤ 4', met: (ratio) => ratio <= 4 };

/**
 * @param {string} where
 * @param {boolean} judged
 * @param {Pairs} pairs
 * @returns {Figure[]}
 */
function figuresOf(where, judged, pairs) {
  /** @type {(name: string, unit: string, of: (round: Pairs[number]) => { ours: number, floor: number }, goal?: Goal) => Figure} */
  const figure = (name, unit, of, goal) =>
    figureOf({ part: PART, name: `${name}, ${where}`, unit, ...(goal && judged ? { goal } : {}) }, pairs.map(of));
  return /** @type {(keyof typeof COMMANDS)[]} */ (Object.keys(COMMANDS)).flatMap((command) => {
    const name = COMMANDS[command];
    const hot = command === 'issue' || command === 'callNext';
    /** @type {(value: (half: Half) => number) => (round: Pairs[number]) => { ours: number, floor: number }} */
    const bare = (value) => (round) => ({ ours: value(round.ours[command]), floor: value(round.floor.bare[command]) });
    const figures = [
      figure(name, 'a second', bare(perSecond), hot ? RATE : undefined),
      figure(`${name}, p50`, 'ms', bare(p50)),
      figure(`${name}, p99`, 'ms', bare(p99), hot ? TAIL : undefined),
    ];
    if (!hot || pairs.some(({ floor }) => floor.oneCall[command] === null)) return figures;
    /** @type {(round: Pairs[number]) => { ours: number, floor: number }} */
    const oneCall = ({ ours, floor }) => ({
      ours: ours[command].perSecond,
      floor: floor.oneCall[command]?.perSecond ?? NaN,
    });
    return [...figures, figure(`${name}, floor: one PL/pgSQL call`, 'a second', oneCall)];
  });
}

/**
 * @param {{ quick: boolean, log: (line: string) => void }} options
 * @returns {Promise<Figure[]>}
 */
export async function measure({ quick, log }) {
  /** @type {Figure[]} */
  const figures = [];
  const many = quick ? 4 : 100;
  await bench(
    () => openBank(many),
    async ({ world, branches, replays }) => {
      for (const [count, calls] of /** @type {[number, number][]} */ ([
        [1, quick ? 8 : 20],
        [many, quick ? 8 : 100],
      ])) {
        for (const lines of quick ? [4] : [1, 16, 50]) {
          const setting = new Setting(world, branches.slice(0, count), lines, calls, replays);
          const floor = async () => ({ bare: await setting.floor(), oneCall: await setting.oneCall() });
          await setting.begin();
          if (!quick) await setting.warmUp(PAIR_SECONDS);
          const pairs = await alternate(quick ? 1 : PAIRS, () => setting.ours(), floor);
          await setting.end();
          const where = `${lines} connection${lines === 1 ? '' : 's'}, ${count} branch${count === 1 ? '' : 'es'}`;
          const made = figuresOf(where, lines === 16 && count === 100, pairs);
          figures.push(...made);
          for (const { name, unit, ratio } of made) if (unit === 'a second') log(`${name}: ${ratio?.toFixed(2)}`);
        }
      }
    },
  );
  return figures;
}
