import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

export const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HASH_BYTES = 32;
const FINGERPRINT_BYTES = 8;

/** The first byte of what is sealed. Form 1 is generation 1, from before there were generations. */
const FORM = { first: 1, numbered: 2 };

/** The two keys of a generation (pii_key). `sealKey`: null when nothing is sealed with it any more. */
export interface DataKeys {
  sealKey: Buffer | null;
  hashKey: Buffer;
}

/** A PII_KEY: it locks the data keys and nothing else. */
export interface KeyLock {
  /** One-way: tells two PII_KEYs apart, and nothing about either. */
  fingerprint: Buffer;
  key: Buffer;
}

const derive = (key: Buffer, purpose: string, bytes = KEY_BYTES): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `ticketero ${purpose}`, bytes));

export const keyLock = (piiKey: Buffer): KeyLock => ({
  fingerprint: derive(piiKey, 'fingerprint', FINGERPRINT_BYTES),
  key: derive(piiKey, 'lock'),
});

/** Generation 1: what PII_KEY itself sealed and hashed with before there were generations. */
export const firstKeys = (piiKey: Buffer): DataKeys => ({
  sealKey: derive(piiKey, 'seal'),
  hashKey: derive(piiKey, 'hash'),
});

export const newKeys = (): DataKeys => ({ sealKey: randomBytes(KEY_BYTES), hashKey: randomBytes(KEY_BYTES) });

function encrypt(key: Buffer, plain: Buffer, header: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(header);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** Throws when the key or the header is another, or a bit was changed. */
function decrypt(key: Buffer, bytes: Buffer, header: Buffer): Buffer {
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(header);
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

const slotHeader = (generation: number, which: string): Buffer => Buffer.from(`${generation} ${which}`);

/** A data key as it stands in pii_key_slot. It fits its own place there and no other. */
export const lockAway = (lock: KeyLock, generation: number, which: 'seal' | 'hash', key: Buffer): Buffer =>
  encrypt(lock.key, key, slotHeader(generation, which));

export const takeOut = (lock: KeyLock, generation: number, which: 'seal' | 'hash', bytes: Buffer): Buffer =>
  decrypt(lock.key, bytes, slotHeader(generation, which));

export function sealWith(sealKey: Buffer, generation: number, text: string): Buffer {
  const numbered = generation > 1;
  const header = Buffer.from(numbered ? [FORM.numbered, generation] : [FORM.first]);
  return Buffer.concat([header, encrypt(sealKey, Buffer.from(text), numbered ? header : Buffer.alloc(0))]);
}

/** Which generation sealed this. Throws when nobody of ours did. */
export function generationOfSeal(sealed: Buffer): number {
  if (sealed[0] === FORM.first) return 1;
  if (sealed[0] === FORM.numbered && sealed[1] !== undefined) return sealed[1];
  throw new Error('not a sealed text');
}

/** Throws when the key is another or the bytes were changed. */
export function openWith(sealKey: Buffer, sealed: Buffer): string {
  const numbered = sealed[0] === FORM.numbered;
  const body = sealed.subarray(numbered ? 2 : 1);
  return decrypt(sealKey, body, numbered ? sealed.subarray(0, 2) : Buffer.alloc(0)).toString('utf8');
}

const hmac = (key: Buffer, data: string | Buffer): Buffer => createHmac('sha256', key).update(data).digest();

const numberedHash = (generation: number, hash: Buffer): Buffer =>
  generation === 1 ? hash : Buffer.concat([Buffer.from([generation]), hash]);

/**
 * The hash in each generation, the first one first: each hashes the one before. So a stored hash can be brought to the
 * next generation by itself, without the id or the phone; and without the newest key nothing can be guessed from it.
 */
export function hashChain(hashKeys: readonly Buffer[], text: string): Buffer[] {
  let hash: string | Buffer = text;
  return hashKeys.map((key, place) => numberedHash(place + 1, (hash = hmac(key, hash))));
}

/** A stored hash in the newest generation. `hashKeys`: of all generations, the first one first. */
export function bringForward(hashKeys: readonly Buffer[], stored: Buffer): Buffer {
  const from = stored.length === HASH_BYTES ? 1 : (stored[0] ?? 0);
  if (from < 1 || from > hashKeys.length) throw new Error('not a hash of a known generation');
  let hash = stored.subarray(-HASH_BYTES);
  for (const key of hashKeys.slice(from)) hash = hmac(key, hash);
  return numberedHash(hashKeys.length, hash);
}
