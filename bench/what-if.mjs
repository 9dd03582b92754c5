// @ts-check
// npm run bench -- what-if: how good is what is said, and how long does it take? On simulated days of the reference
// branch, lived through the real commands, with and without the change; `--days 60` for more of them.
import { core, MINUTE, testing } from './promise/core.mjs';

const HOUR = 60 * MINUTE;
const LEARNING = 10;
const given = process.argv.indexOf('--days');
const DAYS = given < 0 ? 30 : Number(process.argv[given + 1]);
const NINE = testing.NINE_O_CLOCK;
const ASKED_AT = [1, 2, 3].map((hours) => NINE + hours * HOUR);

/** @typedef {import('@ticketero/core').WhatIfChange} Change */
/** @type {(at: number) => { name: string, changes: Change[] }[]} */
const questions = (at) => [
  {
    name: 'one more of CAJA, 2 h',
    changes: [{ kind: 'ADVISOR_ADDED', queueTypes: ['CAJA'], from: at, to: at + 2 * HOUR }],
  },
  {
    name: '6 also takes CAJA, 2 h',
    changes: [{ kind: 'ADVISOR_TAKES', advisorId: 6, queueTypes: ['CAJA'], from: at, to: at + 2 * HOUR }],
  },
  { name: '1 leaves for 1 h', changes: [{ kind: 'ADVISOR_LEAVES', advisorId: 1, from: at, to: at + HOUR }] },
];

/** @typedef {{ said: number, low: number, high: number, saidShare: number, happened: number, tickets: number }} Compared */
/** @type {Map<string, Compared[]>} */
const compared = new Map();

/**
 * @param {string} name
 * @param {Compared} one
 */
function note(name, one) {
  compared.set(name, [...(compared.get(name) ?? []), one]);
}

const lab = new testing.WhatIfLab();
for (let seed = 1; seed <= LEARNING + DAYS; seed++) {
  const day = lab.day(seed);
  const lives = ASKED_AT.map((at) => ({ at, life: testing.lived(day, at) }));
  const [first] = lives;
  if (first) lab.learn(first.life);
  if (seed <= LEARNING) continue;
  const yesterday = testing.arrivalsOf(testing.referenceDay(seed - 1));
  for (const { at, life } of lives) {
    compareBefore('those who did come', life, lab.ask(life, at, testing.arrivalsOf(day), [], false));
    compareBefore('those of the day before', life, lab.ask(life, at, yesterday, []));
  }
  const asked = lives[seed % lives.length];
  if (asked) compareChanges(day, asked.at, asked.life, yesterday);
}

/**
 * @param {string} arrivals
 * @param {import('@ticketero/core/testing').LivedDay} life
 * @param {ReturnType<typeof lab.ask>} answer
 */
function compareBefore(arrivals, life, answer) {
  for (const { queueType, late, tickets } of life.queues) {
    const said = answer.before.find((one) => one.queueType === queueType);
    if (!said) continue;
    const { value, low, high } = said.late;
    note(`${arrivals}: ${queueType}`, {
      said: value,
      low,
      high,
      saidShare: said.lateShare.value,
      happened: late,
      tickets,
    });
  }
}

/**
 * @param {import('@ticketero/core/testing').ReferenceDay} day
 * @param {number} at
 * @param {import('@ticketero/core/testing').LivedDay} life
 * @param {import('@ticketero/core').ExpectedArrival[]} yesterday
 */
function compareChanges(day, at, life, yesterday) {
  const late = (/** @type {typeof life} */ lived) => lived.queues.reduce((sum, queue) => sum + queue.late, 0);
  for (const { name, changes } of questions(at)) {
    const { difference } = lab.ask(life, at, yesterday, changes);
    const sum = (/** @type {'value' | 'low' | 'high'} */ of) => difference.reduce((all, one) => all + one[of], 0);
    const happened = late(testing.lived(testing.withChanges(day, changes), at)) - late(life);
    note(`change: ${name}`, {
      said: sum('value'),
      low: sum('low'),
      high: sum('high'),
      saidShare: 0,
      happened,
      tickets: 1,
    });
  }
}

const mean = (/** @type {number[]} */ all) => all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length);
const rows = [...compared].map(([name, all]) => {
  const change = name.startsWith('change');
  const inside = all.filter(({ low, high, happened }) => happened >= Math.floor(low) && happened <= Math.ceil(high));
  const shareError = all.map(({ saidShare, happened, tickets }) =>
    Math.abs(saidShare - happened / Math.max(1, tickets)),
  );
  const sameSign = all.filter(({ said, happened }) => said * happened >= 0);
  return [
    name,
    String(all.length),
    mean(all.map(({ said }) => said)).toFixed(1),
    mean(all.map(({ happened }) => happened)).toFixed(1),
    mean(all.map(({ said, happened }) => Math.abs(said - happened))).toFixed(1),
    change
      ? `direction ${((100 * sameSign.length) / all.length).toFixed(0)} %`
      : `${(100 * mean(shareError)).toFixed(1)} points`,
    `${((100 * inside.length) / all.length).toFixed(0)} %`,
  ];
});
const head = ['late: what is said', 'asked', 'said', 'happened', 'error', 'share of late', 'in the range'];
const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
for (const row of [head, ...rows]) {
  process.stdout.write(
    `${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}\n`,
  );
}

/** A branch of 200 who wait, 20 advisors and 1,000 who come; beside it what does not change with this code. */
function speed() {
  const at = NINE + HOUR;
  const advisors = Array.from({ length: 20 }, (_, index) =>
    testing.anAdvisor(index + 1, {
      status: 'AVAILABLE',
      queueTypes: testing.QUEUE_TYPES.slice(index % 3, (index % 3) + 2),
    }),
  );
  const tickets = Array.from({ length: 200 }, (_, index) => {
    const createdAt = at - (index % 50) * MINUTE;
    return testing.aTicket(index + 1, {
      queueType: testing.QUEUE_TYPES[index % 4] ?? '',
      createdAt,
      orderAt: createdAt,
    });
  });
  const arrivals = Array.from({ length: 1000 }, (_, index) => ({
    ...{
      at: at + (1 + (index % 300)) * MINUTE,
      queueType: testing.QUEUE_TYPES[index % 4] ?? '',
      preferential: index % 9 === 0,
    },
  }));
  const branch = new core.Branch(testing.aBranch({ moduleCount: 20, advisors, tickets }), at);
  const input = core.whatIfInput(branch, arrivals);
  const middle = (/** @type {number} */ rounds, /** @type {() => void} */ work) => {
    const took = Array.from({ length: rounds }, () => {
      const begin = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(begin);
      return (user + system) / 1_000;
    });
    return took.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? NaN;
  };
  const change = questions(at)[0]?.changes ?? [];
  const ask = middle(9, () => void core.whatIf(input, change));
  const hint = middle(9, () => void core.findHint(input));
  const sorts = middle(3, () => {
    for (let round = 0; round < 1_000; round++) core.dispatchOrder(input.branch.waiting, input.branch.rules, at);
  });
  const sort = sorts / 1_000;
  process.stdout.write(
    `\n200 wait, 20 advisors, 1,000 come: a question takes ${ask.toFixed(0)} ms of a processor, a hint ${hint.toFixed(0)} ms, ` +
      `sorting the line ${(1000 * sort).toFixed(0)} µs (${(ask / sort).toFixed(0)} times)\n`,
  );
  if (ask > 2_000) process.exitCode = 1;
}
speed();
