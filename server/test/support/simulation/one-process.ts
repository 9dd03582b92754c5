import type { TestApp } from '../app.js';
import { client } from '../client.js';
import { BranchLife, type Bank } from './branch-life.js';
import { BRANCHES } from './branches.js';
import type { Random } from '@ticketero/core/testing';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const REST_MS = 30 * MINUTE;

/** The branches of the simulation in the test's own server: days that are lived quickly, to be looked at. */
export class LivedDays {
  private constructor(
    private readonly test: TestApp,
    private readonly branches: BranchLife[],
    private readonly random: Random,
  ) {}

  /** Call `addBranches` first. */
  static async open(test: TestApp, randomOf: (index: number) => Random): Promise<LivedDays> {
    const bank: Bank = {
      url: () => test.url,
      send: ({ token, method, path, body, headers }) => client(test.url, token).send(method, path, body, headers),
    };
    const branches: BranchLife[] = [];
    for (const [index, { code }] of BRANCHES.entries()) {
      branches.push(await BranchLife.open(bank, code, randomOf(index + 1)));
    }
    return new LivedDays(test, branches, randomOf(0));
  }

  /** Everybody works from `from` (ms) on for so many hours, in rounds of so many minutes. */
  async live(from: number, hours: number, roundMinutes: number): Promise<void> {
    this.test.clock.set(from);
    await Promise.all(this.branches.map((branch) => branch.begin()));
    for (let at = from + roundMinutes * MINUTE; at < from + hours * HOUR; at += roundMinutes * MINUTE) {
      this.test.clock.set(at);
      await Promise.all(this.branches.map((branch) => branch.burst(this.random.pick([0, 1, 1, 2]))));
      await this.jobs();
    }
  }

  /** Nobody does anything until `until` (ms) but the server, every half hour: days end, wherever it is midnight. */
  async rest(until: number): Promise<void> {
    for (let at = this.test.clock.now() + REST_MS; at <= until; at += REST_MS) {
      this.test.clock.set(at - (at % REST_MS));
      await this.jobs();
      await this.test.turn('roll-ups');
    }
  }

  private async jobs(): Promise<void> {
    for (const job of ['positions', 'assignment', 'reservations', 'no-show', 'close-day'] as const) {
      await this.test.turn(job);
    }
  }
}
