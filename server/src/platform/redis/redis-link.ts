import { createHmac } from 'node:crypto';

import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type * as Redis from 'redis';

import { WallClock } from '../clock.js';
import { CONFIG, type Config } from '../config.js';
import { HealthReports } from '../health-reports.js';
import { within } from '../within.js';

/** Nobody waits for Redis longer than this: what it is asked for can be decided without it. */
const ANSWER_LIMIT_MS = 300;
const PROBE_EVERY_MS = 1_000;
/** A probe that is not answered by then: it hangs, or this machine is very busy. */
const PROBE_LIMIT_MS = 2_000;
const RECONNECT_MS = { first: 50, most: 1_000 };
/** A connection on which nothing comes for so long is given up and made anew; each is pinged more often than that. */
const SILENCE_MS = 10_000;
const PING_EVERY_MS = 3_000;

export type RedisClient = ReturnType<typeof clientOf>;

/** It is not there, or does not answer. Whoever asked goes on without it. */
export class RedisAway extends Error {}

/** Loaded where REDIS_URL is set: it is a fifth of all that a start has to read. */
function clientOf(url: string) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- at once: who asks for the client needs it now
  const { createClient } = require('redis') as typeof Redis;
  return createClient({
    url,
    pingInterval: PING_EVERY_MS,
    socket: {
      socketTimeout: SILENCE_MS,
      reconnectStrategy: (tries: number) => Math.min(RECONNECT_MS.most, RECONNECT_MS.first * 2 ** tries),
    },
  });
}

/**
 * The one connection to Redis that commands go through, where REDIS_URL is set. It may be away at any time, also at the
 * start: nothing waits for it, health and the log say so, and it is tried again without end (adr/0022).
 */
@Injectable()
export class RedisLink implements OnModuleInit, OnApplicationShutdown {
  /** Before every key and channel: two installations on one Redis do not hear each other. */
  readonly prefix: string;
  /** Null: there is one process. */
  readonly client: RedisClient | null;
  private readonly logger = new Logger('Redis');
  private readonly jwtKey: Config['jwtKey'];
  /** It was asked and did not answer in time; a probe that is answered ends that. */
  private silent = false;
  private probing = false;
  private timer: NodeJS.Timeout | undefined;
  private downSince: number | null = null;

  constructor(
    @Inject(CONFIG) { redisUrl, jwtKey }: Pick<Config, 'redisUrl' | 'jwtKey'>,
    private readonly health: HealthReports,
    private readonly clock: WallClock,
  ) {
    this.jwtKey = jwtKey;
    this.prefix = `ticketero:${this.hash('installation').slice(0, 10)}:`;
    this.client = redisUrl === null ? null : clientOf(redisUrl);
    health.report('redis', { status: this.client ? 'DOWN' : 'OFF' });
  }

  onModuleInit(): void {
    if (!this.client) return;
    this.client.on('ready', () => this.answers());
    this.client.on('error', (error: Error) => this.away(isRefusal(error) ? 'NO_AUTORIZADO' : 'SIN_CONEXION')); // at each try
    this.client.connect().catch(() => {}); // it goes on trying: this ends only with the process
    this.timer = setInterval(() => void this.probe(), PROBE_EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    if (this.client?.isOpen) this.client.destroy();
  }

  /** It is there, as health says. */
  get isUp(): boolean {
    return this.client !== null && this.client.isReady && this.downSince === null;
  }

  /** … and answers in time: what somebody waits for can be asked. */
  get isPrompt(): boolean {
    return this.isUp && !this.silent;
  }

  /** Throws RedisAway, at once or after ANSWER_LIMIT_MS, and what Redis itself refuses. */
  async ask<T>(command: (client: RedisClient) => Promise<T>): Promise<T> {
    if (!this.client || !this.isPrompt) throw new RedisAway();
    return within(ANSWER_LIMIT_MS, command(this.client), () => {
      this.silent = true;
      throw new RedisAway();
    });
  }

  /** What stands in Redis for something that is nobody's business there, such as an address. */
  hash(text: string): string {
    return createHmac('sha256', this.jwtKey).update(`ticketero redis ${text}`).digest('base64url').slice(0, 22);
  }

  /** One at a time: while it hangs, nothing piles up behind the ping. */
  private async probe(): Promise<void> {
    if (!this.client?.isReady || this.probing) return;
    this.probing = true;
    const answer = this.client.ping().finally(() => (this.probing = false));
    try {
      await within(PROBE_LIMIT_MS, answer, () => {
        throw new RedisAway();
      });
      this.answers();
    } catch {
      if (this.client.isReady) this.away('SIN_RESPUESTA');
    }
  }

  private answers(): void {
    this.silent = false;
    this.health.report('redis', { status: 'UP' });
    this.logger[this.downSince === null ? 'debug' : 'log']('Redis answers');
    this.downSince = null;
  }

  /** Logged once for each episode. */
  private away(word: 'SIN_CONEXION' | 'SIN_RESPUESTA' | 'NO_AUTORIZADO'): void {
    if (this.downSince === null) this.logger.warn(`Redis is away (${word}): each process goes on by itself`);
    this.downSince ??= this.clock.now();
    const detail = `${word} desde ${new Date(this.downSince).toISOString()}`;
    this.health.report('redis', { status: 'DOWN', detail });
  }
}

const isRefusal = ({ message }: Error): boolean => /^(WRONGPASS|NOAUTH|NOPERM)/.test(message);
