import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { businessDay } from '@ticketero/core';

import { headOf, signHead } from '../audit/index.js';
import { WallClock } from '../platform/clock.js';
import { isDay } from '../platform/http/day.js';
import { keyIdOf, publicPem, signingKey } from '../platform/signing-key.js';
import { withChains } from './audit-database.js';
import { dataDir, environment, runCommand } from './command.js';

/**
 * npm run audit:head (R10): where every chain stood at the end of a day (`--date`, today where absent), signed with
 * AUDIT_SIGNING_KEY, or with the key in DATA_DIR. One document a line, or a file each in the folder `--out`; `--branch`
 * for one chain alone. `--public-key`: nothing but the key to check with, likewise.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      date: { type: 'string' },
      branch: { type: 'string' },
      out: { type: 'string' },
      'public-key': { type: 'boolean' },
    },
  });
  const { date, branch, out } = values;
  if (date !== undefined && !isDay(date)) throw new Error('--date: must be a day such as 2026-11-18');
  const key = signingKey(environment()['AUDIT_SIGNING_KEY'], dataDir());
  if (!key) throw new Error('AUDIT_SIGNING_KEY: is required with DATABASE_URL');
  if (values['public-key']) return hand(out, `audit-key-${keyIdOf(key)}.pub.pem`, publicPem(key), 'the public key');
  await withChains(async (chains) => {
    const wanted = (await chains.list()).filter((chain) => branch === undefined || chain.branch === branch);
    if (wanted.length === 0) throw new Error(`--branch: there is no chain ${branch ?? ''}`);
    for (const chain of wanted) {
      const now = new WallClock().now();
      const today = businessDay(now, chain.timeZone);
      if (date !== undefined && date > today) throw new Error(`--date: ${date} is yet to come`);
      const head = signHead(await headOf(chains, chain, date ?? today, now), key);
      const text = out === undefined ? `${JSON.stringify(head)}\n` : `${JSON.stringify(head, null, 2)}\n`;
      hand(out, `audit-head-${head.branch}-${head.date}.json`, text, `${head.events} events`);
    }
  });
}

/** Into the folder, or onto the terminal. */
function hand(folder: string | undefined, name: string, text: string, what: string): void {
  if (folder === undefined) {
    process.stdout.write(text);
    return;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, name), text);
  process.stdout.write(`${resolve(folder, name)}: ${what}\n`);
}

runCommand('audit:head', main);
