// @ts-check
// Where figures go: the screen, bench/results.json, and the table of docs/performance.md between its markers.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { measured } from './world.mjs';

/** @typedef {import('./figures.mjs').Figure} Figure */

const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');
export const RESULTS = resolve(ROOT, 'bench/results.json');
export const DOCUMENT = resolve(ROOT, 'docs/performance.md');
const BEGIN = '<!-- bench: written by npm run bench -->';
const END = '<!-- /bench -->';

/** @param {number | null} value */
function rounded(value) {
  if (value === null || Number.isNaN(value)) return '';
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
/** @param {Figure} figure */
const verdict = ({ met }) => (met === null ? '' : met ? 'yes' : 'no');
/** @param {Figure} figure */
const cells = (figure) => [
  figure.part,
  figure.note ? `${figure.name} (${figure.note})` : figure.name,
  figure.unit,
  rounded(figure.ours),
  rounded(figure.floor),
  rounded(figure.ratio),
  figure.goal ?? '',
  verdict(figure),
];
const HEAD = ['part', 'figure', 'unit', 'ours', 'floor', 'ours / floor', 'goal', 'met'];

/**
 * A Markdown table whose columns are as wide as their widest cell, as Prettier writes it.
 * @param {string[][]} rows
 */
function table([head = [], ...rows]) {
  const widths = head.map((_, i) => Math.max(3, ...[head, ...rows].map((row) => (row[i] ?? '').length)));
  const line = (/** @type {string[]} */ row) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** @param {Figure[]} figures */
export const printed = (figures) => table([HEAD, ...figures.map(cells)]);

/** What the figures were measured on: no names, no paths. */
export function machineOf() {
  const commit = () => execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.cpus().length,
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    postgres: measured.postgres,
    commit: existsSync(resolve(ROOT, '.git')) ? commit() : null,
    date: new Date().toISOString().slice(0, 10),
  };
}

/**
 * Parts that were not measured this time keep their figures of the last.
 * @param {ReturnType<typeof machineOf>} machine
 * @param {Figure[]} figures
 */
export function write(machine, figures) {
  /** @type {{ figures: Figure[] }} */
  const before = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : { figures: [] };
  const measured = new Set(figures.map(({ part }) => part));
  const all = [...before.figures.filter(({ part }) => !measured.has(part)), ...figures];
  all.sort((a, b) => a.part.localeCompare(b.part)); // stable: within a part as it was measured
  writeFileSync(RESULTS, `${JSON.stringify({ machine, figures: all }, null, 2)}\n`);
  const { cpu, cores, memoryGb, node, postgres, commit, date } = machine;
  const on = `${cpu}, ${cores} cores, ${memoryGb} GB; Node ${node}, PostgreSQL ${postgres}; commit ${commit ?? 'none'}, ${date}.`;
  const [head = '', rest = ''] = readFileSync(DOCUMENT, 'utf8').split(BEGIN);
  const [, tail = ''] = rest.split(END);
  writeFileSync(DOCUMENT, `${head}${BEGIN}\n\n${on}\n\n${printed(all)}\n\n${END}${tail}`);
}
