import type { Random } from '@ticketero/core/testing';

import type { JobName } from '../app.js';
import { client, type Answer } from '../client.js';
import { ClockedServer } from './clocked-server.js';

export type Method = Parameters<ReturnType<typeof client>['send']>[0];

/** What a caller sends. */
export interface Request {
  token: string;
  method: Method;
  path: string;
  body?: object;
  headers?: Record<string, string>;
}

/** Two server processes on one database, as a bank runs them; now and then one of them is dead for a while. */
export class TwoProcesses {
  kills = 0;
  /** Answers that never came, since their process died. */
  unanswered = 0;
  /** Requests that each of the two has answered. */
  readonly answered = [0, 0];
  private readonly servers: (ClockedServer | null)[] = [null, null];
  private starting: Promise<void> = Promise.resolve();

  constructor(
    private readonly databaseUrl: string,
    private now: number,
    private readonly random: Random,
  ) {}

  async open(): Promise<void> {
    await Promise.all([this.start(0), this.start(1)]);
  }

  private async start(index: number): Promise<void> {
    const server = await ClockedServer.start(this.databaseUrl, this.now);
    await server.setClock(this.now); // it went on while this one started
    this.servers[index] = server;
  }

  private living(): number[] {
    return [0, 1].filter((index) => this.servers[index]?.alive);
  }

  private present(): ClockedServer[] {
    return this.servers.filter((server) => server !== null);
  }

  url(index = this.random.pick(this.living())): string {
    const server = this.servers[index];
    if (!server) throw new Error(`process ${index} is not there`);
    return server.url;
  }

  async setClock(at: number): Promise<void> {
    this.now = at;
    await Promise.all(this.present().map((server) => server.setClock(at)));
  }

  /** One turn of a job in each of the living processes: the one with the lease does it (R11). */
  async turn(job: JobName): Promise<void> {
    await Promise.all(this.present().map((server) => server.turn(job)));
  }

  /** To one of the two, by chance; null: it died before it answered. */
  async send({ token, method, path, body, headers }: Request): Promise<Answer | null> {
    const index = this.random.pick(this.living());
    const server = this.servers[index];
    try {
      const answer = await client(this.url(index), token).send(method, path, body, headers);
      this.answered[index] = (this.answered[index] ?? 0) + 1;
      return answer;
    } catch (error) {
      if (server?.alive) throw error; // nobody killed it: it had to answer
      this.unanswered += 1;
      return null;
    }
  }

  /** Kills one while it works, and starts another in its place meanwhile. Not while only one lives. */
  async killOne(): Promise<void> {
    await this.starting;
    const index = this.random.pick([0, 1]);
    const server = this.servers[index];
    if (!server || this.living().length < 2) return;
    this.kills += 1;
    await server.kill();
    this.servers[index] = null;
    this.starting = this.start(index);
  }

  /** Both live again. */
  async whole(): Promise<void> {
    await this.starting;
  }

  async close(): Promise<void> {
    await this.starting;
    await Promise.all(this.present().map((server) => server.kill()));
  }
}
