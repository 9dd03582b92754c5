import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FILE = 'audit-signing-key.pem';
const KEY_ID_LENGTH = 16;

/**
 * The Ed25519 key that signs the heads of the audit log (R10): `given` (PKCS#8, as PEM or in base64), or the one that is
 * kept in `dataDir`, made there by `make` the first time. Null: there is none. Throws an Error that never shows the key.
 */
export function signingKey(given: string | undefined, dataDir: string | null, make = true): KeyObject | null {
  if (given) return readKey(given);
  if (dataDir === null) return null;
  const file = resolve(dataDir, FILE);
  if (existsSync(file)) return readKey(readFileSync(file, 'utf8'));
  if (!make) return null;
  const { privateKey } = generateKeyPairSync('ed25519');
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw new Error('cannot be kept in DATA_DIR');
    return readKey(readFileSync(file, 'utf8')); // another process was faster
  }
  return privateKey;
}

function readKey(text: string): KeyObject {
  let key: KeyObject;
  try {
    key = text.includes('-----BEGIN')
      ? createPrivateKey(text.replaceAll('\\n', '\n'))
      : createPrivateKey({ key: Buffer.from(text, 'base64'), type: 'pkcs8', format: 'der' });
  } catch {
    throw new Error('must be an Ed25519 key (PKCS#8), as PEM or in base64');
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('must be an Ed25519 key');
  return key;
}

/** Of a private or a public key. */
export function publicPem(key: KeyObject): string {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return open.export({ type: 'spki', format: 'pem' }).toString();
}

/** Which key it is: the first 16 hexadecimal digits of the SHA-256 of the public key (SPKI, DER). */
export function keyIdOf(key: KeyObject): string {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  const der = open.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, KEY_ID_LENGTH);
}
