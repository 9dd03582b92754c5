import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type * as RedisStreams from '@socket.io/redis-streams-adapter';
import type { Server } from 'socket.io';

import { adapterClient } from './adapter-client.js';
import { RedisLink } from './redis-link.js';

const EVENT = 'neighbour';

type Hear = (news: never) => void;

/**
 * The other processes of this installation: what one says the others hear, once, while Redis is there. Nothing that
 * must not be lost is said here.
 */
@Injectable()
export class Neighbours implements OnApplicationShutdown {
  private readonly logger = new Logger('Neighbours');
  private readonly listeners = new Map<string, Hear>();
  private server: Server | undefined;
  private endAdapter = (): void => {};

  constructor(private readonly redis: RedisLink) {}

  /** For socket.io's server; undefined: there is one process. */
  adapter(): ReturnType<typeof RedisStreams.createAdapter> | undefined {
    const { client, prefix } = this.redis;
    if (!client) return undefined;
    const names = { streamName: `${prefix}sockets`, channelPrefix: `${prefix}sockets` };
    const own = adapterClient(client);
    this.endAdapter = own.end;
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- as the client: read where there is a Redis
    const { createAdapter } = require('@socket.io/redis-streams-adapter') as typeof RedisStreams;
    return createAdapter(own.client, names);
  }

  /** From now on it speaks and hears through this server. */
  join(server: Server): void {
    if (!this.redis.client) return;
    this.server = server;
    server.on(EVENT, (topic: string, news: unknown) => {
      try {
        this.listeners.get(topic)?.(news as never);
      } catch (error) {
        // Said by another version of us, perhaps.
        this.logger.warn(`not understood: ${topic}, ${error instanceof Error ? error.name : 'unknown'}`);
      }
    });
  }

  /** Somebody may hear it. */
  get canHear(): boolean {
    return this.server !== undefined && this.redis.isUp;
  }

  /** `news`: what JSON can carry, and nothing about a customer. Nobody hears it while Redis is away. */
  say(topic: string, news: object): void {
    if (this.canHear) this.server?.serverSideEmit(EVENT, topic, news);
  }

  hear<News extends object>(topic: string, listener: (news: News) => void): void {
    this.listeners.set(topic, listener);
  }

  onApplicationShutdown(): void {
    for (const namespace of this.server?._nsps.values() ?? []) void namespace.adapter.close();
    this.endAdapter();
  }
}
