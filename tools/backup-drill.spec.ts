import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

import { businessDay } from '@ticketero/core';

import { lastMorning } from './backup/drill.mjs';

const DRILL = resolve(__dirname, 'backup-drill.mjs');
/** Seconds: a segment is waited for some times. */
const RPO = '2';
const HOUR = 3_600_000;

interface Ended {
  code: number;
  lines: string[];
}

/** What an operator runs, with the built product; the build is the test run's. */
function drill(): Promise<Ended> {
  const env = { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], TICKETERO_SKIP_BUILD: '1' };
  return new Promise((done) => {
    execFile(process.execPath, [DRILL, '--rpo', RPO], { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, lines: (stdout + stderr).split('\n') }),
    );
  });
}

it.each([
  '2026-11-22T02:59:50Z',
  '2026-11-22T03:00:10Z',
  '2026-07-01T03:59:50Z',
  '2026-11-22T14:59:59Z',
  '2026-11-22T15:00:00Z',
])('R4: a drill at %s is over before the day of its branch is, and of no time to come', (time) => {
  const now = Date.parse(time);
  const start = lastMorning(now);
  expect(now - start).toBeGreaterThanOrEqual(0);
  expect(now - start).toBeLessThan(24 * HOUR);
  const [before, after] = [start - 6 * HOUR, start + 6 * HOUR].map((at) => businessDay(at, 'America/Santiago'));
  expect([before, after]).toEqual(Array(2).fill(businessDay(start, 'America/Santiago')));
});

describe('npm run backup:drill', () => {
  let ended: Ended;
  beforeAll(async () => {
    ended = await drill();
  });
  const proved = (name: string): string[] => ended.lines.filter((line) => line.startsWith(`✓ ${name} (`));

  it('R4, R10: a branch that was destroyed is back as of the second that was chosen', () => {
    expect(ended.lines.filter((line) => line.startsWith('✗') || line.startsWith('backup:drill'))).toEqual([]);
    for (const fact of [
      'the branch works on while it is backed up',
      'every number until then is there',
      'no later one is',
      'every call until then is there',
      'every event until then is there, and no later one',
      'the heads that were kept elsewhere agree',
    ]) {
      expect([fact, proved(fact).length]).toEqual([fact, 1]);
    }
  });

  it('R4, R10: of one that was destroyed again nothing is lost but the end that was not archived', () => {
    expect(proved('what is lost is the end, without a hole')).toHaveLength(1);
    expect(proved('nothing that was archived is lost')).toHaveLength(1);
    for (const fact of ['the audit chains are whole', 'no rule is broken']) expect(proved(fact)).toHaveLength(2);
  });

  it('R2, R13: numbers go on after each, and ids are read with the key that was kept apart', () => {
    expect(proved('the next number follows')).toHaveLength(2);
    expect(proved('who came before is known by their id')).toHaveLength(2);
    expect(ended.code).toBe(0);
  });

  it('says what was lost and how long it took', () => {
    const said = (words: RegExp): number => ended.lines.filter((line) => words.test(line)).length;
    expect(said(/^ {2}RPO: .* \d+\.\d s with BACKUP_RPO_SECONDS=2$/)).toBe(1);
    expect(said(/^ {2}RTO: .* \d+\.\d s, of it the restore \d+\.\d s/)).toBe(2);
  });
});
