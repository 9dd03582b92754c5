// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';

import prettier from 'prettier';

import { inRoot } from '../lib/paths.mjs';
import { lineChart } from './chart.mjs';
import { limitSentences, limitTable } from './limit-report.mjs';
import { callTable, sentences } from './report.mjs';

/** @typedef {import('./report.mjs').DayFigures} DayFigures */
/** @typedef {import('./limit-report.mjs').LimitFigures} LimitFigures */
/** @typedef {{ machine: ReturnType<typeof import('./report.mjs').machine>, at: string, day: DayFigures | null, limit: LimitFigures | null }} Results */

const DOCUMENT = inRoot('docs', 'load.md');
const DAY_CHART = '![CPU, memory and event loop over the day](images/load-day.svg)';
const LIMIT_CHART = '![Rates, refusals, answers and CPU step by step](images/load-limit.svg)';
const COLOURS = { server: '#0b5cab', postgres: '#c2571a', driver: '#8a97a6' };

/**
 * Writes what was measured between its markers, and the charts beside it. What was not measured this time stays.
 * @param {Results} results
 */
export async function writeDocument({ machine, at, day, limit }) {
  let text = readFileSync(DOCUMENT, 'utf8');
  const { cpu, cores, memoryGb, node, platform } = machine;
  const where = `Measured ${at} on ${cores} cores (${cpu}), ${memoryGb} GB, ${platform}, Node ${node}; the driver shares them.`;
  if (day) {
    const { branches, day: tickets, speed, hours } = day.options;
    const command = `npm run load -- --branches ${branches} --day ${tickets} --speed ${speed}${hours === 9 ? '' : ` --hours ${hours}`}`;
    text = between(text, 'day', [
      `\`${command}\`. ${where}`,
      markdown(callTable(day)),
      list(sentences(day)),
      checkList(day.checks),
      DAY_CHART,
    ]);
    writeFileSync(inRoot('docs', 'images', 'load-day.svg'), dayChart(day));
  }
  if (limit) {
    text = between(text, 'limit', [
      `\`npm run load -- --no-day --branches ${limit.branches} --step ${limit.stepSeconds}\`. ${where}`,
      markdown(limitTable(limit)),
      list(limitSentences(limit)),
      checkList(limit.checks),
      LIMIT_CHART,
    ]);
    writeFileSync(inRoot('docs', 'images', 'load-limit.svg'), limitChart(limit));
  }
  const style = await prettier.resolveConfig(DOCUMENT);
  writeFileSync(DOCUMENT, await prettier.format(text, { ...style, filepath: DOCUMENT }));
}

/** @param {string} text @param {string} name @param {readonly string[]} parts */
function between(text, name, parts) {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [head, rest] = text.split(begin);
  const tail = rest?.split(end)[1];
  if (head === undefined || tail === undefined) throw new Error(`docs/load.md has no place for "${name}"`);
  return `${head}${begin}\n\n${parts.join('\n\n')}\n\n${end}${tail}`;
}

/** @param {{ head: readonly string[], rows: readonly (readonly string[])[] }} table */
function markdown({ head, rows }) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** @param {readonly string[]} lines */
const list = (lines) => lines.map((line) => `- ${line}`).join('\n');

/** @param {readonly import('./verify.mjs').Check[]} checks */
function checkList(checks) {
  const broken = checks.filter(({ ok }) => !ok);
  const held = checks.filter(({ ok }) => ok).map(({ name, checked }) => `${name} (${checked})`);
  const bad = broken.map(({ name, problems }) => `${name}: ${problems[0] ?? ''}`);
  return [`Held afterwards: ${held.join('; ')}.`, ...(bad.length > 0 ? [`BROKEN: ${bad.join('; ')}.`] : [])].join(
    '\n\n',
  );
}

/** @param {DayFigures} day */
export function dayChart({ usage, options, seconds }) {
  const of = (/** @type {(one: import('./watch.mjs').Usage) => number | null} */ read) =>
    usage.map((one) => /** @type {const} */ ([one.at, read(one)]));
  return lineChart({
    title: `A day of ${options.branches} branches and ${options.day} tickets, ${options.speed} times faster than life`,
    note: 'What the server process, PostgreSQL and the driver used, every two seconds',
    ...{ across: 's since the doors opened', from: 0, to: seconds },
    panels: [
      {
        ...{ label: 'CPU', unit: 'cores' },
        lines: [
          { name: 'server', colour: COLOURS.server, points: of(({ serverCpu }) => serverCpu) },
          { name: 'PostgreSQL', colour: COLOURS.postgres, points: of(({ postgresCpu }) => postgresCpu) },
          { name: 'driver', colour: COLOURS.driver, points: of(({ driverCpu }) => driverCpu) },
        ],
      },
      {
        ...{ label: 'Memory', unit: 'MB' },
        lines: [
          { name: 'server', colour: COLOURS.server, points: of(({ serverMb }) => serverMb) },
          { name: 'PostgreSQL', colour: COLOURS.postgres, points: of(({ postgresMb }) => postgresMb) },
        ],
      },
      {
        ...{ label: 'Event loop of the server, late by', unit: 'ms' },
        lines: [
          { name: 'p99', colour: COLOURS.server, points: of(({ loopP99 }) => loopP99) },
          { name: 'worst', colour: COLOURS.driver, points: of(({ loopMax }) => loopMax) },
        ],
      },
    ],
  });
}

/** @param {LimitFigures} limit */
export function limitChart({ steps, branches }) {
  const of = (/** @type {(step: import('./limit.mjs').Step) => number | null} */ read) =>
    steps.map((step, index) => /** @type {const} */ ([index + 1, read(step)]));
  return lineChart({
    title: `Numbers a second, raised until it breaks: ${branches} branches`,
    note: `Steps: ${steps.map(({ rate, phase }) => `${rate}/s${phase === 'rising' ? '' : ` (${phase})`}`).join(', ')}`,
    ...{ across: 'step', from: 1, to: Math.max(2, steps.length) },
    panels: [
      {
        ...{ label: 'Numbers a second', unit: '/s' },
        lines: [
          { name: 'asked for', colour: COLOURS.driver, points: of(({ rate }) => rate) },
          { name: 'given', colour: COLOURS.server, points: of(({ given }) => given) },
        ],
      },
      {
        ...{ label: 'Requests refused', unit: '%' },
        lines: [{ name: '503 and 429', colour: COLOURS.postgres, points: of(({ refused }) => 100 * refused) }],
      },
      {
        ...{ label: 'Answers at p95', unit: 'ms' },
        lines: [
          { name: 'issue', colour: COLOURS.server, points: of(({ issue }) => issue.p95) },
          { name: 'desk', colour: COLOURS.postgres, points: of(({ deskP95 }) => deskP95) },
          { name: 'screens', colour: COLOURS.driver, points: of(({ screens }) => screens.p95) },
        ],
      },
      {
        ...{ label: 'CPU', unit: 'cores' },
        lines: [
          { name: 'server', colour: COLOURS.server, points: of(({ serverCpu }) => serverCpu) },
          { name: 'PostgreSQL', colour: COLOURS.postgres, points: of(({ postgresCpu }) => postgresCpu) },
          { name: 'driver', colour: COLOURS.driver, points: of(({ driverCpu }) => driverCpu) },
        ],
      },
    ],
  });
}
