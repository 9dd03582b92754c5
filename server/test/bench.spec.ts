import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const PART = resolve(__dirname, '../../bench/parts/http.mjs');
/** As `npm run bench -- http --quick`, without the build: the set-up of the test run has made it. */
const SCRIPT = `const { measure } = await import(process.argv[1]);
  console.log(JSON.stringify(await measure({ quick: true, log: () => {} })));`;

interface Figure {
  name: string;
  ours: number;
  floor: number;
  met: boolean | null;
}

/** Throws with what the bench says: an answer that is no 2xx, other counts than answers, a session without fsync. */
function quickFigures(): Promise<Figure[]> {
  return new Promise((done, fail) => {
    execFile(process.execPath, ['--input-type=module', '-e', SCRIPT, PART], (error, stdout, stderr) => {
      if (error) fail(new Error(stderr));
      else done(JSON.parse(stdout) as Figure[]);
    });
  });
}

describe('npm run bench -- http --quick', () => {
  it('R2, R10: its figures count, and no speed is judged', async () => {
    const figures = await quickFigures();
    for (const command of ['issue', 'call-next + complete', 'read of a ticket', 'position by number']) {
      for (const where of ['1 branch', '4 branches']) {
        expect(figures.map(({ name }) => name)).toContain(`${command}, 4 connections, ${where}`);
      }
    }
    expect(figures.map(({ name }) => name)).toContain('issue, floor: one PL/pgSQL call, 4 connections, 4 branches');
    for (const { ours, floor, met } of figures) {
      expect(Math.min(ours, floor)).toBeGreaterThan(0);
      expect(met).toBeNull();
    }
  });
});
