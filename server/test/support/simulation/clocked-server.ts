import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import { testConfig, type JobName } from '../app.js';

interface Heard {
  id?: number;
  error?: string;
  ready?: string;
}

/** The built server in a process of its own, which the test can kill and whose clock it moves. */
export class ClockedServer {
  private readonly waiting = new Map<number, { done: () => void; fail: (error: Error) => void }>();
  private sent = 0;
  private killed = false;

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    child.on('message', ({ id, error }: Heard) => {
      const asked = this.waiting.get(id ?? 0);
      this.waiting.delete(id ?? 0);
      if (error) asked?.fail(new Error(error));
      else asked?.done();
    });
    child.on('exit', () => {
      for (const { done } of this.waiting.values()) done(); // it is dead: nothing more will be said
      this.waiting.clear();
    });
  }

  /** Starts it on this database at this moment (ms) of its clock. Throws with what it wrote when it cannot. */
  static async start(databaseUrl: string, now: number): Promise<ClockedServer> {
    const { jwtKey, piiKey, auditKey, ...config } = testConfig({ seedDemo: false });
    const keys = {
      jwtKey: jwtKey.export().toString('base64'),
      piiKey: piiKey.toString('base64'),
      auditKey: auditKey?.export({ format: 'pem', type: 'pkcs8' }),
    };
    // JSON knows no Infinity: it would make null of a patience without end, which is none at all.
    const endless = (_: string, value: unknown) => (value === Infinity ? Number.MAX_VALUE : value);
    const argument = JSON.stringify({ config: { ...config, ...keys }, url: databaseUrl, now }, endless);
    const child = fork(resolve(__dirname, 'clocked-process.cjs'), [argument], { silent: true, execArgv: [] });
    let said = '';
    child.stderr?.on('data', (data: Buffer) => (said += data.toString()));
    const exit = once(child, 'exit').then(() => {
      throw new Error(`the server ended: ${said}`);
    });
    const [{ ready }] = (await Promise.race([once(child, 'message'), exit])) as [Heard];
    exit.catch(() => {});
    return new ClockedServer(child, ready ?? '');
  }

  get alive(): boolean {
    return !this.killed && this.child.exitCode === null && this.child.signalCode === null;
  }

  setClock(at: number): Promise<void> {
    return this.ask({ clock: at });
  }

  /** One turn of a job, now; nothing when the process is dead. */
  turn(job: JobName): Promise<void> {
    return this.ask({ turn: job });
  }

  /** As a power cut would, and until it is gone. */
  async kill(): Promise<void> {
    if (!this.alive) return;
    this.killed = true; // its connections break before its end is known here
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }

  private ask(what: object): Promise<void> {
    if (!this.alive || !this.child.connected) return Promise.resolve();
    const id = ++this.sent;
    return new Promise((done, fail) => {
      this.waiting.set(id, { done, fail });
      this.child.send({ id, ...what }, (error) => {
        if (error) done(); // it died while we spoke
      });
    });
  }
}
