import { schemaSnapshot } from '../platform/database/schema-snapshot.js';
import { backups } from './backups.js';
import type { Check, Examined, Patient } from './check.js';
import { clock } from './clock.js';
import { configuration } from './configuration.js';
import { database } from './database.js';
import { disk } from './disk.js';
import { invariants } from './invariants.js';
import { jobs } from './jobs.js';
import { keys } from './keys.js';
import { messages } from './messages.js';
import { partitions } from './partitions.js';
import { redis, telegram } from './reach.js';
import { indexes, migrations, rights } from './schema.js';

/** What the others need stands before them. */
const CHECKS: Check[] = [
  ...[configuration, clock, database, migrations, rights, indexes, partitions, invariants],
  ...[messages, jobs, keys, redis, telegram, disk, backups],
];

export interface Diagnosis extends Examined {
  name: string;
}

/** Every check, one after another. One that cannot be made is a failure of its own, and keeps no other. */
export async function diagnose(given: Omit<Patient, 'schema'>): Promise<Diagnosis[]> {
  let schema: Promise<string> | undefined;
  const patient: Patient = { ...given, schema: () => (schema ??= schemaSnapshot(given.client)) };
  const found: Diagnosis[] = [];
  for (const { name, examine } of CHECKS) {
    const examined = await examine(patient).catch((error: unknown): Examined => {
      const what = `could not be looked at: ${error instanceof Error ? error.message : 'unknown'}`;
      return { looked: '', findings: [{ level: 'fail', what, whatToDo: 'see the checks above: this one needs them' }] };
    });
    found.push({ name, ...examined });
  }
  return found;
}

const SIGNS = { warn: '!', fail: '✗' };
const NAME_WIDTH = 15;

/** One line for each finding and one for what to do; one for each check that found nothing; and the sum. */
export function printed(diagnoses: readonly Diagnosis[]): string {
  const lines = diagnoses.flatMap(({ name, looked, findings }) =>
    findings.length === 0
      ? [`✓ ${name.padEnd(NAME_WIDTH)}${looked}`]
      : findings.flatMap(({ level, what, whatToDo }) => [
          `${SIGNS[level]} ${name.padEnd(NAME_WIDTH)}${what}`,
          `  ${''.padEnd(NAME_WIDTH)}→ ${whatToDo}`,
        ]),
  );
  const counted = (wanted: 'fail' | 'warn', word: string): string => {
    const count = diagnoses.flatMap(({ findings }) => findings).filter(({ level }) => level === wanted).length;
    return `${count} ${word}${count === 1 ? '' : 's'}`;
  };
  const healthy = diagnoses.filter(({ findings }) => findings.length === 0).length;
  const sum = `${healthy} of ${diagnoses.length} checks found nothing`;
  lines.push('', `${sum}; ${counted('fail', 'failure')}, ${counted('warn', 'warning')}`);
  return `${lines.join('\n')}\n`;
}
