import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

// Without suffix: the tests' set-up loads this file with Node's own resolver.
import { ConfigError } from './config-error';

const SECRET_BYTES = 32;

/** DATA_DIR/secrets.json: what the environment would hold, were there no embedded database. */
export interface KeptSecrets {
  jwt: string;
  pii: string;
  /** While `npm run pii:rotate` is under way: the keys before. */
  piiPrevious?: string;
}

const fileIn = (dataDir: string): string => resolve(dataDir, 'secrets.json');
const fresh = (): string => randomBytes(SECRET_BYTES).toString('hex');

/** The demo's own keys: lost keys would mean unreadable ids and everybody signed out at each start. Throws ConfigError. */
export function keptSecrets(dataDir: string): KeptSecrets {
  if (existsSync(fileIn(dataDir))) {
    try {
      return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as KeptSecrets;
    } catch {
      throw new ConfigError('DATA_DIR', 'holds a secrets.json that cannot be read');
    }
  }
  const made = { jwt: fresh(), pii: fresh() };
  try {
    mkdirSync(dataDir, { recursive: true });
    keep(dataDir, made);
  } catch {
    throw new ConfigError('DATA_DIR', 'cannot be written to');
  }
  return made;
}

/** A new `pii`, with the present one beside it as `piiPrevious`; nothing when that has been done already. */
export function renewPiiKey(dataDir: string): void {
  const kept = keptSecrets(dataDir);
  if (kept.piiPrevious === undefined) keep(dataDir, { ...kept, pii: fresh(), piiPrevious: kept.pii });
}

/** The rotation has ended. */
export function forgetPreviousPiiKey(dataDir: string): void {
  const { jwt, pii } = keptSecrets(dataDir);
  keep(dataDir, { jwt, pii });
}

/** Whole or not at all: half a file would be a lost key. */
function keep(dataDir: string, secrets: KeptSecrets): void {
  const half = `${fileIn(dataDir)}.new`;
  writeFileSync(half, JSON.stringify(secrets), { mode: 0o600, flush: true });
  renameSync(half, fileIn(dataDir));
}
