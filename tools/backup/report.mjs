// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';

import prettier from 'prettier';

import { inRoot } from '../lib/paths.mjs';
import { machine } from '../load/report.mjs';

/** @typedef {import('./drill.mjs').DrillResult} DrillResult */

const DOCUMENT = inRoot('docs', 'backup.md');
const [BEGIN, END] = ['<!-- drill: begin -->', '<!-- drill: end -->'];

const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const seconds = (/** @type {number} */ value) => `${value.toFixed(1)} s`;

/** @param {DrillResult} result @returns {[string, string][]} */
export function figures({ seconds: took, rpo, bytes }) {
  return [
    ['RPO: work lost with the machine', `${seconds(rpo.lostSeconds)} with BACKUP_RPO_SECONDS=${rpo.wanted}`],
    ['numbers kept, lost', `${rpo.kept}, ${rpo.lost}`],
    [
      'RTO: destroyed until healthy, to a second',
      `${seconds(took.healthy)}, of it the restore ${seconds(took.restore)}`,
    ],
    ['RTO: to the end of the log', `${seconds(took.healthyLatest)}, of it the restore ${seconds(took.restoreLatest)}`],
    [
      'base backup, at work',
      `${seconds(took.backup)}, ${megabytes(bytes.base)} of a database of ${megabytes(bytes.cluster)}`,
    ],
    ['archived log', `${megabytes(bytes.wal)} in ${bytes.segments} files`],
  ];
}

/** @param {DrillResult} result */
export function printed(result) {
  const lines = figures(result).map(([name, value]) => `  ${name.padEnd(44)}${value}`);
  const failed = result.facts.filter(({ ok }) => !ok).length;
  const verdict =
    failed === 0 ? `✓ ${result.facts.length} facts hold` : `✗ ${failed} of ${result.facts.length} facts do not hold`;
  return `\n${lines.join('\n')}\n\n${verdict}\n`;
}

/** Puts the figures, with the machine, between the marks of docs/backup.md. @param {DrillResult} result */
export async function writeDocument(result) {
  const { cpu, cores, memoryGb, node, platform } = machine();
  const at = new Date().toISOString().slice(0, 10);
  const where = `Measured ${at} on ${cores} cores (${cpu}), ${memoryGb} GB, ${platform}, Node ${node}: \`npm run backup:drill -- --rpo ${result.rpo.wanted} --write\`.`;
  const table = ['| what | measured |', '| --- | --- |', ...figures(result).map((row) => `| ${row.join(' | ')} |`)];
  const text = readFileSync(DOCUMENT, 'utf8');
  const [head, rest] = text.split(BEGIN);
  const tail = rest?.split(END)[1];
  if (head === undefined || tail === undefined) throw new Error('docs/backup.md has no place for the figures');
  const whole = `${head}${BEGIN}\n\n${where}\n\n${table.join('\n')}\n\n${END}${tail}`;
  const style = await prettier.resolveConfig(DOCUMENT);
  writeFileSync(DOCUMENT, await prettier.format(whole, { ...style, filepath: DOCUMENT }));
}
