import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { isInTime } from '../bench/lib/parts.mjs';

const ROOT = resolve(__dirname, '..');
/** As tools/bench.mjs begins, and what a part opens; it goes on saying something, as a bench does. */
const OPENS = `
  import { followReader } from ${JSON.stringify(join(ROOT, 'tools/lib/follow-parent.mjs'))};
  import { bench, openWorld } from ${JSON.stringify(join(ROOT, 'bench/lib/world.mjs'))};
  followReader();
  await bench(openWorld, async (world) => {
    const { rows } = await world.pool.query("select setting as folder, pg_read_file('postmaster.pid') as lock from pg_settings where name = 'data_directory'");
    const [postgres] = rows[0].lock.split('\\n');
    console.log(JSON.stringify({ folder: rows[0].folder, pids: [world.pid, Number(postgres)] }));
    for (;;) {
      await world.issueAndCancel();
      console.log('goes on');
    }
  });
`;

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('npm run bench', () => {
  it('ends within ten minutes: what would not be over by then is left out', () => {
    expect(isInTime('displays', [], 0)).toBe(true);
    expect(isInTime('recalculation', ['displays', 'http'], 310)).toBe(true);
    expect(isInTime('recalculation', ['displays', 'http', 'messages', 'process', 'processes'], 560)).toBe(false);
  });

  it('a machine that was twice as slow until now is expected to go on so', () => {
    expect(isInTime('http', ['displays'], 150)).toBe(true);
    expect(isInTime('http', ['displays'], 300)).toBe(false);
    expect(isInTime('messages', ['displays'], 300)).toBe(true);
  });

  it.each([
    ['whoever reads what it says leaves', 'head'],
    ['it is told to end', 'SIGTERM'],
  ] as const)('its server, its PostgreSQL and their folder are gone when %s', async (_name, how) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', OPENS], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (said.includes('goes on')) break; // which closes our end
    }
    const { folder, pids } = JSON.parse(said.split('\n', 1)[0] ?? '') as { folder: string; pids: number[] };
    expect(pids).toHaveLength(2);
    if (how === 'SIGTERM') child.kill('SIGTERM');
    expect(await ended).toEqual([1, null]);
    expect([pids.filter(isThere), existsSync(folder)]).toEqual([[], false]);
  });
});
