import type { TestCluster } from './cluster';

export default async function globalTeardown(): Promise<void> {
  await (globalThis as TestCluster).ticketeroPostgres?.stop();
}
