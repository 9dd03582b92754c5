import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

import type { AuditHead } from '@ticketero/contract';

import { keyIdOf } from '../platform/signing-key.js';

const HASH = /^[0-9a-f]{64}$/;

/**
 * What is signed: the document without its signature as RFC 8785 writes it (keys in order, no white space, UTF-8), so that
 * `jq -cjS 'del(.signature)'` makes the same bytes. Its values are texts, whole numbers and null.
 */
export function signedBytes(document: object): Buffer {
  const fields = Object.entries(document).filter(([name]) => name !== 'signature');
  const sorted = fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify(Object.fromEntries(sorted)));
}

export function signHead(head: Omit<AuditHead, 'keyId' | 'signature'>, key: KeyObject): AuditHead {
  const document = { ...head, keyId: keyIdOf(key) };
  return { ...document, signature: sign(null, signedBytes(document), key).toString('base64') };
}

/** A text that should be a signed head. Null where it is none. */
export function readHead(text: string): AuditHead | null {
  let document: Partial<AuditHead> | null;
  try {
    document = JSON.parse(text) as Partial<AuditHead> | null;
  } catch {
    return null;
  }
  if (typeof document !== 'object' || document === null) return null;
  const { branch, date, events, lastId, lastHash, keyId, signature } = document;
  const texts = [branch, date, keyId, signature].every((value) => typeof value === 'string');
  const numbers = [events, lastId].every((value) => Number.isSafeInteger(value) && Number(value) >= 0);
  const hash = lastHash === null ? events === 0 : typeof lastHash === 'string' && HASH.test(lastHash);
  return texts && numbers && hash ? (document as AuditHead) : null;
}

/** Why the signature does not hold, in words; null when it does. `key`: private or public. */
export function signatureFault(head: AuditHead, key: KeyObject): string | null {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  if (head.keyId !== keyIdOf(open)) return `signed with another key (${head.keyId}, not ${keyIdOf(open)})`;
  const good = verify(null, signedBytes(head), open, Buffer.from(head.signature, 'base64'));
  return good ? null : 'the signature does not fit the document: it was changed, or never signed';
}
