import { Inject, Injectable, Optional } from '@nestjs/common';

import { WallClock } from './clock.js';
import { CONFIG, type Config } from './config.js';
import { RedisLink } from './redis/redis-link.js';

const WINDOW_MS = 60_000;
/** More keys than this in one minute, and the one that was used longest ago is forgotten: memory has an end. */
const KEYS_MAX = 20_000;

/** The same list of times in Redis, by its own clock, of the last `limit` hits: 0, or ms until there is room. */
const TAKE = `local time = redis.call('TIME')
local now, limit, window = time[1] * 1000 + math.floor(time[2] / 1000), tonumber(ARGV[1]), tonumber(ARGV[2])
local oldest = tonumber(redis.call('LINDEX', KEYS[1], -limit) or 0)
if oldest > now - window then return oldest + window - now end
redis.call('RPUSH', KEYS[1], now)
redis.call('LTRIM', KEYS[1], -limit, -1)
redis.call('PEXPIRE', KEYS[1], window)
return 0`;

/**
 * Counts what each key did in the last minute, exactly: at no moment have more than the limit happened in 60 s. Ours and
 * not a library's: the one there is for Nest keeps every address that ever asked, with a timer for each request, and those
 * for Redis count by windows, across whose edge twice the limit fits.
 *
 * With REDIS_URL all processes count together. Each counts for itself besides: without Redis that is what holds.
 */
@Injectable()
export class RateLimiter {
  /** Key → times of its hits, oldest first. The key used last stands last. */
  private readonly hits = new Map<string, number[]>();

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'rateLimitFactor'>,
    private readonly clock: WallClock,
    @Optional() private readonly redis?: RedisLink,
  ) {}

  /** How many are allowed where the rule says so many: RATE_LIMIT_FACTOR times that, and Infinity when it is 0. */
  allowed(many: number): number {
    const { rateLimitFactor: factor } = this.config;
    return factor === 0 ? Infinity : Math.max(1, Math.round(many * factor));
  }

  /** 0, and it is counted; or seconds until there is room again, and it is not. At once, unless Redis is asked. */
  take(key: string, perMinute: number): number | Promise<number> {
    const limit = this.allowed(perMinute);
    if (limit === Infinity) return 0;
    const wait = this.waitHere(key, limit);
    if (wait > 0) return seconds(wait);
    if (this.redis?.isPrompt) return this.takeTogether(this.redis, key, limit);
    this.countHere(key);
    return 0;
  }

  /** Keys that are remembered at this moment. */
  get size(): number {
    return this.hits.size;
  }

  private async takeTogether(redis: RedisLink, key: string, limit: number): Promise<number> {
    try {
      const ask = { keys: [`${redis.prefix}limit:${redis.hash(key)}`], arguments: [`${limit}`, `${WINDOW_MS}`] };
      const wait = Number(await redis.ask((client) => client.eval(TAKE, ask)));
      if (wait > 0) return seconds(wait);
    } catch {
      // It went away meanwhile: neither is everybody refused, nor is anybody let past the limit of this process.
      const wait = this.waitHere(key, limit);
      if (wait > 0) return seconds(wait);
    }
    this.countHere(key);
    return 0;
  }

  /** ms until there is room, as far as this process knows. */
  private waitHere(key: string, limit: number): number {
    const now = this.clock.now();
    const recent = this.recent(key, now);
    const oldest = recent.at(-limit);
    return oldest === undefined ? 0 : oldest + WINDOW_MS - now;
  }

  private countHere(key: string): void {
    const now = this.clock.now();
    this.recent(key, now).push(now);
  }

  private recent(key: string, now: number): number[] {
    const recent = this.hits.get(key) ?? [];
    this.hits.delete(key);
    this.forget(now);
    this.hits.set(key, recent);
    const gone = recent.findIndex((at) => at > now - WINDOW_MS);
    recent.splice(0, gone < 0 ? recent.length : gone);
    return recent;
  }

  /** From the front, which was used longest ago: what is over, and whatever is too much. */
  private forget(now: number): void {
    for (const [key, hits] of this.hits) {
      if ((hits.at(-1) ?? 0) > now - WINDOW_MS && this.hits.size < KEYS_MAX) return;
      this.hits.delete(key);
    }
  }
}

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));
