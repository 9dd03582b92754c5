import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../lib/ensure-installed.mjs';
import { readOptions, USAGE } from './args.mjs';
import { Failure, Misuse } from './failure.mjs';
import { checkInvariants } from './invariants.mjs';
import { makePlan } from './plan.mjs';
import { createRandom } from './random.mjs';
import { parseCalls, readDataFile, selectDay, toArrivals } from './read-day.mjs';
import { advisorTable, describePlan, httpTable, queueTable, verdictList } from './report.mjs';
import { advisorFigures, httpFigures, quantile, queueFigures } from './statistics.mjs';
import { simulateVirtually } from './virtual/run.mjs';
import { telegramFigures } from './telegram/figures.mjs';
import { VIRTUAL_USAGE } from './virtual/args.mjs';
import { giveTelegram } from './telegram/habits.mjs';
import { describeTelegram, telegramTable } from './telegram/report.mjs';

const GENERATED_DAY = fileURLToPath(new URL('./data/generated-day.tsv', import.meta.url));
/** Above this the driver, not the branch, makes people wait. */
const LATENESS_WARNING_SECONDS = 60;

/**
 * @param {string[]} argv
 * @returns {Promise<number>} the exit code
 */
export async function main(argv) {
  try {
    if (argv.includes('--virtual') && !argv.includes('--help')) return await simulateVirtually(argv);
    const options = readOptions(argv.filter((arg) => arg !== '--virtual'));
    if (options.help) {
      process.stdout.write(USAGE + VIRTUAL_USAGE);
      return 0;
    }
    return await simulate(options);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`simulate: ${error.message}\n`);
    return error instanceof Misuse ? 2 : 1;
  }
}

/** @param {import('./args.mjs').Options} options */
async function simulate(options) {
  const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);
  const calls = parseCalls(readDataFile(options.data ?? GENERATED_DAY));
  const day = selectDay(calls, options.date);
  const { arrivals, leftOut } = toArrivals(day.calls, createRandom(options.seed).fork('queues'));
  const plan = withTelegram(makePlan(arrivals, options), options);
  say(describePlan({ file: options.data, date: day.date, calls: day.calls.length, leftOut, plan, options }));
  if (options.telegram > 0) say(describeTelegram(plan.customers, options.telegramFaults));

  // Not before: what has packages in it is there once they are.
  await ensureInstalled();
  const { runDay } = await import('./day.mjs');
  const began = performance.now();
  const password = process.env['DEMO_PASSWORD'] || 'ticketero';
  const { record, duty, lateness, readyLateSeconds } = await runDay(plan, day.date, options, password);
  const realSeconds = (performance.now() - began) / 1000;

  const endedAt = new Map(record.endings.map(({ codigoReferencia, at }) => [codigoReferencia, at]));
  const queues = queueFigures(record.tickets);
  const advisors = advisorFigures(record.tickets, duty, endedAt);
  const http = httpFigures(record.http);
  const late = { p50: quantile(lateness, 0.5) ?? 0, p99: quantile(lateness, 0.99) ?? 0 };
  const telegram = record.telegram && telegramFigures(record.telegram);
  const verdicts = checkInvariants(record);
  const broken = verdicts.filter((verdict) => !verdict.ok).map((verdict) => verdict.name);

  say(`\n${queueTable(queues)}\n(waits in minutes of the simulated day, of those who were called)`);
  say(`\n${advisorTable(advisors)}`);
  say(`\n${httpTable(http)}\n(real milliseconds, as the driver saw them)`);
  if (telegram) say(`\n${telegramTable(telegram)}`);
  say(`\nThe driver acted ${late.p50.toFixed(1)} s late at p50, ${late.p99.toFixed(1)} s at p99 (simulated seconds).`);
  if (late.p99 > LATENESS_WARNING_SECONDS) say('That is much: a lower --speed gives truer waits.');
  if (readyLateSeconds > 0)
    say(`The branch opened ${Math.round(readyLateSeconds)} simulated s late: the server was slow.`);
  say(`\n${verdictList(verdicts)}`);
  say(
    broken.length === 0
      ? `\nThe day ran through in ${realSeconds.toFixed(0)} s and every invariant held.`
      : `\nBROKEN: ${broken.join('; ')}. The same day again: --seed ${options.seed}`,
  );
  if (options.json) {
    const summary = { customers: plan.customers.length, load: plan.load, queues: plan.queues };
    const report = { date: day.date, options, plan: summary, queues, advisors, http, telegram, late, verdicts };
    writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  }
  return broken.length === 0 ? 0 : 1;
}

/**
 * @param {import('./plan.mjs').Plan} plan
 * @param {import('./args.mjs').Options} options
 */
function withTelegram(plan, { telegram, telegramFaults, seed }) {
  const habits = { count: telegram, faults: telegramFaults > 0 };
  return { ...plan, customers: giveTelegram(plan.customers, habits, createRandom(seed).fork('telegram')) };
}
