import type * as Redis from 'redis';

import { fail, warn, type Check, type Examined, type Finding, type Patient } from './check.js';

const LIMIT_MS = 3_000;

const nothing = (looked: string): Examined => ({ looked, findings: [] });

export const redis: Check = {
  name: 'redis',
  async examine({ config }: Patient) {
    if (typeof config === 'string' || config.redisUrl === null) return nothing('off: one process');
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- as in redis-link.ts: only where it is set
    const { createClient } = require('redis') as typeof Redis;
    const client = createClient({
      url: config.redisUrl,
      socket: { connectTimeout: LIMIT_MS, reconnectStrategy: false },
    });
    client.on('error', () => {}); // told below
    try {
      await client.connect();
      await client.ping();
      return nothing('answers');
    } catch (error) {
      const refused = error instanceof Error && /WRONGPASS|NOAUTH|NOPERM/.test(error.message);
      const what = refused ? 'Redis refuses REDIS_URL’s password' : 'Redis does not answer at REDIS_URL';
      const findings = [fail(what, 'docs/processes.md; until then each server goes on by itself')];
      return { looked: '', findings };
    } finally {
      if (client.isOpen) client.destroy();
    }
  },
};

export const telegram: Check = {
  name: 'telegram',
  async examine({ config }: Patient) {
    if (typeof config === 'string' || config.telegram === null) return nothing('off: customers have their page');
    const { apiRoot, token, callLimitMs } = config.telegram;
    const finding = await askBot(`${apiRoot}/bot${token}/getMe`, callLimitMs);
    return { looked: 'knows the bot', findings: finding ? [finding] : [] };
  },
};

/** `limitMs`: what the servers give it, too. */
async function askBot(url: string, limitMs: number): Promise<Finding | null> {
  try {
    const { status } = await fetch(url, { signal: AbortSignal.timeout(limitMs) });
    if (status === 200) return null;
    if (status === 401 || status === 404)
      return fail('Telegram does not know TELEGRAM_BOT_TOKEN', 'ask @BotFather for it');
    return warn(`Telegram answers ${status}`, 'wait: messages are sent again by themselves');
  } catch {
    return fail('Telegram does not answer', 'open the way out to it (443): nothing waits for it, and nobody is told');
  }
}
