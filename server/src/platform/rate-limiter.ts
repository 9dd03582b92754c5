import { Inject, Injectable } from '@nestjs/common';

import { WallClock } from './clock.js';
import { CONFIG, type Config } from './config.js';

const WINDOW_MS = 60_000;
/** More keys than this in one minute, and the one that was used longest ago is forgotten: memory has an end. */
const KEYS_MAX = 20_000;

/**
 * Counts what each key did in the last minute, exactly: at no moment have more than the limit happened in 60 s. Ours and
 * not a library's: the one there is for Nest keeps every address that ever asked, with a timer for each request.
 */
@Injectable()
export class RateLimiter {
  /** Key → times of its hits, oldest first. The key used last stands last. */
  private readonly hits = new Map<string, number[]>();

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'rateLimitFactor'>,
    private readonly clock: WallClock,
  ) {}

  /** How many are allowed where the rule says so many: RATE_LIMIT_FACTOR times that, and Infinity when it is 0. */
  allowed(many: number): number {
    const { rateLimitFactor: factor } = this.config;
    return factor === 0 ? Infinity : Math.max(1, Math.round(many * factor));
  }

  /** 0, and it is counted; or seconds until there is room again, and it is not. */
  take(key: string, perMinute: number): number {
    const limit = this.allowed(perMinute);
    if (limit === Infinity) return 0;
    const now = this.clock.now();
    const recent = this.recent(key, now);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= limit)
      return Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1000));
    recent.push(now);
    return 0;
  }

  /** Keys that are remembered at this moment. */
  get size(): number {
    return this.hits.size;
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
