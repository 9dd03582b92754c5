// @ts-check
import { cpus, totalmem } from 'node:os';

import { percent, table, verdictList } from '../simulate/report.mjs';
import { mean, quantile } from '../simulate/statistics.mjs';
import { callFigures, errorsOf, spread } from './figures.mjs';
import { checkBranches } from './verify.mjs';

/** @typedef {import('./day.mjs').BankRecord} BankRecord */
/** @typedef {import('./messages.mjs').Lateness} Lateness */
/** @typedef {ReturnType<typeof dayFigures>} DayFigures */

export const machine = () => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1024 ** 3),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
});

/** Everything that is worth keeping of a day. @param {BankRecord} record @param {import('./args.mjs').Options} options */
export function dayFigures(record, options) {
  const { samples, usage, open, lags, messages, checks, realSeconds, lateness, branches } = record;
  const during = usage.filter(({ at }) => at >= open.from && at <= open.to);
  const of = (/** @type {(one: import('./watch.mjs').Usage) => number | null} */ read) => {
    const values = during.map(read).filter((value) => value !== null);
    return values.length === 0 ? null : { mean: mean(values) ?? 0, max: quantile(values, 1) ?? 0 };
  };
  const issued = branches.reduce((sum, { world }) => sum + world.record.issued.length, 0);
  return {
    options: {
      branches: options.branches,
      day: options.day,
      speed: options.speed,
      hours: options.hours,
      telegram: options.telegram,
      seed: options.seed,
    },
    seconds: realSeconds,
    tickets: issued,
    calls: callFigures(samples),
    perSecond: samples.length / realSeconds,
    errors: errorsOf(samples),
    screens: {
      ...{ count: branches.length * (branches[0]?.displays.length ?? 0), calls: lags.calls, missed: lags.missed },
      fromAnswer: spread(lags.fromAnswer),
      fromDecision: spread(lags.fromDecision),
    },
    messages,
    promises: record.promises,
    driver: { p50: quantile(lateness, 0.5) ?? 0, p99: quantile(lateness, 0.99) ?? 0 },
    use: {
      serverCpu: of(({ serverCpu }) => serverCpu),
      postgresCpu: of(({ postgresCpu }) => postgresCpu),
      driverCpu: of(({ driverCpu }) => driverCpu),
      serverMb: of(({ serverMb }) => serverMb),
      postgresMb: of(({ postgresMb }) => postgresMb),
      loopP99: of(({ loopP99 }) => loopP99),
      loopMax: of(({ loopMax }) => loopMax),
    },
    usage: during.map((one) => ({ ...one, at: one.at - open.from })),
    checks: [...checkBranches(branches), ...checks],
  };
}

const ms = (/** @type {number} */ value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));

/** @param {DayFigures} figures @returns {{ head: string[], rows: string[][] }} */
export function callTable({ calls }) {
  const head = ['call', 'number', 'p50 ms', 'p95 ms', 'p99 ms', 'worst ms', 'answers'];
  const rows = calls.map(({ label, calls: number, p50, p95, p99, max, statuses }) => {
    const answers = Object.entries(statuses).map(([status, count]) => `${status === '0' ? 'none' : status}: ${count}`);
    return [label, String(number), ms(p50), ms(p95), ms(p99), ms(max), answers.join(', ')];
  });
  return { head, rows };
}

/** @param {DayFigures} figures @returns {string[]} one sentence each, for the terminal and the document alike */
export function sentences(figures) {
  const { options, screens, messages, promises, use, errors, driver, seconds, tickets, perSecond } = figures;
  const wrong = Object.entries(errors).map(([what, count]) => `${what} (${count})`);
  const { fromAnswer, fromDecision } = screens;
  return [
    `${tickets} tickets in ${options.branches} branches in ${seconds.toFixed(0)} s: ${(tickets / seconds).toFixed(0)} numbers and ${perSecond.toFixed(0)} requests a second on the mean.`,
    wrong.length === 0 ? 'No unexpected answer.' : `Unexpected answers: ${wrong.join('; ')}.`,
    `${screens.count} screens, ${screens.calls} calls, ${screens.missed} missed. From the answer to the screen ${ms(fromAnswer.p50)} ms at p50, ${ms(fromAnswer.p95)} at p95, ${ms(fromAnswer.max)} at worst; from the decision, before its commit, ${ms(fromDecision.p50)}, ${ms(fromDecision.p95)} and ${ms(fromDecision.max)}.`,
    ...messageSentences(messages, options.speed),
    `Of ${promises.compared} waits that were promised with a range, ${percent(promises.compared === 0 ? null : promises.covered / promises.compared)} lay within it.`,
    `CPU in cores, mean and most in two seconds: server ${used(use.serverCpu)}, PostgreSQL ${used(use.postgresCpu)}, this driver ${used(use.driverCpu)}. Memory in MB: server ${used(use.serverMb, 0)}, PostgreSQL ${used(use.postgresMb, 0)}. Event loop of the server late by ${used(use.loopP99, 0)} ms at p99, ${used(use.loopMax, 0)} at worst.`,
    `The driver acted ${driver.p50.toFixed(1)} s of the branch's time late at p50, ${driver.p99.toFixed(1)} s at p99.`,
  ];
}

/** @param {{ mean: number, max: number } | null} use @param {number} [digits] */
const used = (use, digits = 2) => (use === null ? '–' : `${use.mean.toFixed(digits)} and ${use.max.toFixed(digits)}`);

/** @param {import('./messages.mjs').Messages} messages @param {number} speed */
function messageSentences({ outcomes, first, call, ideal, busiest, speedOfPace }, speed) {
  const told = Object.entries(outcomes).map(([state, count]) => `${count} ${state}`);
  if (told.length === 0) return ['Nobody was told by Telegram.'];
  const late = (/** @type {Lateness | null} */ one) =>
    one === null
      ? 'none'
      : `${one.late} of ${one.sent} (p50 ${one.p50.toFixed(1)} s, p95 ${one.p95.toFixed(1)} s, worst ${one.max.toFixed(1)} s)`;
  return [
    `Messages: ${told.join(', ')}. First ones more than 5 s after the number: ${late(first)}; calls more than 2 s after the call: ${late(call)}.`,
    `A sender that does nothing but keep the 25 a second would have sent the same ones late: ${late(ideal.first)}; ${late(ideal.call)}. In the busiest ten seconds ${busiest.toFixed(0)} a second became due${speedOfPace === null || speedOfPace >= speed ? '' : `: at --speed ${Math.floor(speedOfPace)} they would keep the pace`}.`,
  ];
}

/** @param {DayFigures} figures @returns {string} for a terminal */
export function dayText(figures) {
  const { head, rows } = callTable(figures);
  return [table(head, rows), '', ...sentences(figures), '', verdictList(figures.checks)].join('\n');
}
