import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

import { awayFromMidnight } from '../../../tools/lib/away-from-midnight.mjs';

/** What `npm run build` makes of server/src; the set-up of the test run brings it up to date. */
const DIST = resolve(__dirname, '../../dist');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built migrations in a process of their own. Returns the names of those that ran. Throws with their error. */
export function migrateInProcess(url: string, direction: 'up' | 'down' = 'up', count?: number): Promise<string[]> {
  const script = `require(process.argv[1]).migrate(...JSON.parse(process.argv[2]))
    .then((names) => console.log(JSON.stringify(names)))
    .catch((error) => { console.error(error.message); process.exitCode = 1; })`;
  const args = JSON.stringify([url, direction, ...(count === undefined ? [] : [count])]);
  return new Promise((done, fail) => {
    const file = resolve(DIST, 'platform/database/migrate.js');
    execFile(process.execPath, ['-e', script, file, args], (error, stdout, stderr) => {
      if (error) fail(new Error(stderr));
      else done(JSON.parse(stdout) as string[]);
    });
  });
}

/** Once for all that a test starts: one time for them, also over a restart. */
const CLOCK = awayFromMidnight();

/** A server as a real process. */
export class ServerProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  private stdout = '';
  private stderr = '';
  private onReady: (url: string) => void = () => {};

  /** `env`: the whole of it, beside what Node needs to run. */
  constructor(env: Record<string, string>) {
    this.child = spawn(process.execPath, [resolve(DIST, 'main.js')], {
      env: {
        PATH: process.env['PATH'],
        HOST: '127.0.0.1',
        PORT: '0',
        RATE_LIMIT_FACTOR: '0',
        LOG_LEVEL: 'silent',
        ...(env['NODE_ENV'] || env['CLOCK_START'] ? {} : CLOCK),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (data: Buffer) => {
      this.stdout += data.toString();
      const url = /^ready on (\S+)$/m.exec(this.stdout)?.[1];
      if (url) this.onReady(url.replace('localhost', '127.0.0.1'));
    });
    this.child.stderr?.on('data', (data: Buffer) => (this.stderr += data.toString()));
    this.ended = new Promise((done) => {
      this.child.on('close', (code) => done({ code, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  /** Its address, as soon as it says that it is ready. Throws when it ends instead. */
  ready(): Promise<string> {
    return new Promise((done, fail) => {
      this.onReady = done;
      void this.ended.then(({ code, stderr }) => fail(new Error(`the server ended with ${code}: ${stderr}`)));
      const url = /^ready on (\S+)$/m.exec(this.stdout)?.[1];
      if (url) done(url);
    });
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
