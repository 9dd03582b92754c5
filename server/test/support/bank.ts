import type { Branch } from '@ticketero/core';

import { BranchFeed } from '../../src/platform/branch-feed.js';
import { startApp, type TestApp } from './app.js';
import { client, pairDevice, signIn, type TestClient } from './client.js';
import { setSettings } from './rows.js';

/** The same caller at each server of the bank. */
export type Caller = TestClient[];

/** Some servers on one database, as a bank runs them. */
export interface Bank {
  test: TestApp;
  servers: TestApp[];
  kiosk: Caller;
  /** Signs in, and is seated and AVAILABLE unless `seated` is false. */
  advisor(user: string, seated?: boolean): Promise<Caller>;
  /** Every revision that a server told its screens of, in the order of telling. */
  told: number[];
  close(): Promise<void>;
}

export async function openBank(size: number, settings: object = {}): Promise<Bank> {
  const test = await startApp();
  const servers = [test];
  for (let i = 1; i < size; i++) servers.push(await startApp({ database: test.database, clock: test.clock }));
  await setSettings(test, settings);
  const told: number[] = [];
  const everywhere = (one: TestClient): Caller => servers.map(({ url }) => client(url, one.token));
  const kiosk = everywhere(await pairDevice(test.url, 'KIOSK'));
  for (const { app } of servers) app.get(BranchFeed).changes.subscribe(({ revision }: Branch) => told.push(revision));
  return {
    test,
    servers,
    kiosk,
    told,
    async advisor(user, seated = true) {
      const one = await signIn(test.url, user);
      if (seated) {
        const answer = await one.send('PUT', '/api/advisor/status', { status: 'AVAILABLE' });
        if (answer.status !== 200) throw new Error(`ready: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      return everywhere(one);
    },
    async close() {
      for (const server of servers.toReversed()) await server.close(); // the first one owns the database
    },
  };
}

/** How many of each. */
export function countOf<T>(values: T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
