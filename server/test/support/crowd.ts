import { Client } from 'pg';

import type { TestApp } from './app.js';
import type { Answer } from './client.js';

/** The branch's lock in somebody else's hands: no command of it ends until `letGo`. */
export async function holdBranch(test: TestApp): Promise<{ letGo(): Promise<void> }> {
  const holder = new Client({ connectionString: test.database.url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select 1 from branch for update');
  return {
    async letGo() {
      await holder.query('rollback');
      await holder.end();
    },
  };
}

/** Requests of which some are answered while the branch is held: those that were refused. */
export class Crowd {
  readonly answered: Answer[] = [];
  private readonly all: Promise<Answer>[];
  private heard: () => void = () => {};

  constructor(sent: Promise<Answer>[]) {
    this.all = sent.map(async (one) => {
      const answer = await one;
      this.answered.push(answer);
      this.heard();
      return answer;
    });
  }

  async until(count: number): Promise<Answer[]> {
    while (this.answered.length < count) await new Promise<void>((resolve) => (this.heard = resolve));
    return [...this.answered];
  }

  everyone(): Promise<Answer[]> {
    return Promise.all(this.all);
  }
}
