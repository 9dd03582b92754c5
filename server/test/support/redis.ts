import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createClient } from 'redis';

import { quietPort } from '../../../tools/lib/free-ports.mjs';
import { programOf } from './programs.mjs';

const REDIS_SERVER = programOf('redis-server');

/** `describe` where there is a Redis; where there is none, its tests are counted as skipped. */
export const describeWithRedis = REDIS_SERVER === null ? describe.skip : describe;

/** A Redis of a test's own that can be stopped, paused, and started again on the same port. It keeps nothing. */
export class RealRedis {
  private child: ChildProcess | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'ticketero-redis-'));

  private constructor(private readonly port: number) {}

  static async start(): Promise<RealRedis> {
    const redis = new RealRedis(await quietPort());
    await redis.start();
    return redis;
  }

  /** Started by nobody yet: there is only an address. */
  static async absent(): Promise<RealRedis> {
    return new RealRedis(await quietPort());
  }

  get url(): string {
    return `redis://${this.host}`;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** `config`: a file that holds more. */
  async start(config?: string): Promise<void> {
    const options = [
      ...(config ? [config] : []),
      '--port',
      `${this.port}`,
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--dir',
      this.folder,
    ];
    this.child = spawn(REDIS_SERVER ?? '', options, { stdio: 'ignore' });
    while (!(await isOpen(this.port))) await new Promise((resolve) => setImmediate(resolve));
  }

  /** As a machine that loses power. */
  async stop(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** It keeps its connections and answers nothing. */
  pause(): void {
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
  }

  /** Everything that is kept in it. */
  keys(): Promise<string[]> {
    return this.ask((client) => client.keys('*'));
  }

  /** How many times of hits are kept in it, of all whom it counts. */
  hits(): Promise<number> {
    return this.ask(async (client) => {
      let sum = 0;
      for (const key of await client.keys('*:limit:*')) sum += await client.lLen(key);
      return sum;
    });
  }

  /** How many processes hear what one of them says. */
  hearers(): Promise<number> {
    return this.ask(async (client) => {
      const channels = await client.pubSubChannels('*#/#');
      return Object.values(await client.pubSubNumSub(channels)).reduce((sum, count) => sum + Number(count), 0);
    });
  }

  private async ask<T>(question: (client: ReturnType<typeof createClient>) => Promise<T>): Promise<T> {
    const client = createClient({ url: this.url });
    client.on('error', () => {});
    await client.connect();
    try {
      return await question(client as never);
    } finally {
      client.destroy();
    }
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Whether somebody listens there. */
export function isOpen(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (open: boolean): void => {
      socket.destroy();
      done(open);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
