import { setTimeout as delay } from 'node:timers/promises';

import type { RedisClient } from './redis-link.js';

const RETRY_MS = 500;

/**
 * Redis as socket.io's adapter may have it. The adapter (0.3.1) leaves promises unhandled, which would end the process
 * when Redis goes away, and asks again without a pause when a read fails, which would stop it.
 */
export function adapterClient(client: RedisClient): { client: RedisClient; end: () => void } {
  const own: RedisClient[] = [];
  const publish: RedisClient['publish'] = (channel, message) => client.publish(channel, message).catch(() => 0);
  const duplicate = (): RedisClient => {
    const one = tamed(client.duplicate());
    own.push(one);
    return one;
  };
  return {
    client: Object.assign(Object.create(client) as RedisClient, { publish, duplicate }),
    end: () => own.forEach((one) => void one.disconnect()),
  };
}

/** A connection of the adapter's own: one hears what is published, one reads the stream. */
function tamed(client: RedisClient): RedisClient {
  let ended = false;
  const end = async (): Promise<void> => {
    ended = true;
    if (client.isOpen) client.destroy();
  };
  const connect = client.connect.bind(client);
  const subscribe = client.subscribe.bind(client) as (...args: unknown[]) => Promise<void>;
  const read = client.xRead.bind(client) as (...args: unknown[]) => Promise<unknown>;
  const patient = {
    // It fails only when the process ends: nobody goes on from there.
    connect: () => connect().catch(() => new Promise<never>(() => {})),
    disconnect: end,
    subscribe: async (...args: unknown[]): Promise<void> => {
      while (!ended) {
        const done = await subscribe(...args).then(
          () => true,
          () => false,
        );
        if (done) return;
        await delay(RETRY_MS, undefined, { ref: false });
      }
    },
    xRead: (...args: unknown[]): Promise<unknown> =>
      read(...args).catch(async (error: unknown) => {
        if (!ended) await delay(RETRY_MS, undefined, { ref: false });
        throw error;
      }),
  };
  return Object.assign(client, patient) as RedisClient;
}
